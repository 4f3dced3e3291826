/** @file When a text of a query needs quotation marks, and what they look like. */
import { findField } from '../fields'
import { hasText } from '../searchable'

/** Returns the text in quotation marks; marks and backslashes in it are escaped by a backslash. */
export const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`

/** Operators of other query languages. They would be searched for as words, which nobody means. */
export const isOperatorWord = (word: string): boolean => word === 'AND' || word === 'OR' || word === 'NOT'

const address = /^[\da-f]{1,4}(?::[\da-f]{0,4}){2,}$/i

/**
 * Returns the name before the first colon of an unquoted word if it can only be meant as the name of a field, and null if the colon is part of a text:
 * if there is no field of that name, and the name is one letter or contains more than letters and hyphens, or `//`, a backslash or nothing follows the
 * colon, or the word is an IPv6 or MAC address.
 */
export function fieldName(word: string): string | null {
  const [, name, rest = ''] = /^([a-z][a-z-]+):(.*)$/is.exec(word) ?? []
  if (name === undefined) return null
  if (findField(name) !== undefined) return name
  return rest === '' || rest.startsWith('//') || rest.startsWith('\\') || address.test(word) ? null : name
}

/** Returns whether an unquoted word is read as the free text that it is. */
export const isBareWord = (word: string): boolean =>
  /^(?!["(]|-(?!-|$))\S+$/.test(word) && hasText(word) && !isOperatorWord(word) && fieldName(word) === null

/** Returns whether an unquoted text after a field's colon is read as the text that it is. */
export const isBareValue = (text: string): boolean => /^[^\s"(),<>=][^\s"(),]*$/.test(text) && hasText(text) && !/^(?:none|me)$/i.test(text)
