import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { IndexedIncident } from '../../../../shared/contract/row'
import type { Incident } from '../../incident/incident'
import type { PackedRows } from '../../incident/packed-rows'
import type { Envelope } from './page-envelope'
import { Buffer, isUtf8 } from 'node:buffer'
import { AppError } from '../../base/errors'
import { packRows } from '../../incident/packed-rows'
import { readIncident } from '../../incident/read-incident'
import { readIndexed } from '../../incident/read-row'
import { parseJson } from '../../json/parse-json'
import { isObject } from '../../json/values'
import { isCutShort, jsonText, sliceArray } from '../../json/slice-array'
import { bodyErrorText, isErrorBody } from '../../network/responses/error-text'
import { rawBodyErrorText, trailingErrorText } from '../../network/responses/response-text'
import { readEnvelope } from './page-envelope'

/** One response of the list call. */
export interface Page extends Envelope {
  readonly incidents: readonly Incident[]
  /** The row of each incident, in the same order. */
  readonly indexed: PackedRows
  /** The number of elements in the page's list, unreadable ones included. */
  readonly rows: number
  /** The zero-based positions in that list of elements that are not incidents: null, strings, objects without a usable ID. */
  readonly unreadable: readonly number[]
}

/** A response that is a single incident. */
export interface SingleIncident extends Incident {
  /** Its row. */
  readonly indexed: PackedRows
}

/**
 * Returns the failure for a body that is not JSON. A body that is empty or begins as an object was damaged in transit, cut off or joined to another one; a
 * new request may return it undamaged. Anything else was sent by something other than the service, such as a captive portal; its text is quoted.
 */
function notJson(body: Buffer): AppError {
  const text = jsonText(body)
  if (text.length === 0) return new AppError('cut-off', { bytes: 0 })
  if (text[0] !== 0x7B) return new AppError('not-json', { bytes: body.length, ...rawBodyErrorText(body) })
  return new AppError(isCutShort(text) ? 'cut-off' : 'damaged', { bytes: body.length, ...trailingErrorText(text) })
}

/** Returns the failure for JSON that is neither a list nor an incident: an error, or anything else. */
function otherJson(value: unknown): AppError {
  return isErrorBody(value) ? new AppError('error-in-page', bodyErrorText(value)) : new AppError('unexpected-shape')
}

// In every captured response of the Defender XDR API, the link is the last member. Microsoft Graph often writes it first.
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
 * Returns the probable link to the next page, from either end of the unparsed bytes; null if neither contains one. It is only used to request the next
 * page early: the link that `readPage` returns decides.
 */
export function peekNextLink(chunks: readonly Uint8Array[]): string | null {
  const link = (linkAtEnd.exec(tailOf(chunks)) ?? linkAtStart.exec(headOf(chunks)))?.[1]
  try {
    return link === undefined ? null : String(JSON.parse(link))
  } catch {
    return null
  }
}

interface ReadIncident {
  readonly incident: Incident
  readonly indexed: IndexedIncident
}

/** Reads an incident and its row, given as bytes and parsed; null if it is not an incident. */
function readOne(bytes: Buffer, parsed: unknown, api: ApiKind): ReadIncident | null {
  const incident = readIncident(parsed, bytes, api)
  return incident && isObject(parsed) ? { incident, indexed: readIndexed(parsed, incident.summary, bytes, api) } : null
}

/**
 * Reads a page. JSON.parse checks all of it: each element that the scanner cut out, and the rest of the page with `0` in place of the array. This equals
 * parsing the whole page if every element is JSON, only commas separate the elements, and a value is allowed in the array's place. It also detects wrong cuts
 * by the scanner. Parsing the elements separately is faster, because a single non-ASCII name does not force the whole page through the slow decoder. Elements
 * that are not incidents are counted and do not fail the page. Throws AppError `not-json`, `cut-off`, `damaged`, `unexpected-shape`, and `error-in-page` for
 * an error in place of the list.
 */
export function readPage(body: Buffer, api: ApiKind): Page {
  // Checked separately, because a decoder that rejects invalid bytes is several times slower.
  if (!isUtf8(body)) throw notJson(body)
  const sliced = sliceArray(body, 'value')
  let members: unknown
  let elements: readonly (ReadIncident | null)[]
  try {
    members = parseJson(sliced?.rest ?? body)
    elements = sliced?.elements.map(bytes => readOne(bytes, parseJson(bytes), api)) ?? []
  } catch (error) {
    throw error instanceof SyntaxError ? notJson(body) : error
  }
  if (!isObject(members) || !sliced || members.value !== 0) throw otherJson(members)
  const envelope = readEnvelope(members)
  const read = elements.filter(each => each !== null)
  return {
    ...envelope,
    incidents: read.map(({ incident }) => incident),
    indexed: packRows(read.map(({ indexed }) => indexed)),
    rows: elements.length,
    unreadable: elements.flatMap((each, position) => each === null ? [position] : []),
  }
}

/** Reads a response that is a single incident. Throws AppError as `readPage`. */
export function readSingle(body: Buffer, api: ApiKind): SingleIncident {
  if (!isUtf8(body)) throw notJson(body)
  // As for the elements of a page, the incident's bytes exclude the white space around them.
  const bytes = jsonText(body)
  let value: unknown
  let read: ReadIncident | null
  try {
    value = parseJson(bytes)
    read = readOne(bytes, value, api)
  } catch (error) {
    throw error instanceof SyntaxError ? notJson(body) : error
  }
  if (!read) throw otherJson(value)
  return { ...read.incident, indexed: packRows([read.indexed]) }
}
