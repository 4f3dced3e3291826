/** @file Merges the mentions of entities in an incident's alerts: each entity once, with the values of all its mentions, grouped by type. */
import type { EntityGroup, Field } from '../../../shared/contract/detail'
import { canonicalVerdict, verdictRank } from '../../../shared/vocabulary/incident-values'
import { isSameValue } from '../../../shared/vocabulary/known-values'
import { identityOfFields } from './entity-identity'

/** One mention of an entity in an alert. */
export interface Mention {
  /** The type's name, as `typeName` returns it. */
  readonly type: string
  readonly fields: readonly Field[]
  /** The index of the alert. */
  readonly alert: number
}

interface Gathered {
  readonly label: string
  readonly id: string
  /** The different values of each field. */
  readonly values: Map<string, Set<string>>
  readonly seenIn: Set<number>
}

function gather(group: Map<string, Gathered>, { type, fields, alert }: Mention): void {
  const { key, id, label } = identityOfFields(type, fields)
  const held = group.get(key) ?? { label, id, values: new Map<string, Set<string>>(), seenIn: new Set<number>() }
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
        qualifier: (labels.get(label) ?? 0) > 1 && id !== label ? id : '',
        verdicts: verdictsOf(values.get('verdict')),
        fields: Array.from(values, ([name, different]) => ({ name, value: [...different].join('\n') })),
        alerts: seenIn.size,
      })),
    }
  })
}
