/** @file Counts the incidents that contain an entity. */
import type { EntityId } from '../../../shared/contract/list'
import type { IndexedIncident } from '../../../shared/contract/row'

/** Returns for each entity how many incidents contain it. */
export function countEntities(incidents: Iterable<IndexedIncident>, wanted: readonly EntityId[]): readonly number[] {
  const byType = new Map<string, Map<string, number>>()
  for (const { type, key } of wanted) {
    const keys = byType.get(type) ?? new Map<string, number>()
    byType.set(type, keys.set(key, 0))
  }
  for (const { entities } of incidents) {
    for (const { type, key } of entities) {
      const keys = byType.get(type)
      const known = keys?.get(key)
      if (known !== undefined) keys?.set(key, known + 1)
    }
  }
  return wanted.map(({ type, key }) => byType.get(type)?.get(key) ?? 0)
}
