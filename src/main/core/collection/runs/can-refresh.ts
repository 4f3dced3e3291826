/** @file Decides whether a run may request only changes, or must read the whole list. */
import type { TimeWindow } from '../../../../shared/contract/model'
import type { Clock } from '../../base/clock'
import type { HeldList, RunSource } from './run'
import { isSameList } from '../../dataset/dataset'

/** The maximum age of the last full run, in ms. Beyond it, the next run must be a full one. */
const maxAgeMs = 12 * 3_600_000

/** Returns whether a refresh may add to the list: it has a watermark, the same window and API, and a recent full run. */
export function canRefresh({ provenance, fullRead, since }: HeldList, window: TimeWindow, { api, cloud, tenantId }: RunSource, clock: Clock): boolean {
  // Uses the longer age: on some systems the monotonic clock stops during sleep, and the user may set the other clock. An extra full run costs only requests.
  const age = Math.max(clock.monotonic() - fullRead.monotonic, clock.now() - fullRead.time)
  return since !== null && isSameList(provenance, { api: api.kind, cloud, tenantId, window }) && age <= maxAgeMs
}
