/** @file The entities of an incident's alerts, each once however many alerts name it, grouped by type. */
import type { Entity, EntityGroup, Field } from '../../../shared/detail'

/** One mention of an entity in an alert. */
export interface Mention {
  readonly type: string
  /** Names of the fields that identify an entity of this type, best first. */
  readonly identifying: readonly string[]
  readonly fields: readonly Field[]
  /** The alert's place among the alerts. */
  readonly alert: number
}

/** The best identifying value; for want of one the first that is neither a time nor a judgement. */
function labelOf({ identifying, fields }: Mention): string {
  const named = identifying.map(name => fields.find(field => field.name === name)?.value).find(value => value !== undefined)
  return named ?? fields.find(({ name }) => !/time|status|verdict|role|tags/i.test(name))?.value ?? ''
}

/** @param moment the field that holds the time of the evidence: it differs from alert to alert and makes it no other entity. */
export function groupEntities(mentions: readonly Mention[], moment: string): readonly EntityGroup[] {
  const groups = new Map<string, Map<string, { entity: Entity, seenIn: Set<number> }>>()
  for (const mention of mentions) {
    const key = JSON.stringify(mention.fields.filter(({ name }) => name !== moment))
    const group = groups.get(mention.type) ?? new Map<string, { entity: Entity, seenIn: Set<number> }>()
    groups.set(mention.type, group)
    const held = group.get(key) ?? { entity: { label: labelOf(mention), fields: mention.fields, alerts: 0 }, seenIn: new Set() }
    held.seenIn.add(mention.alert)
    group.set(key, held)
  }
  return Array.from(groups, ([type, group]) => ({
    type,
    entities: Array.from(group.values(), ({ entity, seenIn }) => ({ ...entity, alerts: seenIn.size })),
  }))
}
