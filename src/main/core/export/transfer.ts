/** @file Passes incidents to the thread that encodes them, and encoded bytes back. Every message to the thread has one answer. */
import type { Failure } from '../../../shared/contract/failure'
import type { Incident } from '../incident/incident'
import type { EncodedChunk, EncodingOptions, ExportPlan } from './encoding'
import { Buffer } from 'node:buffer'

/** Incidents as received, one after another in one buffer. */
export interface Batch {
  readonly bytes: ArrayBuffer
  /** The offset after each incident. */
  readonly ends: Uint32Array<ArrayBuffer>
}

export type ToEncoder
  = | { readonly kind: 'plan', readonly options: EncodingOptions }
    | { readonly kind: 'encode', readonly plan: ExportPlan, readonly options: EncodingOptions }
    | { readonly kind: 'add', readonly batch: Batch }
    /** Ends the plan, or asks for the next chunk after the last incident. */
    | { readonly kind: 'end' }

export type FromEncoder
  = | { readonly kind: 'plan', readonly plan: ExportPlan }
    | { readonly kind: 'chunks', readonly chunks: readonly EncodedChunk[], readonly isLast: boolean }
    | { readonly kind: 'failed', readonly failure: Failure }

/** The size of a batch, bytes: small enough that copying it blocks main for less than a millisecond. A larger incident is a batch of its own. */
const batchBytes = 1_000_000

function batchOf(incidents: readonly Incident[]): Batch {
  const bytes = new Uint8Array(incidents.reduce((size, { bytes: { length } }) => size + length, 0))
  const ends = new Uint32Array(incidents.length)
  let at = 0
  for (const [index, incident] of incidents.entries()) {
    bytes.set(incident.bytes, at)
    ends[index] = at += incident.bytes.length
  }
  return { bytes: bytes.buffer, ends }
}

/** Yields all incidents in batches. Each batch is a copy, which can be transferred. */
export function* batchesOf(incidents: readonly Incident[]): Generator<Batch, void, void> {
  let [start, size] = [0, 0]
  for (const [index, { bytes }] of incidents.entries()) {
    if (index > start && size + bytes.length > batchBytes) {
      yield batchOf(incidents.slice(start, index))
      start = index
      size = 0
    }
    size += bytes.length
  }
  if (start < incidents.length) yield batchOf(incidents.slice(start))
}

/** Returns the incidents of a batch as views into its buffer. */
export function incidentsIn({ bytes, ends }: Batch): readonly Buffer[] {
  return Array.from(ends, (end, index) => Buffer.from(bytes, ends[index - 1] ?? 0, end - (ends[index - 1] ?? 0)))
}
