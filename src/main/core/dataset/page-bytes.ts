/**
 * @file Keeps the memory of a list close to that of its incidents. An incident is a view into the buffer of its page, and one view keeps the
 * whole page in memory, so a buffer of which too little is in use is replaced by a copy of the used part.
 */
import type { Incident } from '../incident/incident'
import { Buffer } from 'node:buffer'

/** The least part of a buffer that must be in use. Buffers then hold at most 1 / 0.8 = 1.25 times the bytes of the incidents. */
const leastUsed = 0.8

interface Usage {
  /** Ids of the incidents that lie in the buffer. */
  readonly ids: Set<string>
  bytes: number
}

export interface PageBytes {
  readonly hold: (incident: Incident) => void
  readonly release: (incident: Incident) => void
  /**
   * Copies the incidents out of every buffer that lost too many of them since the last call. `get` and `put` read and replace an incident by
   * its id; `put` must not call `hold` or `release`.
   */
  readonly compact: (get: (id: string) => Incident | undefined, put: (incident: Incident) => void) => void
}

/** Copies incidents into one buffer of exactly their size. */
function copied(incidents: readonly Incident[]): readonly Incident[] {
  // Not Buffer.from: it takes small ones from a pool that many of them share.
  const whole = Buffer.from(new ArrayBuffer(incidents.reduce((size, { bytes }) => size + bytes.length, 0)))
  let at = 0
  return incidents.map((incident) => {
    const bytes = whole.subarray(at, at += incident.bytes.length)
    bytes.set(incident.bytes)
    return { ...incident, bytes }
  })
}

/** Counts which part of each buffer the incidents of one list use. */
export function createPageBytes(): PageBytes {
  const buffers = new Map<ArrayBufferLike, Usage>()
  /** Buffers that may be used too little by now. */
  const changed = new Set<ArrayBufferLike>()

  const hold = ({ summary: { id }, bytes }: Incident) => {
    const usage = buffers.get(bytes.buffer) ?? { ids: new Set<string>(), bytes: 0 }
    usage.ids.add(id)
    usage.bytes += bytes.length
    buffers.set(bytes.buffer, usage)
    changed.add(bytes.buffer)
  }

  return {
    hold,
    release: ({ summary: { id }, bytes }) => {
      const usage = buffers.get(bytes.buffer)
      if (!usage?.ids.delete(id)) return
      usage.bytes -= bytes.length
      if (usage.ids.size === 0) buffers.delete(bytes.buffer)
      changed.add(bytes.buffer)
    },
    compact: (get, put) => {
      const wasteful = [...changed].filter(buffer => (buffers.get(buffer)?.bytes ?? buffer.byteLength) < buffer.byteLength * leastUsed)
      changed.clear()
      for (const buffer of wasteful) {
        const incidents = [...buffers.get(buffer)?.ids ?? []].map(get).filter(incident => incident !== undefined)
        buffers.delete(buffer)
        for (const incident of copied(incidents)) {
          put(incident)
          hold(incident)
        }
      }
      changed.clear()
    },
  }
}
