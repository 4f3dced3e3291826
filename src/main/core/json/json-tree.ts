/**
 * @file Reads a JSON text as a tree, one list or object at a time, without parsing it into values: numbers, escapes, key order and repeated keys stay
 * as received. Positions are in bytes, which is safe because in UTF-8 no byte of a longer character is below 0x80. The text is known to be JSON.
 */
import type { Buffer } from 'node:buffer'
import type { JsonEntry, JsonKind, JsonPart } from '../../../shared/contract/raw-json'
import { skipSpace } from './slice-array'

const quote = 0x22
const backslash = 0x5C
const comma = 0x2C

const opens = (byte: number | undefined): boolean => byte === 0x7B || byte === 0x5B
const closes = (byte: number | undefined): boolean => byte === 0x7D || byte === 0x5D
const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0A || byte === 0x0D || byte === 0x09

/** The maximum length of a key or a value in an entry, in characters. */
const maxText = 2000
/** The extents of longer lists and objects are cached. */
const longBytes = 4096
/** No meaningful path is longer. A hostile text may nest so deep that traversing it would take minutes. */
const maxLevels = 200

/** Returns the position after the string whose opening quote is at `start`. */
function afterString(json: Buffer, start: number): number {
  let at = start + 1
  while (at < json.length && json[at] !== quote) at += json[at] === backslash ? 2 : 1
  return Math.min(at + 1, json.length)
}

function afterScalar(json: Buffer, start: number): number {
  let at = start
  while (at < json.length && json[at] !== comma && !closes(json[at]) && !isSpace(json[at])) at++
  return at
}

interface Extent {
  readonly end: number
  /** The number of elements or members. */
  readonly count: number
}

/** Measures the list or object that begins at `start`. */
function measure(json: Buffer, start: number): Extent {
  let depth = 0
  let count = closes(json[skipSpace(json, start + 1)]) ? 0 : 1
  for (let at = start; at < json.length; at++) {
    const byte = json[at]
    if (byte === quote) {
      at++
      while (at < json.length && json[at] !== quote) at += json[at] === backslash ? 2 : 1
    } else if (byte === comma) {
      if (depth === 1) count++
    } else if (opens(byte)) {
      depth++
    } else if (closes(byte) && --depth === 0) {
      return { end: at + 1, count }
    }
  }
  return { end: json.length, count }
}

function kindAt(json: Buffer, at: number): JsonKind {
  switch (json[at]) {
    case 0x7B: return 'object'
    case 0x5B: return 'array'
    case quote: return 'string'
    case 0x74: case 0x66: case 0x6E: return 'word'
    default: return 'number'
  }
}

function cut(json: Buffer, start: number, end: number): string {
  // Three bytes hold at least one UTF-16 unit, so a character that is cut here is beyond the limit.
  const text = json.toString('utf8', start, Math.min(end, start + 4 * maxText))
  if (text.length <= maxText) return text
  const last = text.charCodeAt(maxText - 1)
  return `${text.slice(0, last >= 0xD800 && last < 0xDC00 ? maxText - 1 : maxText)}…`
}

/** One step of a path: the list or object at `at`, and the position of the next step among its elements or members. */
export interface Step {
  readonly at: number
  readonly index: number
}

/** Where a byte of the text is. */
export interface Place {
  readonly steps: readonly Step[]
  /** The names and indexes of the steps, the outermost first. */
  readonly path: readonly (string | number)[]
  /** The position of the value. */
  readonly at: number
  readonly end: number
  /** Whether the byte belongs to the name of the member. */
  readonly inKey: boolean
  /** Whether it belongs to a name or to a value that is neither a list nor an object. */
  readonly inText: boolean
}

export interface JsonTree {
  readonly json: Buffer
  /** Returns at most `most` entries of the list or object at `at`, beginning at index `from`; null if no list or object begins there. */
  readonly part: (at: number, from: number, most: number) => JsonPart | null
  /** Returns where the byte at `offset` is. */
  readonly locate: (offset: number) => Place
  /** Returns the end of the value at `at`. */
  readonly endOf: (at: number) => number
}

/** Reads a JSON text lazily: each list or object is scanned when it is first requested, and the result is cached. */
export function createJsonTree(json: Buffer): JsonTree {
  const root = skipSpace(json, 0)
  const extents = new Map<number, Extent>()
  const lists = new Map<number, readonly number[]>()

  const extentOf = (at: number): Extent => {
    const known = extents.get(at)
    if (known) return known
    const extent = measure(json, at)
    if (extent.end - at >= longBytes) extents.set(at, extent)
    return extent
  }
  const endOf = (at: number): number => json[at] === quote ? afterString(json, at) : opens(json[at]) ? extentOf(at).end : afterScalar(json, at)
  const valueOf = (start: number, isObject: boolean): number => isObject ? skipSpace(json, skipSpace(json, afterString(json, start)) + 1) : start

  /** Returns the positions of the elements, or of the names of the members. */
  const startsIn = (at: number): readonly number[] => {
    const known = lists.get(at)
    if (known) return known
    const isObject = json[at] === 0x7B
    const starts: number[] = []
    for (let start = skipSpace(json, at + 1); start < json.length && !closes(json[start]);) {
      starts.push(start)
      const value = valueOf(start, isObject)
      const next = skipSpace(json, Math.max(endOf(value), start + 1))
      if (json[next] !== comma) break
      start = skipSpace(json, next + 1)
    }
    lists.set(at, starts)
    return starts
  }

  const entry = (start: number, isObject: boolean): JsonEntry => {
    const at = valueOf(start, isObject)
    const kind = kindAt(json, at)
    const extent = opens(json[at]) ? extentOf(at) : { end: endOf(at), count: 0 }
    const key = isObject ? cut(json, start + 1, afterString(json, start) - 1) : null
    return { at, key, kind, text: opens(json[at]) ? '' : cut(json, at, extent.end), bytes: extent.end - at, count: extent.count }
  }

  return {
    json,
    endOf,
    part: (at, from, most) => {
      const container = at === 0 ? root : at
      if (!opens(json[container])) return null
      const starts = startsIn(container)
      const isObject = json[container] === 0x7B
      return { at: container, count: starts.length, from, entries: starts.slice(from, from + most).map(start => entry(start, isObject)) }
    },
    locate: offset => locate({ json, root, startsIn, valueOf, endOf }, offset),
  }
}

interface Walk {
  readonly json: Buffer
  readonly root: number
  readonly startsIn: (at: number) => readonly number[]
  readonly valueOf: (start: number, isObject: boolean) => number
  readonly endOf: (at: number) => number
}

/** Returns the index of the last position that is not after `offset`; 0 if all are. */
function lastBefore(starts: readonly number[], offset: number): number {
  let low = 0
  for (let high = starts.length - 1; low < high;) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function keyOf(json: Buffer, start: number): string {
  try {
    return String(JSON.parse(json.toString('utf8', start, afterString(json, start))))
  } catch {
    return cut(json, start, afterString(json, start)) // Not JSON, so it is shown unchanged.
  }
}

function locate({ json, root, startsIn, valueOf, endOf }: Walk, offset: number): Place {
  const steps: Step[] = []
  const path: (string | number)[] = []
  for (let at = root; ;) {
    const starts = opens(json[at]) && offset > at ? startsIn(at) : []
    if (starts.length === 0 || steps.length === maxLevels) {
      const end = endOf(at)
      return { steps, path, at, end, inKey: false, inText: !opens(json[at]) && offset < end }
    }
    const index = lastBefore(starts, offset)
    const start = starts[index] ?? at
    const isObject = json[at] === 0x7B
    const value = valueOf(start, isObject)
    steps.push({ at, index })
    path.push(isObject ? keyOf(json, start) : index)
    if (offset < value) return { steps, path, at: value, end: endOf(value), inKey: true, inText: offset >= start && offset < afterString(json, start) }
    at = value
  }
}
