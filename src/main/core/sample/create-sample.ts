/** @file The sample tenant: Contoso's incidents of 48 hours, with one intrusion among ordinary work. */
import type { SampleIncident } from './model'
import { createBackground } from './background/create-background'
import { createIntrusion } from './intrusion/create-intrusion'
import { createRandom } from './random'

/** The state of the sample tenant at one time. */
export interface Sample {
  /** ms since 1970. */
  readonly now: number
  /** How often time has passed since the sample was created. */
  readonly round: number
  /** Newest update first, as both APIs sort. */
  readonly incidents: readonly SampleIncident[]
}

const seed = 4711
const firstId = 41_003

/** Sorts by last update, newest first. */
export const sorted = (incidents: readonly SampleIncident[]): readonly SampleIncident[] => [...incidents].sort((a, b) => b.updated - a.updated || b.id - a.id)

/** Creates the tenant. The same time produces the same incidents; another time produces the same incidents at other times. */
export function createSample(now: number): Sample {
  const random = createRandom(seed)
  const background = createBackground(now, random)
  const { main, merged, earlier } = createIntrusion(now, random)
  let id = firstId
  const numbered = [...background, main, earlier, ...merged].sort((a, b) => a.created - b.created).map(each => ({ each, id: id += random.int(1, 3) }))
  const mainId = numbered.find(({ each }) => each === main)?.id ?? null
  const incidents = numbered.map(({ each, id: own }): SampleIncident => ({ ...each, id: own, mergedInto: merged.includes(each) ? mainId : null }))
  return { now, round: 0, incidents: sorted(incidents) }
}
