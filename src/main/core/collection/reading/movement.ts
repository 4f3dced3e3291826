/** @file Judges after each pass whether the list moved in a way that may have hidden incidents from it. The argument: docs/collection.md. */
import type { Incident } from '../../incident/incident'
import type { PassEnd } from './read-pass'
import { keyMs, msKey, timeKey } from '../../../../shared/values/instants'
import { overlapMs } from '../../dataset/incident-set'

export interface Judgement {
  /** `changes`: read what changed since this pass began; `whole`: read the whole list again. */
  readonly next: 'done' | 'changes' | 'whole'
  /** Whether the incidents of this pass account for the repetitions of the one before. */
  readonly isExplained: boolean
  /** Reading on will not help: the last passes over the whole list brought nothing new or changed, and their doubts remained. */
  readonly isHopeless: boolean
}

/** After this many passes in a row over the whole list that bring nothing new its doubts are taken for lasting. */
const mostVain = 3

export interface Movement {
  readonly beginPass: () => void
  readonly add: (incidents: readonly Incident[], serverTime: number | null) => void
  readonly endPass: (end: PassEnd) => Judgement
  /** How many incidents all passes read. */
  readonly count: () => number
}

interface Doubted { readonly seen: ReadonlySet<string>, readonly repeats: number, readonly endedAt: number | null }

/**
 * Repeated rows mean that as many incidents stand unread above the reading. Where they got there by a change, the pass that reads the changes
 * since then holds each of them, as an incident that the repeating pass did not read. Where it holds fewer, rows changed places without a
 * change: services sort incidents of one time in any order.
 */
export function createMovement(): Movement {
  /** The time of the last update that was received last, by id. */
  const all = new Map<string, string>()
  let doubted: Doubted | null = null
  let explaining = new Set<string>()
  let isNew = false
  let isWhole = true
  let vain = 0
  let lastPageAt: number | null = null
  /** By how much times of updates are ahead of the server's Date, which has whole seconds. */
  let leadMs = 1000

  /** An update from after the end of the pass in doubt cannot have moved a row in it. */
  const mayExplain = ({ summary: { id, lastUpdate } }: Incident, { seen, endedAt }: Doubted): boolean => {
    if (seen.has(id)) return false
    const key = timeKey(lastUpdate)
    return endedAt === null || (key !== null && keyMs(key) <= endedAt + leadMs)
  }

  return {
    beginPass: () => {
      explaining = new Set()
      isNew = false
    },
    add: (incidents, serverTime) => {
      lastPageAt = serverTime
      const now = serverTime === null ? null : msKey(serverTime)
      for (const incident of incidents) {
        const { id, lastUpdate } = incident.summary
        if (all.get(id) !== lastUpdate) isNew = true
        all.set(id, lastUpdate)
        const key = now === null ? null : timeKey(lastUpdate)
        if (key === null || now === null || key <= now) continue
        const aheadMs = keyMs(key) - keyMs(now)
        // What lies further ahead is a wrong time, not a clock.
        if (aheadMs <= overlapMs) leadMs = Math.max(leadMs, aheadMs)
      }
      if (doubted) for (const incident of incidents) if (mayExplain(incident, doubted)) explaining.add(incident.summary.id)
    },
    endPass: ({ seen, repeats, stalled, gap, mayHaveLost }) => {
      const isExplained = doubted === null || explaining.size >= doubted.repeats
      const next = stalled || gap || !isExplained ? 'whole' : repeats > 0 || mayHaveLost ? 'changes' : 'done'
      doubted = next === 'changes' ? { seen, repeats, endedAt: lastPageAt } : null
      if (isNew) vain = 0
      else if (isWhole) vain++
      isWhole = next === 'whole'
      return { next, isExplained, isHopeless: next === 'whole' && (vain === mostVain || (stalled && !isNew)) }
    },
    count: () => all.size,
  }
}
