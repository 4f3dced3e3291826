/** @file Finds what a mistyped word may have meant. */
import { fold } from '../../values/fold'

const maxSuggestions = 3

/** Returns the number of letters to insert, delete or replace that turns `a` into `b`. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** Returns those of `candidates` that resemble `word`, nearest first: one begins like the other, or contains it, or few letters differ. */
export function nearest(word: string, candidates: readonly string[]): readonly string[] {
  const typed = fold(word)
  if (typed === '' || typed.length > 40) return []
  const rated = candidates.map((candidate) => {
    const known = fold(candidate)
    if (typed.length > 1 && (known.startsWith(typed) || typed.startsWith(known))) return { candidate, rate: 0 }
    if (typed.length > 2 && known.includes(typed)) return { candidate, rate: 1 }
    const differ = distance(typed, known)
    return { candidate, rate: differ <= Math.max(1, Math.floor(typed.length / 3)) ? 1 + differ : Infinity }
  })
  return rated.filter(({ rate }) => rate < Infinity).sort((a, b) => a.rate - b.rate).slice(0, maxSuggestions).map(({ candidate }) => candidate)
}
