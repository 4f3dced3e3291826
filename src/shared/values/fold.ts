/** @file The rule for comparing text in searches, sorting and known values: both sides are folded before they are compared. */

/** Invisible characters: spaces, control and format characters, those that Unicode calls default-ignorable, and the blank Braille pattern. */
const invisible = '\\s\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2800'
const blank = new RegExp(`^[${invisible}]*$`, 'u')
/** Characters to remove. Line breaks and tabs count as spaces, which are collapsed later. */
const ignored = /[\p{Cf}\p{Default_Ignorable_Code_Point}]|(?!\s)\p{Cc}/gu
/** Combining marks of Latin, Greek and Cyrillic letters. In other scripts they are vowels or change the letter. */
const marks = /[\u0300-\u036F]/g
/** Matches text that needs more than conversion to lowercase. */
const needsMore = /[^\x20-\x7E]| {2}/

/** Returns whether a text consists of white space and invisible characters only. */
export function isBlank(text: string): boolean {
  // Most texts begin with a visible ASCII character, which needs no regular expression.
  const first = text.charCodeAt(0)
  return !(first > 0x20 && first < 0x7F) && blank.test(text)
}

/**
 * Returns the form in which texts are compared: without case, accents, invisible characters, and compatibility forms such as full-width letters or
 * ligatures; each sequence of white space becomes one space.
 */
export function fold(text: string): string {
  if (!needsMore.test(text)) return text.toLowerCase().trim()
  // Uppercase first, which turns ß into SS and merges the two small sigmas. Lowercase then restores a final sigma by its position.
  const letters = text.replace(ignored, '').normalize('NFKD').replace(marks, '').toUpperCase().toLowerCase().replaceAll('ς', 'σ')
  return letters.replace(/\s+/g, ' ').trim()
}
