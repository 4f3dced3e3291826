/**
 * @file Reads a file of JSON text in chunks. A position counts code units: bytes of UTF-8, or units of two bytes in UTF-16. All structure of JSON is ASCII, so
 * a unit of UTF-16 outside of it is represented by a byte that is valid in strings only.
 */
import type { FileEncoding } from '../../../../shared/contract/opening'
import type { FileSource } from '../file-source'
import { Buffer } from 'node:buffer'

/** Units of one chunk, as bytes. */
export interface Chunk {
  /** The position of the first unit. */
  readonly at: number
  readonly units: Buffer
}

export interface JsonText {
  /** The number of units. */
  readonly length: number
  /** Returns a chunk that contains the position, or an empty one at the end of the file. */
  readonly chunkAt: (position: number) => Chunk
  /** Returns the unit at a position as a byte; -1 at the end of the file. */
  readonly unitAt: (position: number) => number
  /** Returns the text between two positions as UTF-8, at most to the end. */
  readonly slice: (start: number, end: number) => Buffer
  /** Returns the first position of an ASCII text at or after `from`; -1 if there is none. Behind `until`, it may stop. */
  readonly find: (text: Buffer, from: number, until?: number) => number
  /** Returns the offset of a position in the file. */
  readonly offsetOf: (position: number) => number
}

/** The size of a byte order mark and of a unit, in bytes. */
const sizes: Readonly<Record<FileEncoding, { readonly mark: readonly number[], readonly unit: 1 | 2 }>> = {
  'utf-8': { mark: [0xEF, 0xBB, 0xBF], unit: 1 },
  'utf-16le': { mark: [0xFF, 0xFE], unit: 2 },
  'utf-16be': { mark: [0xFE, 0xFF], unit: 2 },
}

/** Represents a unit of UTF-16 that is not ASCII. */
const notAscii = 0xFF

function asUnits(bytes: Buffer, encoding: FileEncoding): Buffer {
  if (encoding === 'utf-8') return bytes
  const [low, high] = encoding === 'utf-16le' ? [0, 1] : [1, 0]
  const units = Buffer.allocUnsafe(bytes.length >> 1)
  for (let at = 0; at < units.length; at++) {
    const unit = bytes[2 * at + low] ?? 0
    units[at] = bytes[2 * at + high] === 0 && unit < 0x80 ? unit : notAscii
  }
  return units
}

/** Returns half of a surrogate pair, which UTF-8 cannot represent, as the escape that JSON has for it. */
const escaped = (half: string): string => `\\u${half.charCodeAt(0).toString(16)}`

/** Returns text in one of the encodings as UTF-8. */
export function asUtf8(bytes: Buffer, encoding: FileEncoding): Buffer {
  if (encoding === 'utf-8') return bytes
  const text = (encoding === 'utf-16le' ? bytes : Buffer.from(bytes).swap16()).toString('utf16le')
  return Buffer.from(text.replace(/\p{Cs}/gu, escaped))
}

export function createJsonText(source: FileSource, encoding: FileEncoding, chunkBytes = 4 * 1024 * 1024): JsonText {
  const { mark, unit } = sizes[encoding]
  const start = source.read(0, mark.length).equals(Buffer.from(mark)) ? mark.length : 0
  const length = Math.floor((source.size - start) / unit)
  const offsetOf = (position: number) => start + position * unit
  let chunk: Chunk = { at: 0, units: Buffer.alloc(0) }

  const load = (position: number, units = chunkBytes): Chunk => {
    const bytes = Math.min(units, length - position) * unit
    chunk = { at: position, units: asUnits(source.read(offsetOf(position), Math.max(0, bytes)), encoding) }
    return chunk
  }
  const chunkAt = (position: number): Chunk => position >= chunk.at && position < chunk.at + chunk.units.length ? chunk : load(position)

  return {
    length,
    chunkAt,
    offsetOf,
    unitAt: (position) => {
      const { at, units } = chunkAt(position)
      return units[position - at] ?? -1
    },
    slice: (from, end) => {
      const { at, units } = chunk
      const to = Math.min(end, length)
      if (unit === 1 && from >= at && to <= at + units.length) return units.subarray(from - at, to - at)
      return asUtf8(source.read(offsetOf(from), (to - from) * unit), encoding)
    },
    find: (text, from, until = length) => {
      for (let position = from; position < length;) {
        const { at, units } = chunkAt(position)
        const found = units.subarray(0, until + text.length - at).indexOf(text, position - at)
        if (found >= 0) return at + found
        const end = at + units.length
        if (units.length === 0 || end >= length || end > until) return -1
        // The text may begin in this chunk and end in the next one.
        position = Math.max(end - text.length + 1, position + 1)
        load(position, Math.max(chunkBytes, 2 * text.length))
      }
      return -1
    },
  }
}
