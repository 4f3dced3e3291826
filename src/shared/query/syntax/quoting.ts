/** @file Determines when a text of a query needs quotation marks, and quotes it. */
import { findField } from '../fields'
import { hasText } from '../searchable'

/** Returns the text in quotation marks; marks and backslashes in it are escaped by a backslash. */
export const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`

/** Operators of other query languages. Otherwise they would be searched for as words, which no user intends. */
export const isOperatorWord = (word: string): boolean => word === 'AND' || word === 'OR' || word === 'NOT'

const address = /^[\da-f]{1,4}(?::[\da-f]{0,4}){2,}$/i

/**
 * Returns the field name before the first colon of an unquoted word, even if no field has that name; null if the colon is part of a text. It is part of a
 * text if the part before it is not a field's name and is one letter or contains more than letters and hyphens, if `//`, a backslash or nothing follows it,
 * or if the word is an IPv6 or MAC address.
 */
export function fieldName(word: string): string | null {
  const [, name, rest = ''] = /^([a-z][a-z-]+):(.*)$/is.exec(word) ?? []
  if (name === undefined) return null
  if (findField(name) !== undefined) return name
  return rest === '' || rest.startsWith('//') || rest.startsWith('\\') || address.test(word) ? null : name
}

/** Returns whether an unquoted word is read as free text, unchanged. */
export const isBareWord = (word: string): boolean =>
  /^(?!["(]|-(?!-|$))\S+$/.test(word) && hasText(word) && !isOperatorWord(word) && fieldName(word) === null

/** Returns whether an unquoted text after a field's colon is read as a value, unchanged. */
export const isBareValue = (text: string): boolean => /^[^\s"(),<>=][^\s"(),]*$/.test(text) && hasText(text) && !/^(?:none|me)$/i.test(text)
