/** @file Finds the incidents in a JSON text: in an array, one after another, or in the `value` of responses, even if parts of the text are damaged. */
import type { JsonCursor } from './json-cursor'
import type { JsonText } from './json-text'
import type { LineEnds } from './line-ends'
import type { Recovery } from './recovery'
import type { Scan, ValueRange } from './scan-value'
import { Buffer } from 'node:buffer'
import { isObject } from '../../json/values'
import { createCursor, unit } from './json-cursor'
import { idMembers } from '../likely-api'
import { createLineEnds, endsClosed, hasLines } from './line-ends'
import { createRecovery } from './recovery'
import { createScanner } from './scan-value'

/** Receives what the walk finds. */
export interface Finder {
  /** Reads a value and returns whether it is certainly an incident. With `onlyIncidents`, it ignores any other value. */
  readonly read: (range: ValueRange, onlyIncidents: boolean) => boolean
  /** Receives the position of a damaged part. */
  readonly damaged: (at: number) => void
  /** Receives the position of the value in which the file ends, or from which on nothing can be read. */
  readonly cutOff: (at: number) => void
  /** Receives the members of a response, with 0 in place of its incidents. */
  readonly response: (members: Readonly<Record<string, unknown>>) => void
}

export type Shape = 'json' | 'json-lines' | 'pages' | 'incident'

/** Yields the position after each value. */
type Walk<T> = Generator<number, T, void>

type Trouble = Exclude<Scan['kind'], 'value'>

interface Walker extends JsonCursor {
  readonly text: JsonText
  readonly finder: Finder
  readonly scan: (start: number) => Scan
  readonly recovery: Recovery
  readonly lineEnds: LineEnds
  readonly seen: { arrays: number, objects: number, responses: number, incidents: number, damage: boolean }
}

/** Continues after damage. Returns the position after the next incident. */
type Continue = (walker: Walker, position: number, trouble: Trouble) => Walk<number>

const lineFeed = Buffer.from('\n')
/** Returned in place of a position if no further incident can be found. */
const stop = -1
/** The maximum size of a response without its incidents, in bytes. */
const maxEnvelope = 1_000_000

function* recover(walker: Walker, position: number, trouble: Trouble): Walk<number> {
  const { recovery, finder, seen } = walker
  seen.damage = true
  const end = recovery.next(position + 1)
  if (end !== null || trouble === 'damaged') finder.damaged(position)
  if (end === null && (trouble === 'cut' || !endsClosed(walker.text))) finder.cutOff(position)
  if (end !== null) yield end
  return end ?? stop
}

/** Continues with the next line, whose start it returns. */
function* skipLine(walker: Walker, position: number, trouble: Trouble): Walk<number> {
  const end = walker.text.find(lineFeed, position)
  if (end < 0) return yield* recover(walker, position, trouble)
  walker.finder.damaged(position)
  yield end + 1
  return end + 1
}

/** Notes an incident, by which others are recognized after damage. */
function note({ recovery, nameAt, skip, seen }: Walker, position: number): void {
  seen.incidents++
  const first = nameAt(skip(position + 1))
  if (first) recovery.expect(first.name)
}

/** Reads an incident whose end is guessed. Returns its end; null if the guess is wrong. */
function readGuessed({ lineEnds, finder }: Walker, position: number): number | null {
  const end = lineEnds.guess(position)
  if (end === null) return null
  const isRight = finder.read({ start: position, end, size: { levels: 0, parts: 0 } }, true)
  lineEnds.wasRight(isRight)
  return isRight ? end : null
}

function* readValue(walker: Walker, position: number, next: Continue): Walk<number> {
  const { scan, finder } = walker
  const guessed = readGuessed(walker, position)
  if (guessed === null) {
    const scanned = scan(position)
    if (scanned.kind !== 'value') return yield* next(walker, position, scanned.kind)
    if (finder.read({ start: position, end: scanned.end, size: scanned.size }, false)) note(walker, position)
    yield scanned.end
    return scanned.end
  }
  note(walker, position)
  yield guessed
  return guessed
}

/** Reads an object that may be a response. Until the first incident or response, both are possible. */
function* readObject(walker: Walker, position: number, next: Continue): Walk<number> {
  const { seen, text } = walker
  const mayBeResponse = text.unitAt(position) === unit.openObject && (seen.incidents === 0 || seen.responses > 0)
  const end = mayBeResponse ? yield* readResponse(walker, position) : null
  return end ?? (yield* readValue(walker, position, next))
}

/** Reads the elements of an array from the position after its bracket. */
function* readArray(walker: Walker, start: number, readElement: typeof readObject): Walk<number> {
  const { skip, text: { unitAt } } = walker
  let position = skip(start)
  if (unitAt(position) === unit.closeArray) return position + 1
  for (;;) {
    position = yield* readElement(walker, position, recover)
    for (;;) {
      if (position === stop) return stop
      position = skip(position)
      if (unitAt(position) === unit.closeArray) return position + 1
      if (unitAt(position) === unit.comma) break
      position = yield* recover(walker, position, unitAt(position) === unit.none ? 'cut' : 'damaged')
    }
    position = skip(position + 1)
  }
}

/** Returns the position of the value of the member at a position, and its name; null if none begins there. */
function memberAt({ nameAt, skip, text }: Walker, position: number): { readonly name: string, readonly value: number } | null {
  const found = nameAt(position)
  const colon = found && skip(found.end)
  return found && colon !== null && text.unitAt(colon) === unit.colon ? { name: found.name, value: skip(colon + 1) } : null
}

/** Reads a response. Returns null if the object is none: it has no array `value`, or the ID of an incident before it. */
function* readResponse(walker: Walker, start: number): Walk<number | null> {
  const { skip, scan, seen, text, text: { unitAt } } = walker
  const parts: Buffer[] = []
  const keep = (from: number, to: number) => { parts.push(Buffer.from(text.slice(from, Math.min(to, from + maxEnvelope)))) }
  let [position, rest] = [skip(start + 1), start]
  for (;;) {
    const member = memberAt(walker, position)
    if (!member || (parts.length === 0 && idMembers.includes(member.name))) break
    if (member.name === 'value' && unitAt(member.value) === unit.openArray) {
      if (parts.length === 0) seen.responses++
      keep(rest, member.value)
      parts.push(Buffer.from('0'))
      position = rest = yield* readArray(walker, member.value + 1, readValue)
      if (position === stop) return stop
    } else {
      const scanned = scan(member.value)
      if (scanned.kind !== 'value') break
      position = scanned.end
    }
    position = skip(position)
    if (unitAt(position) !== unit.comma) break
    position = skip(position + 1)
  }
  if (parts.length === 0) return null
  if (unitAt(position) !== unit.closeObject) return yield* recover(walker, position, unitAt(position) === unit.none ? 'cut' : 'damaged')
  keep(rest, position + 1)
  readMembers(walker, start, Buffer.concat(parts))
  return position + 1
}

function readMembers({ finder }: Walker, start: number, json: Buffer): void {
  try {
    const members: unknown = JSON.parse(json.toString())
    if (isObject(members)) finder.response(members)
  } catch {
    finder.damaged(start)
  }
}

/** Reads the values of the text, one after another. */
function* readValues(walker: Walker, isLines: boolean): Walk<void> {
  const { skipMarks, seen, text: { unitAt } } = walker
  const next = isLines ? skipLine : recover
  for (let position = skipMarks(0); position !== stop && unitAt(position) !== unit.none; position = position === stop ? stop : skipMarks(position)) {
    const byte = unitAt(position)
    if (byte === unit.openArray) {
      seen.arrays++
      position = yield* readArray(walker, position + 1, readObject)
    } else if (byte === unit.openObject) {
      seen.objects++
      position = yield* readObject(walker, position, next)
    } else if (seen.damage && (byte === unit.comma || byte === unit.closeArray || byte === unit.closeObject)) {
      // The rest of the array in which reading continued.
      position++
    } else {
      position = yield* next(walker, position, 'damaged')
    }
  }
}

/** Walks through the text and returns its shape. */
export function* walk(text: JsonText, finder: Finder): Walk<Shape> {
  const scan = createScanner(text)
  const seen = { arrays: 0, objects: 0, responses: 0, incidents: 0, damage: false }
  const recovery = createRecovery({ text, scan, readIncident: range => finder.read(range, true) }, idMembers)
  const walker: Walker = { ...createCursor(text), text, finder, scan, seen, recovery, lineEnds: createLineEnds(text) }
  const isLines = hasLines(text, walker.skipMarks(0))
  yield* readValues(walker, isLines)
  if (seen.responses > 0) return 'pages'
  if (seen.arrays > 0) return 'json'
  return seen.objects > 1 || (isLines && text.find(lineFeed, 0) >= 0) ? 'json-lines' : 'incident'
}
