/** @file SECURITY: makes characters visible that hide or reorder text, because attackers choose names, subjects and command lines. */
import { isBlank } from '../../shared/values/fold'

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
const hidden = new RegExp(`[${ranges.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`).join('')}]`, 'gu')

const nameOf = (char: string): string => `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`

/** A part of a text: unchanged, or the name of a hidden character. */
export interface TextPart {
  readonly text: string
  readonly hidden: boolean
}

/** Returns `text` in parts, each hidden character as its name. Windows line ends become line feeds. */
export function visibleParts(text: string): readonly TextPart[] {
  const plain = text.replaceAll('\r\n', '\n')
  const parts: TextPart[] = []
  let from = 0
  for (const { 0: char, index } of plain.matchAll(hidden)) {
    if (index > from) parts.push({ text: plain.slice(from, index), hidden: false })
    parts.push({ text: nameOf(char), hidden: true })
    from = index + char.length
  }
  if (from < plain.length) parts.push({ text: plain.slice(from), hidden: false })
  return parts
}

/** Returns `text` with each hidden character as its name, e.g. ⟨U+202E⟩. */
export function visibleText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(hidden, nameOf)
}

/** Returns `text` cut to `maxLength` characters, never inside a surrogate pair. A cut text ends with an ellipsis. */
export function shortened(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const end = /[\uD800-\uDBFF]/.test(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength
  return `${text.slice(0, end)}…`
}

/** The maximum number of characters in a table cell; the open incident shows the whole text. */
const maxLineLength = 300

/** Returns the start of `text` on one line with hidden characters visible, for a table cell, a title or a tooltip. */
export function visibleLine(text: string, maxLength = maxLineLength): string {
  return visibleText(shortened(text, maxLength)).replace(/[\t\n]+/g, ' ⏎ ')
}

/** Returns `visibleLine`, or `none` for a blank text. */
export function shownLine(text: string, none: string, maxLength = maxLineLength): string {
  return isBlank(text) ? none : visibleLine(text, maxLength)
}
