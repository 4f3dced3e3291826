import type { Buffer } from 'node:buffer'
import { isAscii } from 'node:buffer'
import { hasByteOrderMark } from './slice-array'

/** Parses a JSON text whose bytes are UTF-8. Throws SyntaxError. */
export function parseJson(json: Buffer): unknown {
  // Most incidents are ASCII, which the latin1 decoder reads ten times faster.
  return JSON.parse(json.toString(isAscii(json) ? 'latin1' : 'utf8', hasByteOrderMark(json) ? 3 : 0))
}
