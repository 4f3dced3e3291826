/**
 * @file Fills the patterns of entity-types.ts. Every incident of a collection is read with them, so they are compiled once for each type: each field
 * that a type's patterns name has a slot, and reading an entity fills the slots.
 */
import type { Field } from '../../../shared/contract/detail'
import type { Json } from '../json/values'
import type { EntityType } from './entity-types'
import { isBlank } from '../../../shared/values/fold'
import { asText, mayBeRounded } from '../json/values'
import { entityType } from './entity-types'
import { maxLevels } from './fields'

/** A member of an entity, and the members of the object that it may contain. */
interface Member {
  readonly name: string
  /** null if only members of its object are read. */
  slot: number | null
  readonly inner: Member[]
}

export interface Pattern {
  /** Both APIs' patterns for the same identifier have the same name. */
  readonly name: string
  readonly slots: readonly number[]
  /** The texts before, between and after the slots. */
  readonly between: readonly string[]
}

/** The compiled patterns of one type. */
export interface EntityPatterns {
  readonly names: readonly Pattern[]
  readonly ids: readonly Pattern[]
  readonly exact: boolean
  readonly slots: ReadonlyMap<string, number>
  readonly members: readonly Member[]
  /**
   * The texts of the entity read last, by slot; '' if the field is missing or blank. All entities share one list, because creating lists would take most of
   * the time.
   */
  readonly texts: string[]
}

/** The Defender XDR API's names of fields that Microsoft Graph names differently. */
const graphNames: ReadonlyMap<string, string> = new Map([
  ['mdatpDeviceId', 'mdeDeviceId'], ['deviceId', 'mdeDeviceId'], ['aadDeviceId', 'azureAdDeviceId'], ['aadUserId', 'azureAdUserId'], ['processCreationTime', 'processCreationDateTime'],
  ['mailboxAddress', 'primaryAddress'], ['upn', 'userPrincipalName'], ['mailboxDisplayName', 'displayName'], ['recipient', 'recipientEmailAddress'], ['applicationId', 'appId'],
  ['applicationName', 'displayName'], ['securityGroupName', 'displayName'],
])

/** Graph nests accounts and files in objects; the Defender XDR API does not. */
const commonName = (field: string): string => {
  const name = field.replace(/^(?:userAccount|fileDetails)\./, '')
  return graphNames.get(name) ?? name
}

const inBraces = /\{([^}]*)\}/g
const fieldsIn = (pattern: string): readonly string[] => pattern.includes('{') ? Array.from(pattern.matchAll(inBraces), ([, field = '']) => field) : [pattern]

function compilePattern(pattern: string, slotOf: (field: string) => number): Pattern {
  const hasBraces = pattern.includes('{')
  return {
    name: hasBraces ? pattern.replace(inBraces, (_, field: string) => `{${commonName(field)}}`) : commonName(pattern),
    slots: fieldsIn(pattern).map(slotOf),
    between: hasBraces ? pattern.split(/\{[^}]*\}/) : ['', ''],
  }
}

function addMember(members: Member[], [name = '', ...rest]: readonly string[], slot: number): void {
  let member = members.find(each => each.name === name)
  if (!member) members.push(member = { name, slot: null, inner: [] })
  if (rest.length === 0) member.slot = slot
  else addMember(member.inner, rest, slot)
}

function compile({ names, ids, exact, searched }: EntityType): EntityPatterns {
  const slots = new Map<string, number>()
  const members: Member[] = []
  for (const field of new Set([...names, ...ids, ...searched].flatMap(fieldsIn))) {
    addMember(members, field.split('.'), slots.size)
    slots.set(field, slots.size)
  }
  const slotOf = (field: string) => slots.get(field) ?? 0
  return { names: names.map(each => compilePattern(each, slotOf)), ids: ids.map(each => compilePattern(each, slotOf)), exact, slots, members, texts: new Array<string>(slots.size).fill('') }
}

const compiled = new Map<EntityType, EntityPatterns>()

/** Returns the compiled patterns of a type, named as `typeName` returns it. */
export function patternsOf(type: string): EntityPatterns {
  const own = entityType(type)
  const patterns = compiled.get(own) ?? compile(own)
  compiled.set(own, patterns)
  return patterns
}

const visible = (text: string): string => isBlank(text) ? '' : text

/** Reads members into their slots. Returns false if JavaScript may have rounded a number among them. */
function readMembers(object: Json, members: readonly Member[], texts: string[], depth: number): boolean {
  let isExact = true
  for (const { name, slot, inner } of members) {
    const value = object[name]
    if (value === undefined || value === null) continue
    if (typeof value === 'string') {
      if (slot !== null) texts[slot] = visible(value)
    } else if (typeof value === 'object' && !Array.isArray(value) && depth < maxLevels) isExact = readMembers(value as Json, inner, texts, depth + 1) && isExact
    else if (slot !== null) {
      texts[slot] = visible(asText(value))
      isExact &&= !mayBeRounded(value)
    }
  }
  return isExact
}

/** Reads the fields of an entity as received, as `fieldsOf` names them, into `texts`. Returns false if JavaScript may have rounded a number among them. */
export function readObject({ texts, members }: EntityPatterns, entity: Json): boolean {
  texts.fill('')
  return readMembers(entity, members, texts, 1)
}

/** Reads the fields of an entity from a list of fields into `texts`. */
export function readFields({ slots, texts }: EntityPatterns, fields: readonly Field[]): void {
  texts.fill('')
  for (const { name, value } of fields) {
    const slot = slots.get(name)
    if (slot !== undefined && texts[slot] === '') texts[slot] = visible(value)
  }
}

/** Returns the value of a pattern; '' if a field is missing or blank. */
export function fillPattern({ slots, between }: Pattern, texts: readonly string[]): string {
  const [only] = slots
  if (slots.length === 1 && only !== undefined) return texts[only] ?? ''
  let result = between[0] ?? ''
  for (let at = 0; at < slots.length; at++) {
    const text = texts[slots[at] ?? 0] ?? ''
    if (text === '') return ''
    result += text + (between[at + 1] ?? '')
  }
  return result
}

/** Returns the first pattern without missing fields; undefined if there is none. */
export const firstComplete = (patterns: readonly Pattern[], texts: readonly string[]): Pattern | undefined =>
  patterns.find(({ slots }) => slots.every(slot => texts[slot] !== ''))
