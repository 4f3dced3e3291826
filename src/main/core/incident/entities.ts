/** @file Merges the mentions of entities in an incident's alerts: each entity once, with the values of all its mentions, grouped by type. */
import type { EntityGroup, Field } from '../../../shared/contract/detail'
import type { EntityType } from './entity-types'
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

/** Returns the best name, or else the first value that is neither a time nor a judgment. */
function labelOf({ names }: EntityType, fields: readonly Field[]): string {
  return firstOf(names, fields)?.value ?? fields.find(({ name, value }) => !/time|status|verdict|role|tags/i.test(name) && !isBlank(value))?.value ?? ''
}

/**
 * Returns what identifies an entity within its type. Mentions without an identifier are the same entity if all their fields except judgments are
 * equal, or if they hold only judgments and these are equal.
 */
function keyOf({ ids, exact }: EntityType, fields: readonly Field[]): readonly [key: string, id: string] {
  const id = firstOf(ids, fields)
  if (id) return [JSON.stringify([id.text, exact ? id.value.trim() : id.value.trim().toLowerCase()]), id.value]
  const facts = fields.filter(({ name }) => !judgments.has(name))
  return [JSON.stringify(facts.length > 0 ? facts : fields), '']
}

interface Gathered {
  readonly label: string
  readonly id: string
  /** The different values of each field. */
  readonly values: Map<string, Set<string>>
  readonly seenIn: Set<number>
}

function gather(group: Map<string, Gathered>, { type, fields, alert }: Mention): void {
  const kind = entityType(type)
  const [key, id] = keyOf(kind, fields)
  const held = group.get(key) ?? { label: labelOf(kind, fields), id, values: new Map<string, Set<string>>(), seenIn: new Set<number>() }
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
