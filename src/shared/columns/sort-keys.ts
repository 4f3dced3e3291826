/** @file Sort keys: values that sort in the order of the field values they represent. */
import { fold, isBlank } from '../values/fold'

/** null if the row has no value; such rows sort last in both directions. */
export type SortKey = string | number | null

/** Returns the sort key of a text, folded as it is for the search. */
export const textKey = (text: string): SortKey => isBlank(text) ? null : fold(text)

/** Returns the sort key of a list: by its first value, then by the number of values. */
export function listKey([first = '', ...rest]: readonly string[]): SortKey {
  const key = textKey(first)
  return key === null ? null : `${key}\u0000${digitKey(String(rest.length))}`
}

/** Returns a string for digits of any length that sorts in numeric order. */
const digitKey = (digits: string): string => `${String(digits.length).padStart(4, '0')}${digits}`
const complement = (digits: string): string => digits.replace(/\d/g, digit => String(9 - Number(digit)))

/** Returns the sort key of an incident's ID. Negative numbers sort first, then other numbers, then text; numbers are exact beyond 2^53. */
export function idKey(id: string): SortKey {
  if (/^[1-9]\d*$/.test(id)) return `1${digitKey(id)}`
  const number = Number(id)
  if (!Number.isFinite(number) || id.trim() === '') return `2${fold(id)}`
  const digits = /^\s*-?0*(\d+)\s*$/.exec(id)?.[1] ?? BigInt(Math.trunc(Math.abs(number))).toString()
  return number < 0 ? `0${complement(digitKey(digits))}` : `1${digitKey(digits)}`
}

/** Compares two keys for `Array.prototype.sort`. `sign`: 1 to sort ascending, -1 descending. */
export function compareKeys(a: SortKey, b: SortKey, sign: 1 | -1): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -sign : sign
}
