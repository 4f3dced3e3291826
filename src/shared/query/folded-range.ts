/** @file Finds the part of a text whose folded form is given. */
import { fold } from '../values/fold'

const plain = /^[\x20-\x7E]$/
const cache = new Map<string, string>()
const maxCached = 1000

/** Returns the folded form of one character inside a text: unlike at the end of a text, a space stays. */
function foldedCharacter(character: string): string {
  if (plain.test(character)) return character.toLowerCase()
  const cached = cache.get(character)
  if (cached !== undefined) return cached
  const folded = fold(`x${character}x`).slice(1, -1)
  if (cache.size >= maxCached) cache.clear()
  cache.set(character, folded)
  return folded
}

/** Returns the place in `text`, in characters of JavaScript, of the first part whose folded form is `needle`; null if there is none. */
export function foldedRange(text: string, needle: string): { readonly start: number, readonly length: number } | null {
  let folded = ''
  /** For each character of `folded`: where its character of `text` starts and ends. */
  const places: { readonly from: number, readonly to: number }[] = []
  let from = 0
  for (const character of text) {
    const to = from + character.length
    for (const each of foldedCharacter(character)) {
      // A sequence of spaces is folded to one.
      if (each === ' ' && (folded === '' || folded.endsWith(' '))) continue
      folded += each
      for (let unit = 0; unit < each.length; unit++) places.push({ from, to })
    }
    from = to
  }
  const index = folded.indexOf(needle)
  const [first, last] = [places[index], places[index + needle.length - 1]]
  return first === undefined || last === undefined || index < 0 ? null : { start: first.from, length: last.to - first.from }
}
