/** @file Collects the incidents of a file: determines their API, reads their rows, counts the unreadable parts, and forms batches. */
import type { IncidentSummary } from '../../../shared/contract/model'
import type { UnreadablePart, UnreadableReason } from '../../../shared/contract/opening'
import type { IndexedIncident } from '../../../shared/contract/row'
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import type { Json } from '../json/values'
import type { FileBatch } from './batch'
import type { ValueSize } from './text/scan-value'
import { Buffer, isUtf8 } from 'node:buffer'
import { AppError } from '../base/errors'
import { packRows } from '../incident/packed-rows'
import { readIncident } from '../incident/read-incident'
import { readIndexed } from '../incident/read-row'
import { parseJson } from '../json/parse-json'
import { isObject } from '../json/values'
import { isAlert, likelyApi } from './likely-api'

/** A value of the file. */
export interface Element {
  /** Its place for reports: an offset in bytes, or a row. */
  readonly at: number
  /** Its offset and length in bytes, as in `FileBatch`. */
  readonly offset: number
  readonly length: number
  readonly size: ValueSize
  /** Returns it as UTF-8. */
  readonly json: () => Buffer
}

/** No response of the app's requests is larger, and JSON.parse of more could exhaust the memory. */
const maxIncidentBytes = 256 * 1024 * 1024
/** No meaningful incident nests deeper. */
const maxLevels = 10_000
/** The parts of an incident of about 60 MB. Parsing more needs gigabytes, and a thread that lacks memory within JSON.parse ends neither soon nor safely. */
const maxParts = 3_000_000

/** The number of incidents that determine the API of the file, and the number of values after which the search for them ends. */
const voters = 100
const maxWaiting = 1000
/** The size of the waiting values that ends the search earlier, bytes. */
const maxWaitingBytes = 16_000_000
/** The number of parts that a report names. */
const maxNamed = 20

/** The largest batch: a few milliseconds of main's time. */
const maxBatch = 500
const maxBatchBytes = 2_000_000

const noBytes = Buffer.alloc(0)

/** Returns the value; undefined if it is not JSON in UTF-8. */
function parsed(json: Buffer): unknown {
  if (!isUtf8(json)) return undefined
  try {
    return parseJson(json)
  } catch {
    return undefined
  }
}

/** Counts the unreadable parts, and keeps the first ones. */
function createReport() {
  const first: UnreadablePart[] = []
  let count = 0
  return {
    add: (at: number, why: UnreadableReason) => {
      count++
      if (first.length < maxNamed) first.push({ at, why })
    },
    result: () => ({ count, first: [...first].sort((a, b) => a.at - b.at) }),
  }
}

/** Determines the API that most of the first incidents come from. */
function createVote() {
  const votes = new Map<ApiKind, number>()
  return {
    add: (api: ApiKind) => votes.set(api, (votes.get(api) ?? 0) + 1),
    isDecided: () => Array.from(votes.values()).reduce((sum, each) => sum + each, 0) >= voters,
    winner: (): ApiKind | null => [...votes].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null,
  }
}

/** The incidents of the next batch. */
function createBuffer() {
  let [summaries, rows, offsets, lengths]: [IncidentSummary[], IndexedIncident[], number[], number[]] = [[], [], [], []]
  let [bytes, isFirst] = [0, true]
  return {
    add: (element: Element, summary: IncidentSummary, row: IndexedIncident) => {
      summaries.push(summary)
      rows.push(row)
      offsets.push(element.offset)
      lengths.push(element.length)
      bytes += element.length
    },
    isFull: () => summaries.length >= (isFirst ? voters : maxBatch) || bytes >= maxBatchBytes,
    take: (readBytes: number): FileBatch => {
      isFirst &&= summaries.length === 0
      const batch = { summaries, rows: packRows(rows), offsets: Float64Array.from(offsets), lengths: Uint32Array.from(lengths), readBytes };
      [summaries, rows, offsets, lengths, bytes] = [[], [], [], [], 0]
      return batch
    },
  }
}

/** A value of the file, as far as it was read. */
interface Reading {
  readonly element: Element
  /** Null if it is not an object. */
  readonly object: Json | null
  readonly json: Buffer
  /** The API that certainly sent it; null if none. */
  readonly likely: ApiKind | null
  /** Why it is not shown, if it is no object. */
  readonly why: UnreadableReason
}

function readElement(element: Element): Reading {
  const isTooLarge = element.length > maxIncidentBytes || element.size.levels > maxLevels || element.size.parts > maxParts
  const json = isTooLarge ? noBytes : element.json()
  const value = isTooLarge ? undefined : parsed(json)
  const object = isObject(value) ? value : null
  const why = isTooLarge ? 'too-large' : value === undefined ? 'not-json' : 'no-incident'
  return { element, object, json, likely: object && likelyApi(object), why }
}

export function createCollector() {
  const report = createReport()
  const vote = createVote()
  const buffer = createBuffer()
  let api: ApiKind | null = null
  /** Values whose API is not determined yet. They are read again then, so that they need no memory. */
  let waiting: Element[] = []
  let waitingBytes = 0
  let alerts = 0

  const show = ({ element, object, json, likely, why }: Reading, of: ApiKind): void => {
    const incident = object === null || isAlert(object) || (likely !== null && likely !== of) ? null : readIncident(object, json, of)
    if (incident && object) buffer.add(element, incident.summary, readIndexed(object, incident.summary, json, of))
    else report.add(element.at, likely !== null && likely !== of ? 'other-api' : why)
  }
  /** Ends the search for the API, if an incident of one was found. */
  const decide = (): void => {
    const decided = api = vote.winner()
    const elements = waiting;
    [waiting, waitingBytes] = [[], 0]
    for (const element of elements) {
      if (decided) show(readElement(element), decided)
      else report.add(element.at, 'no-incident')
    }
  }
  const wait = (element: Element): void => {
    waiting.push(element)
    waitingBytes += element.length
    if (vote.isDecided() || waiting.length >= maxWaiting || waitingBytes >= maxWaitingBytes) decide()
  }

  return {
    damaged: (at: number) => report.add(at, 'not-json'),
    /** Adds a value. Returns whether it is certainly an incident. With `onlyIncidents`, any other value is ignored. */
    add: (element: Element, onlyIncidents = false): boolean => {
      const reading = readElement(element)
      const { object, likely } = reading
      if (onlyIncidents && likely === null) return false
      if (object && isAlert(object)) alerts++
      if (likely !== null && api === null) vote.add(likely)
      if (object === null) report.add(element.at, reading.why)
      else if (api === null) wait(element)
      else show(reading, api)
      return likely !== null
    },
    isFull: buffer.isFull,
    take: buffer.take,
    /** Ends the collection. Throws AppError `file-other-format` for alerts, and `file-no-incidents`. */
    end: () => {
      if (api === null) decide()
      if (api === null) throw alerts > 0 ? new AppError('file-other-format', { format: 'alerts' }) : new AppError('file-no-incidents')
      return { api, unreadable: report.result() }
    },
  }
}
