/**
 * @file Finds the exact bytes of each element of an array in a JSON text. It does not validate: for a text that is not JSON,
 * the result is meaningless until JSON.parse has accepted the parts (see page.ts). Working on bytes is safe because in UTF-8
 * no byte of a longer character is below 0x80.
 */
import { Buffer } from 'node:buffer'

const quote = 0x22
const backslash = 0x5C
const comma = 0x2C
const colon = 0x3A
const openBracket = 0x5B
const closeBracket = 0x5D
const openBrace = 0x7B
const closeBrace = 0x7D

/** Returns whether the text begins with a byte order mark, which some servers write and JSON.parse rejects. */
export const hasByteOrderMark = (json: Buffer): boolean => json[0] === 0xEF && json[1] === 0xBB && json[2] === 0xBF

const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0A || byte === 0x0D || byte === 0x09

/** Returns the position after the string whose opening quote is at `start`. Uses `indexOf`, which is fast for long strings. */
export function afterString(json: Buffer, start: number): number {
  for (let from = start + 1; ;) {
    const end = json.indexOf(quote, from)
    if (end === -1) return json.length
    let escapes = 0
    while (json[end - 1 - escapes] === backslash) escapes++
    if (escapes % 2 === 0) return end + 1
    from = end + 1
  }
}

/** Returns the position after the value that begins at `start`: that of the comma or bracket that ends it at its own depth. */
function afterValue(json: Buffer, start: number): number {
  let depth = 0
  for (let at = start; at < json.length;) {
    const byte = json[at]
    if (byte === quote) {
      at = afterString(json, at)
      continue
    }
    if (byte === openBrace || byte === openBracket) depth++
    else if (byte === closeBrace || byte === closeBracket) {
      if (depth === 0) return at
      depth--
    } else if (byte === comma && depth === 0) return at
    at++
  }
  return json.length
}

/** Returns the position of the first character at or after `start` that is not white space. */
export function skipSpace(json: Buffer, start: number): number {
  let at = start
  while (isSpace(json[at])) at++
  return at
}

function trimmed(json: Buffer, start: number, end: number): Buffer {
  let last = end
  while (last > start && isSpace(json[last - 1])) last--
  return json.subarray(start, last)
}

/** Returns the text as a view, without a byte order mark and white space around it. */
export function jsonText(json: Buffer): Buffer {
  return trimmed(json, skipSpace(json, hasByteOrderMark(json) ? 3 : 0), json.length)
}

/** Returns the elements of the array in `json`; null if anything but a comma follows an element, or anything follows the array. */
function elements(json: Buffer): Buffer[] | null {
  const found: Buffer[] = []
  const last = json.length - 1
  let at = skipSpace(json, 1)
  if (at === last && json[at] === closeBracket) return found
  while (at < json.length) {
    const end = afterValue(json, at)
    found.push(trimmed(json, at, end))
    if (json[end] !== comma) return end === last && json[end] === closeBracket ? found : null
    at = skipSpace(json, end + 1)
  }
  return null
}

/** Returns whether a text that begins as a JSON object or array ends inside it: in a string, or before its last bracket. */
export function isCutShort(json: Buffer): boolean {
  let depth = 0
  for (let at = 0; at < json.length;) {
    const byte = json[at]
    if (byte === quote) {
      const end = afterString(json, at)
      // A string that reaches the end of the text is not closed, because a complete text ends with a bracket.
      if (end >= json.length) return true
      at = end
      continue
    }
    if (byte === openBrace || byte === openBracket) depth++
    else if (byte === closeBrace || byte === closeBracket) depth--
    at++
    if (depth === 0) return false
  }
  return true
}

function keyText(bytes: Buffer): string | null {
  try {
    return String(JSON.parse(bytes.toString('utf8')))
  } catch {
    return null // invalid JSON, which parsing the whole text will report
  }
}

interface Range { readonly start: number, readonly end: number }

/** Returns the range of the value of the top-level member `name`; of the last one if it is repeated, as JSON.parse does. */
function findMember(json: Buffer, name: string): Range | null {
  let at = skipSpace(json, hasByteOrderMark(json) ? 3 : 0)
  if (json[at] !== openBrace) return null
  let found: Range | null = null
  at = skipSpace(json, at + 1)
  while (json[at] === quote) {
    const keyEnd = afterString(json, at)
    const key = keyText(json.subarray(at, keyEnd))
    at = skipSpace(json, keyEnd)
    if (key === null || json[at] !== colon) return null
    const start = skipSpace(json, at + 1)
    at = afterValue(json, start)
    if (key === name) found = { start, end: start + trimmed(json, start, at).length }
    if (json[at] !== comma) break
    at = skipSpace(json, at + 1)
  }
  return found
}

/** Returns the bytes of the top-level member `name` of the object in `json`, as a view; null if there is none. */
export function sliceMember(json: Buffer, name: string): Buffer | null {
  const found = findMember(json, name)
  return found && json.subarray(found.start, found.end)
}

export interface Sliced {
  /** The bytes of each element, views into the text. */
  readonly elements: readonly Buffer[]
  /** The text with `0` in place of the array. */
  readonly rest: Buffer
}

/** Cuts the top-level array `name` out of the object in `json`; returns null if there is none. The key may contain escapes. */
export function sliceArray(json: Buffer, name: string): Sliced | null {
  const found = findMember(json, name)
  if (!found || json[found.start] !== openBracket) return null
  const cut = elements(json.subarray(found.start, found.end))
  return cut && { elements: cut, rest: Buffer.concat([json.subarray(0, found.start), Buffer.from('0'), json.subarray(found.end)]) }
}
