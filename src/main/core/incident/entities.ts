/** @file Merges the mentions of entities in an incident's alerts: each entity once, with the values of all its mentions, grouped by type. */
import type { EntityGroup, Field } from '../../../shared/contract/detail'
import { createHash } from 'node:crypto'
import { isBlank } from '../../../shared/values/fold'
import { canonicalVerdict, verdictRank } from '../../../shared/vocabulary/incident-values'
import { isSameValue } from '../../../shared/vocabulary/known-values'
import { entityType } from './entity-types'

/** One mention of an entity in an alert. */
export interface Mention {
  /** As `typeName` returns it. */
  readonly type: string
  readonly fields: readonly Field[]
  /** The index of the alert. */
  readonly alert: number
}

/** Fields with an alert's judgment of an entity or with what the service did to it. They differ between alerts, so they identify nothing. */
const judgments: ReadonlySet<string> = new Set([
  'createdDateTime', 'evidenceCreationTime', 'verdict', 'remediationStatus', 'remediationStatusDetails', 'detectionStatus', 'roles', 'detailedRoles', 'tags',
])

const valueOf = (fields: readonly Field[], name: string): string | undefined => fields.find(field => field.name === name && !isBlank(field.value))?.value

/** Fills a pattern of entity-types.ts with field values; undefined if a field is missing or blank. */
function filled(text: string, fields: readonly Field[]): string | undefined {
  if (!text.includes('{')) return valueOf(fields, text)
  let complete = true
  const result = text.replace(/\{([^}]*)\}/g, (_, name: string) => {
    const value = valueOf(fields, name)
    complete &&= value !== undefined
    return value ?? ''
  })
  return complete ? result : undefined
}

function firstOf(texts: readonly string[], fields: readonly Field[]): { readonly text: string, readonly value: string } | undefined {
  for (const text of texts) {
    const value = filled(text, fields)
    if (value !== undefined) return { text, value }
  }
  return undefined
}

/** Returns the name of an entity on screen: its best name, or else the first value that is neither a time nor a judgment; '' if it has none. */
export function entityLabel(type: string, fields: readonly Field[]): string {
  const { names } = entityType(type)
  return firstOf(names, fields)?.value ?? fields.find(({ name, value }) => !/time|status|verdict|role|tags/i.test(name) && !isBlank(value))?.value ?? ''
}

/** Longer keys are replaced by their digest, so that keys stay small in the index of a list and in IPC arguments. */
const maxKeyLength = 200

const shortKey = (key: string): string => key.length > maxKeyLength ? createHash('sha256').update(key).digest('base64url') : key

/** Returns an entity's key, and its identifier as received ('' if it has none). */
function identityOf(type: string, fields: readonly Field[]): { readonly key: string, readonly id: string } {
  const { ids, exact } = entityType(type)
  const id = firstOf(ids, fields)
  if (id) return { key: shortKey(JSON.stringify([id.text, exact ? id.value.trim() : id.value.trim().toLowerCase()])), id: id.value }
  const facts = fields.filter(({ name }) => !judgments.has(name))
  return { key: shortKey(JSON.stringify(facts.length > 0 ? facts : fields)), id: '' }
}

/**
 * Returns what identifies an entity within its type (as `typeName` returns it), in every incident: at most 200 characters, equal for two mentions of
 * one entity. Mentions without an identifier are the same entity if all their fields except judgments are equal, or if they hold only judgments and
 * these are equal.
 */
export const entityKey = (type: string, fields: readonly Field[]): string => identityOf(type, fields).key

interface Gathered {
  readonly label: string
  readonly id: string
  /** The different values of each field. */
  readonly values: Map<string, Set<string>>
  readonly seenIn: Set<number>
}

function gather(group: Map<string, Gathered>, { type, fields, alert }: Mention): void {
  const { key, id } = identityOf(type, fields)
  const held = group.get(key) ?? { label: entityLabel(type, fields), id, values: new Map<string, Set<string>>(), seenIn: new Set<number>() }
  group.set(key, held)
  held.seenIn.add(alert)
  for (const { name, value } of fields) {
    const values = held.values.get(name)
    if (values) values.add(value)
    else held.values.set(name, new Set([value]))
  }
}

/** Returns the distinct verdicts in one spelling, worst first. Unknown verdicts come first. */
function verdictsOf(values: ReadonlySet<string> | undefined): readonly string[] {
  const own = Array.from(values ?? [], canonicalVerdict)
  return own.filter((value, index) => own.findIndex(other => isSameValue(other, value)) === index).sort((a, b) => verdictRank(a) - verdictRank(b))
}

/** Returns every entity once, in the order of their first mentions. */
export function groupEntities(mentions: readonly Mention[]): readonly EntityGroup[] {
  const groups = new Map<string, Map<string, Gathered>>()
  for (const mention of mentions) {
    const group = groups.get(mention.type) ?? new Map<string, Gathered>()
    groups.set(mention.type, group)
    gather(group, mention)
  }
  return Array.from(groups, ([type, group]) => {
    const entities = [...group.values()]
    const labels = new Map<string, number>()
    for (const { label } of entities) labels.set(label, (labels.get(label) ?? 0) + 1)
    return {
      type,
      entities: entities.map(({ label, id, values, seenIn }) => ({
        label,
        beside: (labels.get(label) ?? 0) > 1 && id !== label ? id : '',
        verdicts: verdictsOf(values.get('verdict')),
        fields: Array.from(values, ([name, different]) => ({ name, value: [...different].join('\n') })),
        alerts: seenIn.size,
      })),
    }
  })
}
