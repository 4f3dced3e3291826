/** @file Determines in one pass how a JSON text must be parsed, because large incidents have tens of megabytes. */
import type { Buffer } from 'node:buffer'

const quote = 0x22
const backslash = 0x5C
/** Every whole number with at most 15 digits is exact. */
const exactDigits = 15

/** What a byte outside of texts means. */
const kinds = new Uint8Array(256)
const [text, digit, opening, closing] = [1, 2, 3, 4] as const
kinds[quote] = text
kinds.fill(digit, 0x30, 0x3A)
for (const [open, close] of [[0x5B, 0x5D], [0x7B, 0x7D]] as const) {
  kinds[open] = opening
  kinds[close] = closing
}

/** Returns the position of the quote that ends the text whose opening quote is at `start`. */
function endOfText(json: Buffer, start: number): number {
  let at = start + 1
  while (at < json.length && json[at] !== quote) at += json[at] === backslash ? 2 : 1
  return at
}

/** Returns the position of the last digit of the number that contains the digit at `start`. */
function lastDigit(json: Buffer, start: number): number {
  let at = start
  while (kinds[json[at + 1] ?? 0] === digit) at++
  return at
}

/** Returns whether a whole number has more than 15 digits, is -0, or continues with a fraction or an exponent. */
function isUnusual(json: Buffer, first: number, last: number): boolean {
  const next = json[last + 1]
  const isMinusZero = json[first] === 0x30 && json[first - 1] === 0x2D
  return next === 0x2E || next === 0x65 || next === 0x45 || last - first >= exactDigits || isMinusZero
}

/**
 * Returns how many levels of lists and objects a JSON text has, and whether a number outside of texts may be written differently by JavaScript: it has a
 * fraction, an exponent or more than 15 digits, or is -0.
 */
export function inspectJson(json: Buffer): { readonly levels: number, readonly hasUnusualNumber: boolean } {
  let depth = 0
  let levels = 0
  let hasUnusualNumber = false
  for (let at = 0; at < json.length; at++) {
    const kind = kinds[json[at] ?? 0]
    if (kind === text) at = endOfText(json, at)
    else if (kind === opening) levels = Math.max(levels, ++depth)
    else if (kind === closing) depth--
    else if (kind === digit) {
      const last = lastDigit(json, at)
      hasUnusualNumber ||= isUnusual(json, at, last)
      at = last
    }
  }
  return { levels, hasUnusualNumber }
}
