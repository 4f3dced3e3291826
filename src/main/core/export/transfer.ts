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

function batchOf(texts: readonly Buffer[], size: number): Batch {
  const bytes = new Uint8Array(size)
  const ends = new Uint32Array(texts.length)
  let at = 0
  for (const [index, text] of texts.entries()) {
    bytes.set(text, at)
    ends[index] = at += text.length
  }
  return { bytes: bytes.buffer, ends }
}

/** Yields all incidents in batches. Each batch is a copy, which can be transferred. */
export function* batchesOf(incidents: Iterable<Incident>): Generator<Batch, void, void> {
  let texts: Buffer[] = []
  let size = 0
  // Each read of the bytes of an opened file's incident reads the file.
  for (const { bytes } of incidents) {
    if (texts.length > 0 && size + bytes.length > batchBytes) {
      yield batchOf(texts, size)
      texts = []
      size = 0
    }
    texts.push(bytes)
    size += bytes.length
  }
  if (texts.length > 0) yield batchOf(texts, size)
}

/** Returns the incidents of a batch as views into its buffer. */
export function incidentsIn({ bytes, ends }: Batch): readonly Buffer[] {
  return Array.from(ends, (end, index) => Buffer.from(bytes, ends[index - 1] ?? 0, end - (ends[index - 1] ?? 0)))
}
