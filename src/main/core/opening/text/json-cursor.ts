/** @file Reads the parts of JSON between values: white space, separators and the names of members. */
import type { JsonText } from './json-text'
import { Buffer } from 'node:buffer'

/** The structure of JSON as bytes. `none`: the end of the file. */
export const unit = { quote: 0x22, comma: 0x2C, colon: 0x3A, openArray: 0x5B, closeArray: 0x5D, openObject: 0x7B, closeObject: 0x7D, none: -1 } as const

const backslash = 0x5C
const byteOrderMark = Buffer.from('\uFEFF')

/** The maximum size of a name, in units. */
const maxName = 1000

interface Name {
  readonly name: string
  /** The position after it. */
  readonly end: number
}

export interface JsonCursor {
  /** Returns the first position at or after `from` that is not white space. */
  readonly skip: (from: number) => number
  /** Returns the same as `skip`, and skips byte order marks, which stand where files were joined. */
  readonly skipMarks: (from: number) => number
  /** Returns the name that begins at a position; null if none does. */
  readonly nameAt: (position: number) => Name | null
}

const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0D && byte !== 0x0B && byte !== 0x0C)

function nameOf(json: Buffer): string | null {
  try {
    return String(JSON.parse(json.toString()))
  } catch {
    return null
  }
}

export function createCursor(text: JsonText): JsonCursor {
  const skip = (from: number): number => {
    let position = from
    while (isSpace(text.unitAt(position))) position++
    return position
  }
  const skipMarks = (from: number): number => {
    let position = skip(from)
    while (text.unitAt(position) === byteOrderMark[0] && text.slice(position, position + 3).equals(byteOrderMark)) position = skip(position + 3)
    return position
  }
  return {
    skip,
    skipMarks,
    nameAt: (start) => {
      if (text.unitAt(start) !== unit.quote) return null
      for (let position = start + 1; position < start + maxName; position++) {
        const byte = text.unitAt(position)
        if (byte === unit.none) return null
        if (byte === backslash) position++
        else if (byte === unit.quote) {
          const name = nameOf(text.slice(start, position + 1))
          return name === null ? null : { name, end: position + 1 }
        }
      }
      return null
    },
  }
}
