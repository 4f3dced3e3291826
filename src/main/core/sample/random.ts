/** @file A small seeded random generator (mulberry32): the same seed produces the same values. */

export interface Random {
  /** 0 <= x < 1. */
  readonly next: () => number
  /** Returns an integer in the range, both ends included. */
  readonly int: (from: number, to: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  readonly chance: (probability: number) => boolean
  readonly hex: (digits: number) => string
  readonly guid: () => string
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const hex = (digits: number) => Array.from({ length: digits }, () => int(0, 15).toString(16)).join('')
  return {
    next,
    int,
    hex,
    pick: <T>(from: readonly T[]): T => {
      const value = from[int(0, from.length - 1)]
      if (value === undefined) throw new RangeError('nothing to pick from')
      return value
    },
    chance: probability => next() < probability,
    guid: () => [8, 4, 4, 4, 12].map(hex).join('-'),
  }
}
