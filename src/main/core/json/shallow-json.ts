/** @file Bounds how deep a JSON text nests, so that whatever walks its value in recursion cannot exhaust the stack. */
import { Buffer } from 'node:buffer'
import { afterString } from './slice-array'
import { mostDepth, tooDeep } from './values'

const opens = (byte: number | undefined): boolean => byte === 0x7B || byte === 0x5B
const closes = (byte: number | undefined): boolean => byte === 0x7D || byte === 0x5D
const instead = Buffer.from(JSON.stringify(tooDeep))

/** Returns a JSON text with a short text in place of each list and object that nests deeper than `most`. */
export function shallowJson(json: Buffer, most = mostDepth): Buffer {
  const parts: Buffer[] = []
  let depth = 0
  let kept = 0
  for (let at = 0; at < json.length;) {
    const byte = json[at]
    if (byte === 0x22) {
      at = afterString(json, at)
      continue
    }
    if (opens(byte) && ++depth === most + 1) parts.push(json.subarray(kept, at), instead)
    else if (closes(byte) && depth-- === most + 1) kept = at + 1
    at++
  }
  return parts.length === 0 ? json : Buffer.concat([...parts, json.subarray(kept)])
}
