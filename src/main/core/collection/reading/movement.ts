/** @file Decides after each pass whether the list moved in a way that may have hidden incidents from it. The argument: docs/collection.md. */
import type { Incident } from '../../incident/incident'
import type { PassEnd } from './read-pass'
import { keyMs, msKey, timeKey } from '../../../../shared/values/instants'
import { overlapMs } from '../../dataset/incident-set'

export interface Judgment {
  /** `changes`: read what changed since this pass began; `whole`: read the whole list again. */
  readonly next: 'done' | 'changes' | 'whole'
  /** Whether the incidents of this pass account for the repeated rows of the previous one. */
  readonly isExplained: boolean
  /** Whether further passes are useless: the last passes over the whole list read nothing new or changed, but left doubt. */
  readonly isHopeless: boolean
}

/** If this many passes in a row over the whole list read nothing new, further passes will not remove the doubt. */
const maxUselessPasses = 3

export interface Movement {
  readonly beginPass: () => void
  /** Adds a page. `serverTime`: as in PageResponse. */
  readonly add: (incidents: readonly Incident[], serverTime: number | null) => void
  readonly endPass: (end: PassEnd) => Judgment
  /** Returns the number of incidents that all passes read. */
  readonly count: () => number
}

/** A pass with repeated rows. `endedAt`: the service time of its last page, ms since 1970. */
interface DoubtedPass { readonly seen: ReadonlySet<string>, readonly repeats: number, readonly endedAt: number | null }

/**
 * Repeated rows mean that the same number of incidents is unread above the current page. If changes moved them there, a pass over the changes since
 * contains each of them as an incident that the doubted pass did not read. If that pass contains fewer, rows changed places without a change: services
 * sort incidents with the same time in any order.
 */
export function createMovement(): Movement {
  /** The most recently received time of the last update, by ID. */
  const all = new Map<string, string>()
  let doubted: DoubtedPass | null = null
  let explaining = new Set<string>()
  let broughtNew = false
  let isWhole = true
  let vainPasses = 0
  let lastPageAt: number | null = null
  /** By how many ms update times are ahead of the server's Date; at least 1 s, because Date has whole seconds. */
  let leadMs = 1000

  /** Returns whether the update of an incident may have moved a row of the doubted pass. An update after the end of that pass cannot have moved one. */
  const mayExplain = ({ summary: { id, lastUpdate } }: Incident, { seen, endedAt }: DoubtedPass): boolean => {
    if (seen.has(id)) return false
    const key = timeKey(lastUpdate)
    return endedAt === null || (key !== null && keyMs(key) <= endedAt + leadMs)
  }

  return {
    beginPass: () => {
      explaining = new Set()
      broughtNew = false
    },
    add: (incidents, serverTime) => {
      lastPageAt = serverTime
      const now = serverTime === null ? null : msKey(serverTime)
      for (const incident of incidents) {
        const { id, lastUpdate } = incident.summary
        if (all.get(id) !== lastUpdate) broughtNew = true
        all.set(id, lastUpdate)
        const key = now === null ? null : timeKey(lastUpdate)
        if (key === null || now === null || key <= now) continue
        const aheadMs = keyMs(key) - keyMs(now)
        // A time that is further ahead is wrong; a difference between clocks does not explain it.
        if (aheadMs <= overlapMs) leadMs = Math.max(leadMs, aheadMs)
      }
      if (doubted) for (const incident of incidents) if (mayExplain(incident, doubted)) explaining.add(incident.summary.id)
    },
    endPass: ({ seen, repeats, stalled, hasGap, mayHaveLost }) => {
      const isExplained = doubted === null || explaining.size >= doubted.repeats
      const next = stalled || hasGap || !isExplained ? 'whole' : repeats > 0 || mayHaveLost ? 'changes' : 'done'
      doubted = next === 'changes' ? { seen, repeats, endedAt: lastPageAt } : null
      if (broughtNew) vainPasses = 0
      else if (isWhole) vainPasses++
      isWhole = next === 'whole'
      return { next, isExplained, isHopeless: next === 'whole' && (vainPasses === maxUselessPasses || (stalled && !broughtNew)) }
    },
    count: () => all.size,
  }
}
