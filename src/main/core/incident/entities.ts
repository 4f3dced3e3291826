/** @file The entities of an incident's alerts: each once however many alerts name it, with all that they say about it, grouped by type. */
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
  /** The alert's place among the alerts. */
  readonly alert: number
}

/** What an alert says about an entity, and what its service did: these fields differ from alert to alert and make it no other entity. */
const judgements: ReadonlySet<string> = new Set([
  'createdDateTime', 'evidenceCreationTime', 'verdict', 'remediationStatus', 'remediationStatusDetails', 'detectionStatus', 'roles', 'detailedRoles', 'tags',
])

const valueOf = (fields: readonly Field[], name: string): string | undefined => fields.find(field => field.name === name && !isBlank(field.value))?.value

/** Fills a text of entity-types.ts with fields; undefined where one of them shows nothing. */
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

/** The best name; for want of one the first value that is neither a time nor a judgement. */
function labelOf({ names }: EntityType, fields: readonly Field[]): string {
  return firstOf(names, fields)?.value ?? fields.find(({ name, value }) => !/time|status|verdict|role|tags/i.test(name) && !isBlank(value))?.value ?? ''
}

/**
 * What identifies an entity within its type. Without an identifier it is one with mentions that say the same, apart from their judgements; where
 * there is nothing else, with mentions that are equal.
 */
function keyOf({ ids, exact }: EntityType, fields: readonly Field[]): readonly [key: string, id: string] {
  const id = firstOf(ids, fields)
  if (id) return [JSON.stringify([id.text, exact ? id.value.trim() : id.value.trim().toLowerCase()]), id.value]
  const telling = fields.filter(({ name }) => !judgements.has(name))
  return [JSON.stringify(telling.length > 0 ? telling : fields), '']
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

/** Returns the verdicts in one spelling, each once, the worst first. One that nobody knows comes first of all. */
function verdictsOf(values: ReadonlySet<string> | undefined): readonly string[] {
  const own = Array.from(values ?? [], canonicalVerdict)
  return own.filter((value, index) => own.findIndex(other => isSameValue(other, value)) === index).sort((a, b) => verdictRank(a) - verdictRank(b))
}

/** Returns every entity once, in the order in which the alerts name them first. */
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
