/** @file Writes values as the text of a cell in CSV and Excel. docs/exports.md describes the rules. */
import type { Value } from '../tables/field'
import { nameOfHidden } from '../../../../shared/values/hidden-characters'

// Built from code points, because eslint forbids control characters in regular expressions. All but tab and line feed.
const ranges: readonly (readonly [number, number])[] = [[0x00, 0x08], [0x0B, 0x1F], [0x7F, 0x9F], [0xFFFE, 0xFFFF]]
const unwritable = new RegExp(`[${ranges.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`).join('')}]`, 'gu')
/** Almost all texts are printable ASCII. */
const needsCare = /[^\t\n -~]/
const loneSurrogate = /\p{Cs}/gu

/**
 * Returns a text that a cell can hold: control characters by name, e.g. ⟨U+0007⟩, halves of surrogate pairs as U+FFFD, and line feeds for all
 * line breaks.
 */
export function cellText(text: string): string {
  if (!needsCare.test(text)) return text
  return text.replace(/\r\n?/g, '\n').replace(unwritable, nameOfHidden).replace(loneSurrogate, '\uFFFD')
}

/** Returns a list as one text: values separated by `; `, and each semicolon of a value doubled. */
const listText = (values: readonly string[]): string => values.map(value => value.replaceAll(';', ';;')).join('; ')

/** Returns the text of a value; '' if it is missing. */
export function valueText(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  return cellText(typeof value === 'string' ? value : listText(value))
}
