/** @file The one rule for which texts are alike, for the search, the sort and the known values: both sides are folded by it. */

/** Space, control and formatting characters, and what Unicode lets a program ignore: nobody sees them. The last is the blank Braille pattern. */
const unseen = '\\s\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2800'
const blank = new RegExp(`^[${unseen}]*$`, 'u')
/** Line breaks and tabs are space and stay for now. */
const ignored = /[\p{Cf}\p{Default_Ignorable_Code_Point}]|(?!\s)\p{Cc}/gu
/** Combining marks of Latin, Greek and Cyrillic letters. Those of other scripts are vowels or change the letter. */
const marks = /[\u0300-\u036F]/g
/** Anything that more is done to than writing it in lower case. */
const uneven = /[^\x20-\x7E]| {2}/

/** Returns whether a text shows nothing: white space and hidden characters only. */
export const isBlank = (text: string): boolean => blank.test(text)

/**
 * Returns the form in which texts are compared: without case, accents, hidden characters, and compatibility forms such as full-width letters or
 * ligatures; every stretch of white space is one space.
 */
export function fold(text: string): string {
  if (!uneven.test(text)) return text.toLowerCase().trim()
  // Upper case first: it writes ß as SS and joins the two small sigmas, of which lower case then restores one by its place.
  const letters = text.replace(ignored, '').normalize('NFKD').replace(marks, '').toUpperCase().toLowerCase().replaceAll('ς', 'σ')
  return letters.replace(/\s+/g, ' ').trim()
}
