import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { Incident } from '../../incident/incident'
import type { Envelope } from './page-envelope'
import { Buffer, isAscii, isUtf8 } from 'node:buffer'
import { AppError } from '../../base/errors'
import { isObject } from '../../json/values'
import { readIncident } from '../../incident/read-incident'
import { hasByteOrderMark, isCutShort, jsonText, sliceArray } from '../../json/slice-array'
import { bodyWords, isErrorBody } from '../../network/responses/error-text'
import { bodyBytesWords, wordsAtEnd } from '../../network/responses/response-text'
import { readEnvelope } from './page-envelope'

/** One response of the list call. */
export interface Page extends Envelope {
  readonly incidents: readonly Incident[]
  /** How many elements the list of the page has, unreadable ones included. */
  readonly rows: number
  /** The places in that list, from 0, of elements that are no incidents: null, texts, objects without a usable id. */
  readonly unreadable: readonly number[]
}

/** Parses a JSON text whose bytes are UTF-8. Throws SyntaxError. */
function parseJson(json: Buffer): unknown {
  // Most incidents are ASCII, and a decoder that need not look for longer characters is ten times faster.
  return JSON.parse(json.toString(isAscii(json) ? 'latin1' : 'utf8', hasByteOrderMark(json) ? 3 : 0))
}

/**
 * Returns why a body is not JSON. One that is empty or begins as an object was damaged on its way, cut or glued to another, and may come whole when it is
 * requested again; anything else is the response of somebody else, such as a captive portal, and has words of its own.
 */
function notJson(body: Buffer): AppError {
  const text = jsonText(body)
  if (text.length === 0) return new AppError('cut-off', { bytes: 0 })
  if (text[0] !== 0x7B) return new AppError('not-json', { bytes: body.length, ...bodyBytesWords(body) })
  return new AppError(isCutShort(text) ? 'cut-off' : 'damaged', { bytes: body.length, ...wordsAtEnd(text) })
}

/** Returns the failure for JSON that is not what was requested: an error in its place, or anything else. */
function otherJson(value: unknown): AppError {
  return isErrorBody(value) ? new AppError('error-in-page', bodyWords(value)) : new AppError('unexpected-shape')
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
 * Reads a page. JSON.parse judges all of it: every element that the scanner cut out, and the rest with `0` in the place of the array. Elements
 * that are JSON, with only commas between them, in a place where a value may stand: that equals parsing the page in one go, and a wrong
 * cut of the scanner is noticed. Parsing each element by itself is faster, since a page with one name that is not ASCII need not be
 * decoded as a whole. Elements that are no incidents are counted, not fatal. Throws AppError `not-json`, `cut-off`, `damaged`,
 * `unexpected-shape`, and `error-in-page` where an error stands in place of the list.
 */
export function readPage(body: Buffer, api: ApiKind): Page {
  // Checked separately: a decoder that refuses bad bytes by itself is several times slower.
  if (!isUtf8(body)) throw notJson(body)
  const sliced = sliceArray(body, 'value')
  let members: unknown
  let elements: readonly (Incident | null)[]
  try {
    members = parseJson(sliced?.rest ?? body)
    elements = sliced?.elements.map(bytes => readIncident(parseJson(bytes), bytes, api)) ?? []
  } catch (error) {
    throw error instanceof SyntaxError ? notJson(body) : error
  }
  if (!isObject(members) || !sliced || members.value !== 0) throw otherJson(members)
  const envelope = readEnvelope(members)
  return {
    ...envelope,
    incidents: elements.filter(each => each !== null),
    rows: elements.length,
    unreadable: elements.flatMap((each, place) => each === null ? [place] : []),
  }
}

/** Reads a response that is one incident. Throws AppError as `readPage`. */
export function readSingle(body: Buffer, api: ApiKind): Incident {
  if (!isUtf8(body)) throw notJson(body)
  // Its bytes are kept as those of a page's element are: without the space around them.
  const bytes = jsonText(body)
  let value: unknown
  let incident: Incident | null
  try {
    value = parseJson(bytes)
    incident = readIncident(value, bytes, api)
  } catch (error) {
    throw error instanceof SyntaxError ? notJson(body) : error
  }
  if (!incident) throw otherJson(value)
  return incident
}
