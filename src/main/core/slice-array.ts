/**
 * @file Finds the exact bytes of each element of the array `value` in a page's JSON. It assumes text that JSON.parse
 * has accepted, and only then means anything: it skips, it does not validate. Working on bytes is sound because in
 * UTF-8 no byte of a longer character is below 0x80.
 */

const quote = 0x22
const backslash = 0x5C
const comma = 0x2C
const colon = 0x3A
const openBracket = 0x5B
const closeBracket = 0x5D
const openBrace = 0x7B
const closeBrace = 0x7D

/** Whether the text begins with the mark that some servers write and JSON.parse refuses. */
export const hasByteOrderMark = (json: Buffer): boolean => json[0] === 0xEF && json[1] === 0xBB && json[2] === 0xBF

const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0A || byte === 0x0D || byte === 0x09

/** The position behind the string whose opening quote is at `start`. `indexOf` makes long strings cheap. */
function afterString(json: Buffer, start: number): number {
  for (let from = start + 1; ;) {
    const end = json.indexOf(quote, from)
    if (end === -1) return json.length
    let escapes = 0
    while (json[end - 1 - escapes] === backslash) escapes++
    if (escapes % 2 === 0) return end + 1
    from = end + 1
  }
}

/** The position behind the value that begins at `start`: the comma or bracket that ends it at its own depth. */
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

function skipSpace(json: Buffer, start: number): number {
  let at = start
  while (isSpace(json[at])) at++
  return at
}

function trimmed(json: Buffer, start: number, end: number): Buffer {
  let last = end
  while (last > start && isSpace(json[last - 1])) last--
  return json.subarray(start, last)
}

function elements(json: Buffer): Buffer[] {
  const found: Buffer[] = []
  let at = skipSpace(json, 1)
  if (json[at] === closeBracket) return found
  while (at < json.length) {
    const end = afterValue(json, at)
    found.push(trimmed(json, at, end))
    if (json[end] !== comma) break
    at = skipSpace(json, end + 1)
  }
  return found
}

/**
 * The bytes of the top-level member `name` of the object in `json`, as a view (no copy). Of repeated members the last
 * counts, as for JSON.parse; a key may be written with escapes. null when there is no such member.
 */
export function sliceMember(json: Buffer, name: string): Buffer | null {
  let at = skipSpace(json, hasByteOrderMark(json) ? 3 : 0)
  if (json[at] !== openBrace) return null
  let found: Buffer | null = null
  at = skipSpace(json, at + 1)
  while (json[at] === quote) {
    const keyEnd = afterString(json, at)
    const key: unknown = JSON.parse(json.toString('utf8', at, keyEnd))
    at = skipSpace(json, keyEnd)
    if (json[at] !== colon) return null
    const start = skipSpace(json, at + 1)
    at = afterValue(json, start)
    if (key === name) found = trimmed(json, start, at)
    if (json[at] !== comma) break
    at = skipSpace(json, at + 1)
  }
  return found
}

/** The bytes of each element of the top-level array `name`; null when there is no such array. */
export function sliceArray(json: Buffer, name: string): Buffer[] | null {
  const member = sliceMember(json, name)
  return member?.[0] === openBracket ? elements(member) : null
}
