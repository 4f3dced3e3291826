/** @file Names and identifies entities: the detail of an incident and the index of the list use the same keys. */
import type { Field } from '../../../shared/contract/detail'
import type { EntityPatterns } from './entity-patterns'
import { createHash } from 'node:crypto'
import { isBlank } from '../../../shared/values/fold'
import { fillPattern, firstComplete, patternsOf, readFields, readObject } from './entity-patterns'
import { entityFields } from './fields'
import { isObject, mayBeRounded } from '../json/values'

export interface Identity {
  /**
   * Identifies the entity within its type, in every incident of either API: at most 200 characters. Mentions without an identifier are the same entity if
   * all their fields except judgments are equal, or if they hold only judgments and these are equal.
   */
  readonly key: string
  /** The identifier as received; '' if there is none. */
  readonly id: string
  /** The best name, or else the first value that is neither a time nor a judgment; '' if there is none. */
  readonly label: string
}

/** Fields with an alert's judgment of an entity, or with the service's actions on it. They differ between alerts, so they do not identify the entity. */
const judgments: ReadonlySet<string> = new Set([
  'createdDateTime', 'evidenceCreationTime', 'verdict', 'remediationStatus', 'remediationStatusDetails', 'detectionStatus', 'roles', 'detailedRoles', 'tags',
])

/** Longer keys are replaced by their digest, so that keys stay small in the index of a list and in IPC arguments. */
const maxKeyLength = 200

const shortKey = (key: string): string => key.length > maxKeyLength ? createHash('sha256').update(key).digest('base64url') : key

const isDescriptive = ({ name, value }: Field): boolean => !/time|status|verdict|role|tags/i.test(name) && !isBlank(value)

/** An entity whose identifying fields are in `texts` of its type's patterns. `fields` (all of them) is read only if it has no identifier or no name. */
interface Source {
  readonly entity: unknown
  fields: readonly Field[] | null
}

const allFields = (source: Source): readonly Field[] => source.fields ??= entityFields(source.entity)

function labelOf({ names, texts }: EntityPatterns, source: Source): string {
  const name = firstComplete(names, texts)
  return name ? fillPattern(name, texts) : allFields(source).find(isDescriptive)?.value ?? ''
}

function idOf({ ids, texts }: EntityPatterns): string {
  const pattern = firstComplete(ids, texts)
  return pattern ? fillPattern(pattern, texts) : ''
}

/** Names of patterns keep the kinds of identifiers apart; the best identifier alone is the key. */
function keyOf({ ids, texts, exact }: EntityPatterns, source: Source): string {
  const pattern = firstComplete(ids, texts)
  if (!pattern) {
    const facts = allFields(source).filter(({ name }) => !judgments.has(name))
    return shortKey(JSON.stringify(facts.length > 0 ? facts : allFields(source)))
  }
  const id = fillPattern(pattern, texts).trim()
  const key = exact ? id : id.toLowerCase()
  return shortKey(pattern.name === ids[0]?.name ? key : `${pattern.name}: ${key}`)
}

/** Returns the identity of an entity, given all its fields. `type`: as `typeName` returns it. */
export function identityOfFields(type: string, fields: readonly Field[]): Identity {
  const patterns = patternsOf(type)
  readFields(patterns, fields)
  const source = { entity: null, fields }
  return { key: keyOf(patterns, source), id: idOf(patterns), label: labelOf(patterns, source) }
}

/** Returns the key of an entity, given all its fields. `type`: as `typeName` returns it. */
export const entityKey = (type: string, fields: readonly Field[]): string => identityOfFields(type, fields).key

/** An entity as received. It is valid until the next entity is read. */
interface EntityReading {
  readonly patterns: EntityPatterns
  readonly source: Source
  /** As `entityKey` returns it for the entity's fields. */
  readonly key: string
  /** False if JavaScript may have rounded a number in the fields. */
  readonly isExact: boolean
}

/** Reads an entity as received. `type`: as `typeName` returns it. */
export function readEntity(type: string, entity: unknown): EntityReading {
  const patterns = patternsOf(type)
  const source: Source = { entity, fields: null }
  const isExact = readObject(patterns, isObject(entity) ? entity : {})
  const key = keyOf(patterns, source)
  return { patterns, source, key, isExact: isExact && (source.fields === null || !mayBeRounded(entity)) }
}

/** As `label` of its identity. */
export const readingLabel = ({ patterns, source }: EntityReading): string => labelOf(patterns, source)

/** Returns the texts of the fields that name, identify or locate the entity. They may be '', and repeat each other and the label. */
export function readingValues({ patterns, source: { fields } }: EntityReading): readonly string[] {
  // If the entity has no identifier, any field may identify it, so all of them are searched.
  return fields === null ? patterns.texts : fields.filter(isDescriptive).map(({ value }) => value)
}
