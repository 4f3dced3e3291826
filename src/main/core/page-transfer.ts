/** @file How a page that was read crosses from one thread to another: its bytes are handed over, not copied. */
import type { Failure } from '../../shared/failure'
import type { ApiKind, IncidentSummary } from '../../shared/model'
import type { Page } from './page'
import { Buffer } from 'node:buffer'

/** `bytes` is transferred. */
export interface PageToRead {
  readonly bytes: ArrayBuffer
  readonly api: ApiKind
}

/** `bytes` is transferred back. */
export interface PageRead {
  readonly bytes: ArrayBuffer
  readonly outcome:
    | { readonly kind: 'page', readonly nextLink: string | null, readonly summaries: readonly IncidentSummary[], readonly bounds: Uint32Array }
    | { readonly kind: 'failed', readonly failure: Failure }
}

/** The body as a buffer of its own: small ones share Node's pool, which must not be given away. */
export function ownBytes(body: Buffer): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = body
  const own = byteOffset === 0 && byteLength === buffer.byteLength && buffer instanceof ArrayBuffer
  return own ? buffer : Uint8Array.from(body).buffer
}

/** A page that was read from `bytes`, with the place of each incident in them. */
export function packPage({ incidents, nextLink }: Page, bytes: ArrayBuffer): PageRead {
  const bounds = Uint32Array.from(incidents.flatMap(incident => [incident.bytes.byteOffset, incident.bytes.length]))
  return { bytes, outcome: { kind: 'page', nextLink, summaries: incidents.map(incident => incident.summary), bounds } }
}

/** The page again, its incidents views into the bytes. */
export function unpackPage(bytes: ArrayBuffer, { nextLink, summaries, bounds }: Extract<PageRead['outcome'], { kind: 'page' }>): Page {
  return {
    nextLink,
    incidents: summaries.map((summary, index) => ({ summary, bytes: Buffer.from(bytes, bounds[2 * index], bounds[2 * index + 1]) })),
  }
}
