/** @file SECURITY: the characters that hide or reorder text. Attackers choose names, subjects and command lines. */

/**
 * C0 and C1 controls except tab and line feed, soft hyphen, bidirectional marks and overrides, zero-width characters and
 * fillers, other invisible formatting, the byte order mark, interlinear marks and tag characters.
 */
// Built from code points, because eslint forbids control characters in regular expressions.
const ranges: readonly (readonly [number, number])[] = [
  [0x00, 0x08], [0x0B, 0x1F], [0x7F, 0x9F], [0xAD, 0xAD], [0x61C, 0x61C], [0x115F, 0x1160], [0x17B4, 0x17B5], [0x180B, 0x180F],
  [0x200B, 0x200F], [0x2028, 0x202E], [0x2060, 0x206F], [0x3164, 0x3164], [0xFEFF, 0xFEFF], [0xFFA0, 0xFFA0], [0xFFF9, 0xFFFB],
  [0xE0000, 0xE007F],
]
export const hiddenCharacters = new RegExp(`[${ranges.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`).join('')}]`, 'gu')

/** Returns the name of a hidden character: ⟨U+202E⟩. */
export const nameOfHidden = (char: string): string => `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`

/** Returns `text` with each hidden character as its name, e.g. ⟨U+202E⟩. */
export function visibleText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(hiddenCharacters, nameOfHidden)
}
