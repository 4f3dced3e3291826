/** @file Makes characters visible that would hide or reorder text: attackers choose names, subjects and command lines. */

/**
 * C0 and C1 controls except tab and line feed, bidirectional marks and overrides, zero-width characters, other invisible
 * formatting, the byte order mark, interlinear marks and tag characters.
 */
// eslint keeps control characters out of expressions, so the class is made from code points.
const ranges: readonly (readonly [number, number])[] = [
  [0x00, 0x08], [0x0B, 0x1F], [0x7F, 0x9F], [0xAD, 0xAD], [0x61C, 0x61C], [0x180E, 0x180E], [0x200B, 0x200F], [0x2028, 0x202E],
  [0x2060, 0x2069], [0xFEFF, 0xFEFF], [0xFFF9, 0xFFFB], [0xE0000, 0xE007F],
]
const hidden = new RegExp(`[${ranges.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`).join('')}]`, 'gu')

/** `text` with every such character written as ⟨U+202E⟩. */
export function visibleText(text: string): string {
  return text.replace(hidden, char => `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
}

/** The same on one line, for a table's cell. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/[\t\n]+/g, ' ⏎ ')
}
