/** @file Limits how deep a JSON text nests, so that recursion over its value cannot exhaust the stack. */
import { Buffer } from 'node:buffer'
import { afterString } from './slice-array'
import { maxDepth, tooDeep } from './values'

const opens = (byte: number | undefined): boolean => byte === 0x7B || byte === 0x5B
const closes = (byte: number | undefined): boolean => byte === 0x7D || byte === 0x5D
const replacement = Buffer.from(JSON.stringify(tooDeep))

/** Returns the JSON text with `tooDeep` in place of each list and object that nests deeper than `maxLevels` levels. */
export function shallowJson(json: Buffer, maxLevels = maxDepth): Buffer {
  const parts: Buffer[] = []
  let depth = 0
  let kept = 0
  for (let at = 0; at < json.length;) {
    const byte = json[at]
    if (byte === 0x22) {
      at = afterString(json, at)
      continue
    }
    if (opens(byte) && ++depth === maxLevels + 1) parts.push(json.subarray(kept, at), replacement)
    else if (closes(byte) && depth-- === maxLevels + 1) kept = at + 1
    at++
  }
  return parts.length === 0 ? json : Buffer.concat([...parts, json.subarray(kept)])
}
