/** @file Reads the entities of an incident for the search and for the assets of a row: each entity once. */
import type { EntityText } from '../../../shared/contract/row'
import type { IncidentMembers } from '../microsoft/incident-apis'
import type { Json } from '../json/values'
import type { AssetList } from './entity-types'
import type { Limits } from './row-lists'
import { isObject, listOf } from '../json/values'
import { readEntity, readingLabel, readingValues } from './entity-identity'
import { assetList, typeOf } from './entity-types'
import { addText, shortText } from './row-lists'

interface GatheredEntity extends EntityText {
  readonly values: string[]
}

/** The names of the impacted assets of an incident. */
export type Assets = Readonly<Record<AssetList, readonly string[]>>

export interface EntityTexts extends Assets {
  readonly entities: readonly EntityText[]
  /** False if JavaScript may have rounded a number in one of the identities. */
  readonly isExact: boolean
}

/** Passes each entity of an incident to `add`, with the type of an entity that does not state its own. */
function forEachEntity(alerts: readonly unknown[], incident: Json, members: IncidentMembers['alert']['entities'], add: (element: unknown, otherwise: string) => void): void {
  const addAll = (holder: Json): void => {
    for (const [member, type] of members) {
      for (const element of listOf(holder[member]) ?? []) add(element, type)
    }
  }
  for (const alert of alerts) {
    if (isObject(alert)) addAll(alert)
  }
  // Some captures contain entities outside of alerts.
  addAll({ entities: incident.entities })
}

/** Returns the entities of an incident, in the order of their first mentions in its alerts. */
export function readEntityTexts(alerts: readonly unknown[], incident: Json, { alert: { entities: members } }: IncidentMembers, limits: Limits): EntityTexts {
  const byKey = new Map<string, GatheredEntity>()
  const assets: Record<AssetList, string[]> = { devices: [], users: [], otherAssets: [] }

  let isExact = true

  const add = (element: unknown, otherwise: string): void => {
    const type = isObject(element) ? typeOf(element, otherwise) : otherwise
    const reading = readEntity(type, element)
    const { key } = reading
    isExact &&= reading.isExact
    // Entities of two types may have the same key.
    let place = key
    let entity = byKey.get(place)
    if (entity && (entity.type !== type || entity.key !== key)) entity = byKey.get(place = `${type}\n${key}`)
    if (!entity) {
      if (byKey.size >= limits.entities) return
      entity = { type, key, label: shortText(readingLabel(reading), limits), values: [] }
      byKey.set(place, entity)
      const asset = assetList(type)
      if (asset) addText(assets[asset], entity.label, limits)
    }
    for (const value of readingValues(reading)) {
      if (shortText(value, limits) !== entity.label) addText(entity.values, value, limits)
    }
  }

  forEachEntity(alerts, incident, members, add)
  return { entities: [...byKey.values()], ...assets, isExact }
}

/** Returns the assets of an incident as `readEntityTexts` does, without reading other entities. */
export function readAssets(alerts: readonly unknown[], incident: Json, { alert: { entities: members } }: IncidentMembers, limits: Limits): Assets {
  const assets: Record<AssetList, string[]> = { devices: [], users: [], otherAssets: [] }
  const known = new Set<string>()
  const add = (element: unknown, otherwise: string): void => {
    const type = isObject(element) ? typeOf(element, otherwise) : otherwise
    const asset = assetList(type)
    if (!asset) return
    const reading = readEntity(type, element)
    const place = `${type}\n${reading.key}`
    if (!known.has(place)) addText(assets[asset], readingLabel(reading), limits)
    known.add(place)
  }
  forEachEntity(alerts, incident, members, add)
  return assets
}
