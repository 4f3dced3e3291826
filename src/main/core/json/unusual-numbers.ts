/** @file Detects numbers in a JSON text that JavaScript may write differently than the text does. */
import type { Buffer } from 'node:buffer'

const quote = 0x22
const backslash = 0x5C
/** Every whole number with at most 15 digits is exact. */
const exactDigits = 15

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39

/** Returns whether a number outside of texts has a fraction, an exponent or more than 15 digits, or is -0. */
export function hasUnusualNumber(json: Buffer): boolean {
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]
    if (byte === quote) {
      at++
      while (at < json.length && json[at] !== quote) at += json[at] === backslash ? 2 : 1
    } else if (isDigit(byte)) {
      const start = at
      while (isDigit(json[at + 1])) at++
      const next = json[at + 1]
      const isMinusZero = byte === 0x30 && json[start - 1] === 0x2D
      if (next === 0x2E || next === 0x65 || next === 0x45 || at - start >= exactDigits || isMinusZero) return true
    }
  }
  return false
}
