/** @file JSON of open shape as text and fields for reading: unknown members show as they come. */
import type { Field, IncidentDetail } from '../../../shared/detail'

/** What an API's reader makes of a parsed incident. */
export interface DetailParts extends Pick<IncidentDetail, 'fields' | 'alerts' | 'entities' | 'comments'> {
  /** The portal link as received: untrusted. */
  readonly link: unknown
}

export type Json = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
export const objects = (value: unknown): readonly Json[] => Array.isArray(value) ? value.filter(isObject) : []

/** A scalar as text; a list or an object as its JSON; null and what is missing as nothing. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') return Array.isArray(value) && value.every(each => typeof each !== 'object') ? value.join(', ') : JSON.stringify(value)
  return String(value)
}

/** The fields that hold something, in the API's order and under its names, except those shown elsewhere. */
export function fieldsOf(object: Json, except: ReadonlySet<string>): readonly Field[] {
  return Object.entries(object)
    .filter(([name]) => !except.has(name))
    .map(([name, value]) => ({ name, value: asText(value) }))
    .filter(({ value }) => value !== '')
}

/** Evidence nests twice at most (a user account in a process); what nests deeper is shown as its JSON. */
const deepest = 3

/** As `fieldsOf`, with the members of nested objects under `outer.inner`. OData's annotations are left out. */
export function flatFields(object: Json, except: ReadonlySet<string>, depth = 1): readonly Field[] {
  return Object.entries(object)
    .filter(([name]) => !except.has(name) && !name.includes('@odata.'))
    .flatMap(([name, value]) => isObject(value) && depth < deepest
      ? flatFields(value, new Set(), depth + 1).map(field => ({ name: `${name}.${field.name}`, value: field.value }))
      : [{ name, value: asText(value) }])
    .filter(({ value }) => value !== '')
}

/**
 * The value of JSON text with every number that JavaScript cannot write back as it was (beyond 2^53, trailing zeros,
 * exponents) kept as its text. The source is given by V8 since Chromium 114; without it numbers are as JSON.parse reads them.
 */
export function parseForDisplay(json: string): unknown {
  const keep = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && context?.source !== undefined && context.source !== String(value) ? context.source : value
  return JSON.parse(json, keep)
}
