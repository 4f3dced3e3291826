/** @file Finds the end of a JSON value, or where its structure breaks. */
import type { JsonText } from './json-text'
import { actions, classes, firstAction, states, transitions } from './json-grammar'

/** The positions of a value. */
export interface ValueRange {
  readonly start: number
  readonly end: number
  readonly size: ValueSize
}

/** How much memory parsing a value needs, besides its length. */
export interface ValueSize {
  /** How deep it nests. */
  readonly levels: number
  /** The number of its parts: lists, objects, elements and members. */
  readonly parts: number
}

/** `damaged`: the value's structure breaks at a position. `cut`: the file ends within it. */
export type Scan
  = | { readonly kind: 'value', readonly end: number, readonly size: ValueSize }
    | { readonly kind: 'damaged', readonly at: number }
    | { readonly kind: 'cut' }

/** A value that nests deeper counts as damaged. */
const maxLevels = 1_000_000

function grown(levels: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * levels.length)
  larger.set(levels)
  return larger
}

/** Returns a function that scans the value at a position. It reads the file in chunks and keeps nothing of it. */
export function createScanner(text: JsonText): (start: number) => Scan {
  // Names of this function are faster than those of another module.
  const [kinds, table] = [classes, transitions]
  /** Whether the value at each level is an object. It grows with the levels. */
  let isObject = new Uint8Array(64)

  return (start) => {
    let [state, depth, levels, parts]: [number, number, number, number] = [states.value, 0, 0, 0]
    for (let position = start; ;) {
      const { at, units } = text.chunkAt(position)
      if (units.length === 0) return { kind: 'cut' }
      for (let index = position - at; index < units.length; index++) {
        const next = table[state | (kinds[units[index] ?? 0] ?? 0)] ?? actions.damaged
        if (next < firstAction) {
          state = next
          continue
        }
        if (next === actions.openObject || next === actions.openArray) {
          if (depth === maxLevels) return { kind: 'damaged', at: at + index }
          if (++depth === isObject.length) isObject = grown(isObject)
          parts++
          isObject[depth] = next === actions.openObject ? 1 : 0
          if (depth > levels) levels = depth
          state = next === actions.openObject ? states.firstKey : states.firstElement
        } else if (next === actions.damaged) {
          return { kind: 'damaged', at: at + index }
        } else if (depth === 0) {
          // A text, number or word ends where the array around it continues.
          return { kind: 'value', end: at + index, size: { levels, parts } }
        } else if (next === actions.comma) {
          parts++
          state = isObject[depth] === 1 ? states.key : states.value
        } else if ((isObject[depth] === 1) !== (next === actions.closeObject)) {
          return { kind: 'damaged', at: at + index }
        } else {
          state = states.next
          if (--depth === 0) return { kind: 'value', end: at + index + 1, size: { levels, parts } }
        }
      }
      position = at + units.length
    }
  }
}
