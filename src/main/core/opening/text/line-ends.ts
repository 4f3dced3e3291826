/**
 * @file Guesses that an incident ends with its line, as in exports, which is faster than scanning it. If the text up to there is JSON, the guess is right,
 * because no JSON object is the beginning of another one.
 */
import type { JsonText } from './json-text'
import { Buffer } from 'node:buffer'

const [lineFeed, carriageReturn, space, comma, closeObject] = [0x0A, 0x0D, 0x20, 0x2C, 0x7D]
const lineBreak = Buffer.from([lineFeed])

/** The longest line, in units: none of this length exceeds the limits of an incident. */
const maxLine = 16_384
/** The number of wrong guesses in succession after which no more are made. */
const maxMisses = 3

/** The maximum size of the white space at either end of a text, in units. */
const maxSpace = 1000

/** Returns whether the last character of the text closes a value. */
export const endsClosed = (text: JsonText): boolean => /[\]}]\s*$/.test(text.slice(Math.max(0, text.length - maxSpace), text.length).toString('latin1'))

/** Returns whether the text has an object per line. In other texts, a line break follows the first brace. `start`: where the text begins. */
export const hasLines = (text: JsonText, start: number): boolean => /^\{[ \t]*[^ \t\r\n]/.test(text.slice(start, start + maxSpace).toString('latin1'))

export interface LineEnds {
  /** Returns the probable end of the object that begins at a position; null without a guess. */
  readonly guess: (start: number) => number | null
  /** Says whether the last guess was right. */
  readonly wasRight: (isRight: boolean) => void
}

export function createLineEnds(text: JsonText): LineEnds {
  let misses = 0
  return {
    guess: (start) => {
      if (misses >= maxMisses) return null
      let end = text.find(lineBreak, start, start + maxLine)
      if (end < 0) return null
      for (let last = text.unitAt(end - 1); last === comma || last === carriageReturn || last === space; last = text.unitAt(end - 1)) end--
      return end > start && text.unitAt(end - 1) === closeObject ? end : null
    },
    wasRight: (isRight) => { misses = isRight ? 0 : misses + 1 },
  }
}
