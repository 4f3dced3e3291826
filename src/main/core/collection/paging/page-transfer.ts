/** @file How a page that was read crosses from one thread to another: its bytes are handed over, not copied. */
import type { Failure } from '../../../../shared/contract/failure'
import type { IncidentSummary } from '../../../../shared/contract/model'
import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { Page } from './page'
import { Buffer } from 'node:buffer'

/** The page in pieces, which are transferred: joined in the other thread, they cost this one neither time nor garbage. */
export interface PageToRead {
  readonly chunks: readonly Uint8Array<ArrayBuffer>[]
  readonly api: ApiKind
}

/** `bytes`, the whole page, is transferred back. */
export interface PageRead {
  readonly bytes: ArrayBuffer
  readonly outcome:
    | { readonly kind: 'page', readonly page: Omit<Page, 'incidents'>, readonly summaries: readonly IncidentSummary[], readonly bounds: Uint32Array }
    | { readonly kind: 'failed', readonly failure: Failure }
}

/** A piece whose buffer is its own: small ones share Node's pool, which must not be given away. */
export function ownChunk(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = chunk
  return buffer instanceof ArrayBuffer && byteLength === buffer.byteLength ? new Uint8Array(buffer) : Uint8Array.from(chunk)
}

/** The pieces as one, in a buffer of its own. */
export function joinChunks(chunks: readonly Uint8Array[]): ArrayBuffer {
  const joined = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.byteLength, 0))
  let at = 0
  for (const chunk of chunks) {
    joined.set(chunk, at)
    at += chunk.byteLength
  }
  return joined.buffer
}

/** A page that was read from `bytes`, with the place of each incident in them. */
export function packPage({ incidents, ...page }: Page, bytes: ArrayBuffer): PageRead {
  const bounds = Uint32Array.from(incidents.flatMap(incident => [incident.bytes.byteOffset, incident.bytes.length]))
  return { bytes, outcome: { kind: 'page', page, summaries: incidents.map(incident => incident.summary), bounds } }
}

/** The page again, its incidents views into the bytes. */
export function unpackPage(bytes: ArrayBuffer, { page, summaries, bounds }: Extract<PageRead['outcome'], { kind: 'page' }>): Page {
  return {
    ...page,
    incidents: summaries.map((summary, index) => ({ summary, bytes: Buffer.from(bytes, bounds[2 * index], bounds[2 * index + 1]) })),
  }
}
