/** @file Merges the mentions of entities in an incident's alerts: each entity once, whatever its verdicts, grouped by type. */
import type { Entity, Field } from '../../../shared/contract/detail'
import { canonicalVerdict, verdictRank } from '../../../shared/vocabulary/incident-values'
import { isSameValue } from '../../../shared/vocabulary/known-values'
import { canonicalRemediation } from '../../../shared/vocabulary/remediation'
import { asText, isObject } from '../json/values'
import { identityOfFields, readEntity, readingLabel } from './entity-identity'
import { typeOf } from './entity-types'
import { entityFields } from './fields'

/** One mention of an entity in an alert, as received. */
export interface Mention {
  readonly entity: unknown
  /** The type of an entity that does not state its own. */
  readonly otherwise: string
  /** The index of the alert. */
  readonly alert: number
}

interface Gathered {
  readonly type: string
  readonly key: string
  readonly label: string
  readonly mentions: Mention[]
  readonly verdicts: string[]
  readonly remediation: string[]
  /** The indexes of its alerts, ascending. */
  readonly alerts: number[]
}

/** The entities of an incident, and where they are mentioned. */
export interface GatheredEntities {
  readonly entities: readonly Entity[]
  /** The positions of the entities of each alert, and the worst verdict on them, by the alert's index. */
  readonly ofAlert: ReadonlyMap<number, { readonly entities: readonly number[], readonly verdict: string }>
  /** Returns the fields of the entity at a position, in the API's order and with its names. Different values of a field are on lines of their own. */
  readonly fieldsOf: (index: number) => readonly Field[]
}

/** Adds a value of a vocabulary unless it is blank or known. There are few of them. */
function addValue(values: string[], value: string): void {
  if (value !== '' && !values.some(other => isSameValue(other, value))) values.push(value)
}

/** Returns the worse of two verdicts. Unknown verdicts are the worst; '' is none. */
const worse = (verdict: string, other: string | undefined): string =>
  other === undefined || other === '' || (verdict !== '' && verdictRank(verdict) < verdictRank(other)) ? verdict : other

/** Returns the entities in the order of their first mentions, within the order of their types, and the worst verdict of each alert. */
function gather(mentions: readonly Mention[]): { readonly gathered: readonly Gathered[], readonly worst: ReadonlyMap<number, string> } {
  const types = new Map<string, Map<string, Gathered>>()
  const worst = new Map<number, string>()
  for (const mention of mentions) {
    const { entity, otherwise, alert } = mention
    const type = isObject(entity) ? typeOf(entity, otherwise) : otherwise
    const byKey = types.get(type) ?? new Map<string, Gathered>()
    types.set(type, byKey)
    const reading = readEntity(type, entity)
    const { key } = reading
    const held = byKey.get(key) ?? { type, key, label: readingLabel(reading), mentions: [], verdicts: [], remediation: [], alerts: [] }
    byKey.set(key, held)
    held.mentions.push(mention)
    if (held.alerts.at(-1) !== alert) held.alerts.push(alert)
    if (!isObject(entity)) continue
    const verdict = canonicalVerdict(asText(entity.verdict))
    worst.set(alert, worse(verdict, worst.get(alert)))
    addValue(held.verdicts, verdict)
    addValue(held.remediation, canonicalRemediation(asText(entity.remediationStatus)))
  }
  return { gathered: [...types.values()].flatMap(byKey => [...byKey.values()]), worst }
}

/** Returns the identifiers of entities that share their label with another one. */
function qualifiers(gathered: readonly Gathered[]): ReadonlyMap<Gathered, string> {
  const labels = new Map<string, number>()
  const name = ({ type, label }: Gathered) => `${type}\n${label}`
  for (const each of gathered) labels.set(name(each), (labels.get(name(each)) ?? 0) + 1)
  return new Map(gathered.filter(each => (labels.get(name(each)) ?? 0) > 1).map((each) => {
    const { id } = identityOfFields(each.type, entityFields(each.mentions[0]?.entity))
    return [each, id === each.label ? '' : id]
  }))
}

function mergedFields(mentions: readonly Mention[]): readonly Field[] {
  const values = new Map<string, Set<string>>()
  for (const { entity } of mentions) {
    for (const { name, value } of entityFields(entity)) {
      const known = values.get(name)
      if (known) known.add(value)
      else values.set(name, new Set([value]))
    }
  }
  return Array.from(values, ([name, different]) => ({ name, value: [...different].join('\n') }))
}

function byAlert(gathered: readonly Gathered[], worst: ReadonlyMap<number, string>): GatheredEntities['ofAlert'] {
  const found = new Map<number, { readonly entities: number[], readonly verdict: string }>()
  for (const [index, { alerts }] of gathered.entries()) {
    for (const alert of alerts) {
      const own = found.get(alert)
      if (own) own.entities.push(index)
      else found.set(alert, { entities: [index], verdict: worst.get(alert) ?? '' })
    }
  }
  return found
}

/** Returns every entity of an incident once, given all mentions in the order of the alerts. */
export function gatherEntities(mentions: readonly Mention[]): GatheredEntities {
  const { gathered, worst } = gather(mentions)
  const qualifier = qualifiers(gathered)
  return {
    entities: gathered.map(each => ({
      type: each.type,
      key: each.key,
      label: each.label,
      qualifier: qualifier.get(each) ?? '',
      // Unknown verdicts come first.
      verdicts: each.verdicts.sort((a, b) => verdictRank(a) - verdictRank(b)),
      remediation: each.remediation,
      alerts: each.alerts.length,
    })),
    ofAlert: byAlert(gathered, worst),
    fieldsOf: index => mergedFields(gathered[index]?.mentions ?? []),
  }
}
