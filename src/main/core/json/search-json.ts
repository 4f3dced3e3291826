/** @file Searches a JSON text as received, in names and in values, and says where each hit is. */
import type { JsonHit, JsonHits } from '../../../shared/contract/raw-json'
import type { JsonTree, Place } from './json-tree'
import { Buffer } from 'node:buffer'
import { jsonPath } from '../../../shared/values/json-path'

const maxHits = 200
/** The number of characters to show before and after a hit. */
const around = 60

/** Returns the pattern of one character. JSON may write any character as an escape. */
function patternOf(char: string): string {
  const code = char.charCodeAt(0)
  const written = char.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  if (char === '\\') return '\\\\{1,2}'
  if (char === '"') return '\\\\?"'
  if (char === '/') return '\\\\?\\/'
  return code > 0x7E && char.length === 1 ? `(?:${written}|\\\\u${code.toString(16).padStart(4, '0')})` : written
}

/** Returns a pattern that finds a text in any case and with any JSON escapes. */
export function patternFor(text: string): RegExp {
  return new RegExp(Array.from(text, patternOf).join(''), 'giu')
}

function hitAt({ json }: JsonTree, place: Place, offset: number, length: number): JsonHit {
  // Cut at the entry's edges, and never inside a character: U+FFFD at an edge is the rest of one.
  const from = Math.max(offset - 4 * around, place.inKey ? 0 : place.at)
  const before = json.toString('utf8', from, offset).replace(/^\uFFFD+/, '').slice(-around)
  const match = json.toString('utf8', offset, offset + length)
  const behind = json.toString('utf8', offset + length, Math.min(offset + length + 4 * around, Math.max(place.end, offset + length))).replace(/\uFFFD+$/, '').slice(0, around)
  const start = place.inKey ? before.slice(before.lastIndexOf('"') + 1) : before
  return { steps: place.steps, path: jsonPath(place.path), inKey: place.inKey, text: start + match + behind.split('\n')[0], start: start.length, length: match.length }
}

/** Finds a text in the names and values of a JSON text. */
export function searchJson(tree: JsonTree, text: string): JsonHits {
  const { json } = tree
  const whole = json.toString('utf8')
  const isAscii = whole.length === json.length
  const hits: JsonHit[] = []
  let total = 0
  let chars = 0
  let bytes = 0
  let behind = 0
  for (const { 0: match, index } of whole.matchAll(patternFor(text))) {
    total++
    if (hits.length === maxHits) continue
    bytes += isAscii ? index - chars : Buffer.byteLength(whole.slice(chars, index))
    chars = index
    // One hit for each entry.
    if (bytes < behind) continue
    const place = tree.locate(bytes)
    if (!place.inText) {
      total--
      continue
    }
    behind = place.inKey ? place.at : place.end
    hits.push(hitAt(tree, place, bytes, isAscii ? match.length : Buffer.byteLength(match)))
  }
  return { total, hits }
}
