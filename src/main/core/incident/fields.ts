/** @file Turns the members of an object of any shape into fields for display. Unknown members keep the API's names. */
import type { Buffer } from 'node:buffer'
import type { Field } from '../../../shared/contract/detail'
import type { Json } from '../json/values'
import { inspectJson } from '../json/inspect-json'
import { parseJson } from '../json/parse-json'
import { shallowJson } from '../json/shallow-json'
import { asText, isObject, maxDepth } from '../json/values'

/** Evidence nests at most two levels (a user account in a process). An object at a deeper level becomes one text. */
export const maxLevels = 3
const none: ReadonlySet<string> = new Set()

function addFields(fields: Field[], object: Json, prefix: string, except: ReadonlySet<string>, depth: number): void {
  for (const [name, value] of Object.entries(object)) {
    if (except.has(name) || name.includes('@odata.')) continue
    if (isObject(value) && depth < maxLevels) addFields(fields, value, `${prefix}${name}.`, none, depth + 1)
    else {
      const text = asText(value)
      if (text !== '') fields.push({ name: `${prefix}${name}`, value: text })
    }
  }
}

/**
 * Returns the members with a value as fields, in the API's order and under its names. A nested object's members are named `outer.inner`. OData
 * annotations and the members in `except` are left out.
 */
export function fieldsOf(object: Json, except = none): readonly Field[] {
  const fields: Field[] = []
  addFields(fields, object, '', except, 1)
  return fields
}

const entityType: ReadonlySet<string> = new Set(['entityType'])

/** Returns the fields of an entity, without its type. An element that is not an object is one field, `value`. */
export function entityFields(entity: unknown): readonly Field[] {
  return isObject(entity) ? fieldsOf(entity, entityType) : [{ name: 'value', value: asText(entity) }]
}

/**
 * Parses JSON for display. A number that JavaScript would write differently (beyond 2^53, trailing zeros, exponents) becomes its source text. V8
 * provides the source text since Chromium 114; in older runtimes, numbers are as JSON.parse reads them.
 */
export function parseForDisplay(json: Buffer): unknown {
  const keep = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && context?.source !== undefined && context.source !== String(value) ? context.source : value
  const { levels, hasUnusualNumber } = inspectJson(json)
  const shallow = levels > maxDepth ? shallowJson(json) : json
  // Calling a reviver for each value takes several times as long.
  return hasUnusualNumber ? JSON.parse(shallow.toString('utf8'), keep) : parseJson(shallow)
}
