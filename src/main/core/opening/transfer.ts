/** @file The messages between main and the thread that reads a file. Every message to the thread has one answer. */
import type { Failure } from '../../../shared/contract/failure'
import type { FilePart } from './batch'

/** Requests the next part of an open file. */
export interface ToReader {
  readonly descriptor: number
  /** Bytes. */
  readonly size: number
}

export type FromReader = FilePart | { readonly kind: 'failed', readonly failure: Failure }

/** Returns the buffers to transfer. */
export function buffersOf(part: FromReader): ArrayBuffer[] {
  switch (part.kind) {
    case 'batch': return [part.batch.rows.bytes, part.batch.offsets.buffer, part.batch.lengths.buffer]
    case 'end': return [...part.scanned.texts ?? []]
    case 'failed': return []
  }
}
