/** @file Passes a page from the thread that read it to another one: its bytes are transferred, not copied. */
import type { Failure } from '../../../../shared/contract/failure'
import type { IncidentSummary } from '../../../../shared/contract/model'
import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { Page } from './page'
import { Buffer } from 'node:buffer'

/** The page in chunks, which are transferred. The other thread joins them, so that this thread spends no time or memory on it. */
export interface PageToRead {
  readonly chunks: readonly Uint8Array<ArrayBuffer>[]
  readonly api: ApiKind
}

/** The result for one page. `bytes`, the whole page, is transferred back, as are its packed rows. */
export interface PageRead {
  readonly bytes: ArrayBuffer
  readonly outcome:
    | { readonly kind: 'page', readonly page: Omit<Page, 'incidents'>, readonly summaries: readonly IncidentSummary[], readonly bounds: Uint32Array }
    | { readonly kind: 'failed', readonly failure: Failure }
}

/** Returns the chunk in a buffer of its own. Small chunks share the buffer of Node's pool, which must not be transferred. */
export function ownChunk(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = chunk
  return buffer instanceof ArrayBuffer && byteLength === buffer.byteLength ? new Uint8Array(buffer) : Uint8Array.from(chunk)
}

/** Returns all chunks joined in one buffer. */
export function joinChunks(chunks: readonly Uint8Array[]): ArrayBuffer {
  const joined = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.byteLength, 0))
  let at = 0
  for (const chunk of chunks) {
    joined.set(chunk, at)
    at += chunk.byteLength
  }
  return joined.buffer
}

/** Returns a page read from `bytes` in a form that can be transferred: each incident as its offset and length. */
export function packPage({ incidents, ...page }: Page, bytes: ArrayBuffer): PageRead {
  const bounds = Uint32Array.from(incidents.flatMap(incident => [incident.bytes.byteOffset, incident.bytes.length]))
  return { bytes, outcome: { kind: 'page', page, summaries: incidents.map(incident => incident.summary), bounds } }
}

/** Returns the buffers to transfer. */
export const buffersOf = ({ bytes, outcome }: PageRead): ArrayBuffer[] => outcome.kind === 'page' ? [bytes, outcome.page.indexed.bytes] : [bytes]

/** Restores a page; its incidents are views into the bytes. */
export function unpackPage(bytes: ArrayBuffer, { page, summaries, bounds }: Extract<PageRead['outcome'], { kind: 'page' }>): Page {
  return {
    ...page,
    incidents: summaries.map((summary, index) => ({ summary, bytes: Buffer.from(bytes, bounds[2 * index], bounds[2 * index + 1]) })),
  }
}
