/** @file Packs the rows of a page as bytes, so that main passes them to the list's index without parsing or copying them. */
import type { IncidentRow, IndexedIncident } from '../../../shared/contract/row'
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import type { Incident } from './incident'
import { Buffer } from 'node:buffer'
import { parseJson } from '../json/parse-json'
import { isObject } from '../json/values'
import { readIndexed } from './read-row'

type Texts = Pick<IndexedIncident, 'alertTitles' | 'entities'>

export interface PackedRows {
  /** The JSON of each row and of its texts, one after another. The buffer contains nothing else, so it can be transferred. */
  readonly bytes: ArrayBuffer
  /** The end of each row and of its texts, in bytes: two numbers for an incident. */
  readonly ends: Uint32Array
}

export function packRows(rows: readonly IndexedIncident[]): PackedRows {
  const values = rows.flatMap(({ row, alertTitles, entities }) => [row, { alertTitles, entities } satisfies Texts])
  const parts = values.map(value => Buffer.from(JSON.stringify(value)))
  let size = 0
  const ends = Uint32Array.from(parts, part => size += part.length)
  const bytes = new Uint8Array(size)
  parts.forEach((part, index) => bytes.set(part, (ends[index] ?? 0) - part.length))
  return { bytes: bytes.buffer, ends }
}

/** Returns the row of one incident, whose bytes are known to be JSON. */
export function packIncident({ summary, bytes }: Incident, api: ApiKind): PackedRows {
  const parsed = parseJson(bytes)
  return packRows(isObject(parsed) ? [readIndexed(parsed, summary, bytes, api)] : [])
}

/** Returns an incident whose texts are parsed when they are first read. Most of the bytes are texts, and a list that arrives needs only its rows. */
function unpackOne(row: IncidentRow, bytes: Buffer): IndexedIncident {
  let packed: Buffer | null = bytes
  let texts: Texts = { alertTitles: [], entities: [] }
  const read = (): Texts => {
    if (packed) texts = parseJson(packed) as Texts
    packed = null
    return texts
  }
  return { row, get alertTitles() { return read().alertTitles }, get entities() { return read().entities } }
}

/** Returns the number of incidents in packed rows. */
const countOf = ({ ends }: PackedRows): number => ends.length / 2

/** Returns the rows at these positions, in their order; all rows if none are given. */
export function unpackRows(packed: PackedRows, positions: Iterable<number> = Array(countOf(packed)).keys()): readonly IndexedIncident[] {
  const { bytes, ends } = packed
  const part = (at: number): Buffer => {
    const start = at === 0 ? 0 : ends[at - 1] ?? 0
    return Buffer.from(bytes, start, (ends[at] ?? start) - start)
  }
  // `packRows` wrote the bytes.
  return Array.from(positions, position => unpackOne(parseJson(part(2 * position)) as IncidentRow, part(2 * position + 1)))
}
