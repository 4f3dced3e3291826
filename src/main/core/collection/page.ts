import type { ApiKind } from '../../../shared/cloud'
import type { Incident } from '../incident/incident'
import { Buffer, isAscii, isUtf8 } from 'node:buffer'
import * as v from 'valibot'
import { AppError } from '../errors'
import { readIncident } from '../incident/read-incident'
import { hasByteOrderMark, jsonText, sliceArray } from '../incident/slice-array'

/** One answer of the list call. */
export interface Page {
  readonly incidents: readonly Incident[]
  /** `@odata.nextLink` as received: untrusted. */
  readonly nextLink: string | null
}

const envelopeSchema = v.object({
  'value': v.literal(0),
  '@odata.nextLink': v.nullish(v.string()),
})

/** The value of a JSON text whose bytes are UTF-8. Throws `not-json`. */
function parseJson(json: Buffer): unknown {
  try {
    // Most incidents are ASCII, and a decoder that need not look for longer characters is ten times faster.
    return JSON.parse(json.toString(isAscii(json) ? 'latin1' : 'utf8', hasByteOrderMark(json) ? 3 : 0))
  } catch {
    throw new AppError('not-json', { bytes: json.length })
  }
}

// The link is the last member of every captured answer of the Defender XDR API; services of Microsoft Graph often write it first.
const linkAtEnd = /"@odata\.nextLink"\s*:\s*("(?:[^"\\]|\\.)*")\s*\}\s*$/
const linkAtStart = /^\s*\{\s*(?:"@odata\.context"\s*:\s*"[^"\\]*"\s*,\s*)?"@odata\.nextLink"\s*:\s*("(?:[^"\\]|\\.)*")\s*,/

const peekedBytes = 2000

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
const headOf = ([first]: readonly Uint8Array[]): string => first ? latin1(first.subarray(0, peekedBytes)) : ''

function tailOf(chunks: readonly Uint8Array[]): string {
  let tail = ''
  for (let at = chunks.length - 1; at >= 0 && tail.length < peekedBytes; at--) tail = latin1(chunks[at]?.subarray(-peekedBytes) ?? new Uint8Array()) + tail
  return tail
}

/**
 * What the link to the next page seems to be, read off either end of the bytes in no time; null where it is not there. Only good
 * for asking early: what counts is what `readPage` says.
 */
export function peekNextLink(chunks: readonly Uint8Array[]): string | null {
  const link = (linkAtEnd.exec(tailOf(chunks)) ?? linkAtStart.exec(headOf(chunks)))?.[1]
  try {
    return link === undefined ? null : String(JSON.parse(link))
  } catch {
    return null
  }
}

/**
 * Reads a page. JSON.parse is the judge of all of it: of every element that the scanner cut out, and of what is left with
 * the array's place taken by `0`. Elements that are JSON, between them only commas, in a place where a value may stand: that
 * is the same as having parsed the page in one go, and a scanner that cut wrongly is noticed. An element at a time is faster,
 * since a page of which one name is not ASCII need not be decoded as a whole. Throws `not-json` and `unexpected-shape`.
 */
export function readPage(body: Buffer, api: ApiKind): Page {
  // Asked apart: a decoder that refuses bad bytes by itself is several times slower.
  if (!isUtf8(body)) throw new AppError('not-json', { bytes: body.length })
  const sliced = sliceArray(body, 'value')
  const envelope = v.safeParse(envelopeSchema, parseJson(sliced?.rest ?? body))
  if (!sliced || !envelope.success) throw new AppError('unexpected-shape')
  const incidents = sliced.elements.map((bytes) => {
    const incident = readIncident(parseJson(bytes), bytes, api)
    if (!incident) throw new AppError('unexpected-shape')
    return incident
  })
  return { incidents, nextLink: envelope.output['@odata.nextLink'] ?? null }
}

/** Reads an answer that is one incident. Throws `not-json` and `unexpected-shape`. */
export function readSingle(body: Buffer, api: ApiKind): Incident {
  if (!isUtf8(body)) throw new AppError('not-json', { bytes: body.length })
  // Its bytes are kept as those of a page's element are: without what stands around them.
  const bytes = jsonText(body)
  const incident = readIncident(parseJson(bytes), bytes, api)
  if (!incident) throw new AppError('unexpected-shape')
  return incident
}
