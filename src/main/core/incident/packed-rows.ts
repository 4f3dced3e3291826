/** @file Packs the rows of a page as bytes, so that main passes them to the list's index without parsing or copying them. */
import type { IndexedIncident } from '../../../shared/contract/row'
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import type { Incident } from './incident'
import { Buffer } from 'node:buffer'
import { parseJson } from '../json/parse-json'
import { isObject } from '../json/values'
import { readIndexed } from './read-row'

export interface PackedRows {
  /** The JSON of each row, one after another. The buffer contains nothing else, so it can be transferred. */
  readonly bytes: ArrayBuffer
  /** The end of each row, in bytes. */
  readonly ends: Uint32Array
}

export function packRows(rows: readonly IndexedIncident[]): PackedRows {
  const texts = rows.map(row => Buffer.from(JSON.stringify(row)))
  let size = 0
  const ends = Uint32Array.from(texts, text => size += text.length)
  const bytes = new Uint8Array(size)
  texts.forEach((text, index) => bytes.set(text, (ends[index] ?? 0) - text.length))
  return { bytes: bytes.buffer, ends }
}

/** Returns the row of one incident, whose bytes are known to be JSON. */
export function packIncident({ summary, bytes }: Incident, api: ApiKind): PackedRows {
  const parsed = parseJson(bytes)
  return packRows(isObject(parsed) ? [readIndexed(parsed, summary, bytes, api)] : [])
}

/** Returns the rows at these positions, in their order; all rows if none are given. */
export function unpackRows({ bytes, ends }: PackedRows, positions: Iterable<number> = ends.keys()): readonly IndexedIncident[] {
  return Array.from(positions, (position) => {
    const start = position === 0 ? 0 : ends[position - 1] ?? 0
    // `packRows` wrote the bytes.
    return parseJson(Buffer.from(bytes, start, (ends[position] ?? start) - start)) as IndexedIncident
  })
}
