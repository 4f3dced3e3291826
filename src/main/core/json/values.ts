/**
 * @file Reads JSON values of any type as text and as lists: one rule for both APIs, for rows and for details. A value of an unexpected type is
 * shown as received, and a single value in place of a list counts as a list of one.
 */
import type { Buffer } from 'node:buffer'
import { isIncidentId } from '../../../shared/values/incident-id'
import { sliceMember } from './slice-array'

export type Json = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The maximum number of levels of a value that are written as text. No meaningful value nests deeper, and a hostile value must not exhaust the stack. */
export const maxDepth = 60

/** The text in place of a value that nests too deep. */
export const tooDeep = '…'

function membersText(object: Json, depth: number): string {
  return Object.entries(object).map(([name, value]) => [name, nestedText(value, depth + 1)] as const)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name}: ${text}`).join(', ')
}

function elementTexts(list: readonly unknown[], depth: number): readonly string[] {
  return list.map(each => nestedText(each, depth + 1)).filter(text => text !== '')
}

/** Returns a nested value as text. An object or a list of several elements is in brackets. */
function nestedText(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return asText(value)
  if (depth > maxDepth) return tooDeep
  if (Array.isArray(value)) {
    const texts = elementTexts(value, depth)
    return texts.length > 1 ? `[${texts.join(', ')}]` : texts.join('')
  }
  const text = membersText(value as Json, depth)
  return text === '' ? '' : `{${text}}`
}

/**
 * Returns a value as text: a text as received, a list as `a, b`, an object as `name: a, id: 5`. Null, blank texts and values that contain nothing else
 * are left out; the result is '' if nothing is left.
 */
export function asText(value: unknown): string {
  switch (typeof value) {
    case 'string': return value.trim() === '' ? '' : value
    case 'number':
    case 'boolean': return String(value)
    case 'object': return value === null ? '' : Array.isArray(value) ? elementTexts(value, 1).join(', ') : membersText(value as Json, 1)
    default: return ''
  }
}

/** Returns a member as text. A parsed number beyond 2^53 is not exact, so its digits are read from the bytes of its object. */
export function memberText(value: unknown, bytes: Buffer, member: string): string {
  return typeof value === 'number' && !Number.isSafeInteger(value) ? String(sliceMember(bytes, member) ?? value) : asText(value)
}

/** Returns whether a value contains a number that JSON.parse may have rounded: one that is not a whole number within 2^53. */
export function mayBeRounded(value: unknown, depth = 1): boolean {
  if (typeof value === 'number') return !Number.isSafeInteger(value)
  return typeof value === 'object' && value !== null && depth <= maxDepth && Object.values(value).some(each => mayBeRounded(each, depth + 1))
}

/** Returns whether an element is empty: null, a blank text or an empty list. An object without members counts as an element. */
const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)

const isEmptyObject = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0

/** Returns the elements of a list without empty ones. Any other value is returned as a list of one; null if it is empty. */
export function listOf(value: unknown): readonly unknown[] | null {
  // Almost always a list of objects, which needs no copy.
  if (Array.isArray(value)) return value.every(isObject) ? value : value.filter(each => !isEmpty(each))
  return isEmpty(value) || isEmptyObject(value) ? null : [value]
}

/** Returns the number of elements that `listOf` returns. */
export function listLength(value: unknown): number | null {
  return listOf(value)?.length ?? null
}

/** Returns the ID of an incident: the exact digits of a number, or a text as received; null if it has none. */
export function readId(value: unknown, bytes: Buffer, member: string): string | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null
  const id = memberText(value, bytes, member)
  return isIncidentId(id) ? id : null
}
