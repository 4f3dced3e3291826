/**
 * @file Keeps the memory of a list close to the size of its incidents. Each incident is a view into its page's buffer, and one view retains the
 * whole buffer. So the incidents of a sparsely used buffer are copied to a new one.
 */
import type { Incident } from '../incident/incident'
import { Buffer } from 'node:buffer'

/** The minimum share of a buffer that must be in use, so that the buffers take at most 1 / 0.8 = 1.25 times the bytes of the incidents. */
const minUsedShare = 0.8

interface Usage {
  /** IDs of the incidents in the buffer. */
  readonly ids: Set<string>
  bytes: number
}

export interface PageBytes {
  readonly hold: (incident: Incident) => void
  readonly release: (incident: Incident) => void
  /**
   * Copies the incidents out of every buffer that became too sparse since the last call. `get` and `put` read and replace an incident by
   * ID; `put` must not call `hold` or `release`.
   */
  readonly compact: (get: (id: string) => Incident | undefined, put: (incident: Incident) => void) => void
}

/** Copies incidents into one buffer of exactly their size. */
function copied(incidents: readonly Incident[]): readonly Incident[] {
  // Buffer.from(array) would take small buffers from a shared pool.
  const whole = Buffer.from(new ArrayBuffer(incidents.reduce((size, { bytes }) => size + bytes.length, 0)))
  let at = 0
  return incidents.map((incident) => {
    const bytes = whole.subarray(at, at += incident.bytes.length)
    bytes.set(incident.bytes)
    return { ...incident, bytes }
  })
}

/** Tracks how much of each buffer the incidents of a list use. */
export function createPageBytes(): PageBytes {
  const buffers = new Map<ArrayBufferLike, Usage>()
  /** Buffers that may have become sparse. */
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
      const wasteful = [...changed].filter(buffer => (buffers.get(buffer)?.bytes ?? buffer.byteLength) < buffer.byteLength * minUsedShare)
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
