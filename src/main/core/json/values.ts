/**
 * @file Reads JSON values as text and as lists, whatever their type: the one rule for both APIs, for rows and for details. A value is shown as
 * what it is, and a list is a list whether or not the service wrote it as one.
 */
import type { Buffer } from 'node:buffer'
import { isIncidentId } from '../../../shared/values/incident-id'
import { sliceMember } from './slice-array'

export type Json = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Deeper values are not written out. No value that means something nests that deep, and a hostile one must not exhaust the stack. */
export const mostDepth = 60

/** Stands for what nests too deep. */
export const tooDeep = '…'

function membersText(object: Json, depth: number): string {
  return Object.entries(object).map(([name, value]) => [name, nestedText(value, depth + 1)] as const)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name}: ${text}`).join(', ')
}

function elementTexts(list: readonly unknown[], depth: number): readonly string[] {
  return list.map(each => nestedText(each, depth + 1)).filter(text => text !== '')
}

/** An object or a list of several elements inside of another one is set in brackets. */
function nestedText(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return asText(value)
  if (depth > mostDepth) return tooDeep
  if (Array.isArray(value)) {
    const texts = elementTexts(value, depth)
    return texts.length > 1 ? `[${texts.join(', ')}]` : texts.join('')
  }
  const text = membersText(value as Json, depth)
  return text === '' ? '' : `{${text}}`
}

/**
 * Returns a value as text: a text as received, a list as `a, b`, an object as `name: a, id: 5`. Null, blank texts and what holds nothing else are
 * left out; alone they are ''.
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

/** Returns a member as text. Past 2^53 a parsed number is no longer exact, so its digits are read from the bytes of its object. */
export function memberText(value: unknown, bytes: Buffer, member: string): string {
  return typeof value === 'number' && !Number.isSafeInteger(value) ? String(sliceMember(bytes, member) ?? value) : asText(value)
}

/** An element that says nothing: null, a blank text, an empty list. An object without members stands for something. */
const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)

const isEmptyObject = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0

/** Returns the elements of a list that say something. A value that is no list is the only element of one; null where it says nothing. */
export function listOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value.filter(each => !isNothing(each))
  return isNothing(value) || isEmptyObject(value) ? null : [value]
}

/** Returns the number of elements that `listOf` returns. */
export function listLength(value: unknown): number | null {
  // Almost always a list of objects: no copy of it is needed.
  if (Array.isArray(value) && value.every(isObject)) return value.length
  return listOf(value)?.length ?? null
}

/** Returns the id of an incident: a number in its own digits, or a text as received. null: it has none. */
export function readId(value: unknown, bytes: Buffer, member: string): string | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null
  const id = memberText(value, bytes, member)
  return isIncidentId(id) ? id : null
}
