/** @file The members of an object of open shape as fields for reading: unknown ones show under the API's own names. */
import type { Buffer } from 'node:buffer'
import type { Field } from '../../../shared/contract/detail'
import type { Json } from '../json/values'
import { shallowJson } from '../json/shallow-json'
import { asText, isObject } from '../json/values'

/** Evidence nests twice at most (a user account in a process); what nests deeper is one text. */
const deepest = 3
const none: ReadonlySet<string> = new Set()

/**
 * Returns the members that hold something, in the API's order and under its names, those of nested objects as `outer.inner`. OData's annotations
 * and the members in `except` are left out.
 */
export function fieldsOf(object: Json, except = none, depth = 1): readonly Field[] {
  return Object.entries(object)
    .filter(([name]) => !except.has(name) && !name.includes('@odata.'))
    .flatMap(([name, value]) => isObject(value) && depth < deepest
      ? fieldsOf(value, none, depth + 1).map(field => ({ name: `${name}.${field.name}`, value: field.value }))
      : [{ name, value: asText(value) }])
    .filter(({ value }) => value !== '')
}

/**
 * Parses JSON text for reading, with every number that JavaScript cannot write back as it was (beyond 2^53, trailing zeros, exponents) kept as its
 * text. The source is given by V8 since Chromium 114; without it numbers are as JSON.parse reads them.
 */
export function parseForDisplay(json: Buffer): unknown {
  const keep = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && context?.source !== undefined && context.source !== String(value) ? context.source : value
  return JSON.parse(shallowJson(json).toString('utf8'), keep)
}
