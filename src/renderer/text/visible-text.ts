/** @file SECURITY: makes characters visible that hide or reorder text, because attackers choose names, subjects and command lines. */
import { isBlank } from '../../shared/values/fold'
import { hiddenCharacters as hidden, nameOfHidden, visibleText } from '../../shared/values/hidden-characters'

export { visibleText }

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
    parts.push({ text: nameOfHidden(char), hidden: true })
    from = index + char.length
  }
  if (from < plain.length) parts.push({ text: plain.slice(from), hidden: false })
  return parts
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
