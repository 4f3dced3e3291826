/** @file The incidents of an opened file: their summaries, and where their bytes are. */
import type { IncidentSummary } from '../../../shared/contract/model'
import type { Incidents } from '../dataset/dataset'
import type { Incident } from '../incident/incident'
import type { FileBatch } from './batch'
import { Buffer } from 'node:buffer'
import { isRedirected } from '../../../shared/rules/merges'
import { timeKey } from '../../../shared/values/instants'
import { supersedes } from '../dataset/incident-set'

/** Returns bytes at an offset. */
export type ReadBytes = (offset: number, length: number) => Buffer

export interface IncidentStore {
  /** Adds incidents; the newest state of each one stays. Returns the positions in the batch that are new or newer. */
  readonly add: (batch: FileBatch) => readonly number[]
  readonly count: () => number
  /** Returns how many states another one replaced. */
  readonly duplicates: () => number
  readonly incidents: (read: ReadBytes) => Incidents
}

const stateOf = (summary: IncidentSummary) => ({ summary, time: timeKey(summary.lastUpdate) })

export function createIncidentStore(): IncidentStore {
  const slots = new Map<string, number>()
  const summaries: IncidentSummary[] = []
  const offsets: number[] = []
  const lengths: number[] = []
  let duplicates = 0

  /** Returns the slot for an incident; null if a later state of it is there. */
  const slotFor = (summary: IncidentSummary): number | null => {
    const slot = slots.get(summary.id)
    const held = summaries[slot ?? -1]
    if (slot === undefined || !held) {
      slots.set(summary.id, summaries.length)
      return summaries.length
    }
    duplicates++
    return supersedes(stateOf(summary), stateOf(held)) ? slot : null
  }
  const countIf = (is: (summary: IncidentSummary) => boolean) => summaries.reduce((count, summary) => is(summary) ? count + 1 : count, 0)

  return {
    add: ({ summaries: added, offsets: addedOffsets, lengths: addedLengths }) => added.flatMap((summary, position) => {
      const slot = slotFor(summary)
      if (slot === null) return []
      summaries[slot] = summary
      offsets[slot] = addedOffsets[position] ?? 0
      lengths[slot] = addedLengths[position] ?? 0
      return [position]
    }),
    count: () => summaries.length,
    duplicates: () => duplicates,
    incidents: (read) => {
      const incidentAt = (slot: number, summary: IncidentSummary): Incident => ({
        summary,
        get bytes() { return read(offsets[slot] ?? 0, lengths[slot] ?? 0) },
      })
      return {
        get: (id) => {
          const slot = slots.get(id)
          const summary = summaries[slot ?? -1]
          return slot === undefined || !summary ? undefined : incidentAt(slot, summary)
        },
        all: function* () {
          for (const [slot, summary] of summaries.entries()) yield incidentAt(slot, summary)
        },
        count: () => summaries.length,
        redirected: () => countIf(isRedirected),
        withoutAlerts: () => countIf(({ alerts }) => alerts === null),
      }
    },
  }
}

/** Reads from buffers that continue each other. A text is never in two of them. */
export function readFromBuffers(buffers: readonly ArrayBuffer[]): ReadBytes {
  let size = 0
  const ends = buffers.map(({ byteLength }) => size += byteLength)
  return (offset, length) => {
    const index = ends.findIndex(end => offset < end)
    const buffer = buffers[index]
    return buffer ? Buffer.from(buffer, offset - (ends[index - 1] ?? 0), length) : Buffer.alloc(0)
  }
}
