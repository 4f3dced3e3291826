/** @file Ranks the values of a column, so that sorting compares whole numbers instead of texts. */
import type { SortKey } from '../../../../shared/columns/sort-keys'

/** The ranks of a column's values, by slot. Equal values have equal ranks, beginning at 1 for the smallest; 0 means that the row has no value. */
export interface Ranks {
  readonly of: Uint32Array
  /** The highest rank. */
  readonly highest: number
}

type Key = NonNullable<SortKey>

/** Sorts the keys of one column, which are all numbers or all texts. */
function sortKeys(keys: Key[]): readonly Key[] {
  // Without a function to call, the engine sorts texts faster.
  return typeof keys[0] === 'number' ? keys.sort((a, b) => Number(a) - Number(b)) : keys.sort()
}

/** Returns the rank of a key among others in order; 0 if they lack it. */
function find(keys: readonly Key[], wanted: Key): number {
  let low = 0
  for (let high = keys.length; low < high;) {
    const middle = (low + high) >> 1
    if ((keys[middle] ?? wanted) < wanted) low = middle + 1
    else high = middle
  }
  return keys[low] === wanted ? low + 1 : 0
}

/** Merges two lists of keys that are in order and have none in common. Sets the ranks of both in the result, by index. */
function merge(known: readonly Key[], fresh: readonly Key[], ranks: { readonly known: Uint32Array, readonly fresh: Uint32Array }): readonly Key[] {
  const merged: Key[] = []
  let next = 0
  known.forEach((key, index) => {
    for (let each = fresh[next]; each !== undefined && each < key; each = fresh[++next]) ranks.fresh[next] = merged.push(each)
    ranks.known[index] = merged.push(key)
  })
  for (let each = fresh[next]; each !== undefined; each = fresh[++next]) ranks.fresh[next] = merged.push(each)
  return merged
}

/**
 * Returns a function that ranks the slots below `size`. It keeps the ranks of the call before, so it reads only the keys of slots that were added since.
 * A slot's key never changes.
 */
export function createRanks(keyOf: (slot: number) => SortKey): (size: number) => Ranks {
  let keys: readonly Key[] = []
  let of = new Uint32Array(0)

  /** Inserts the keys that are new, and returns the ranks of all that are given. */
  const insert = (given: readonly SortKey[]): ReadonlyMap<SortKey, number> => {
    const ranks = new Map<SortKey, number>()
    for (const key of given) if (key !== null && !ranks.has(key)) ranks.set(key, find(keys, key))
    const fresh = sortKeys(Array.from(ranks).flatMap(([key, rank]) => rank === 0 && key !== null ? [key] : []))
    if (fresh.length === 0) return ranks
    const moved = { known: new Uint32Array(keys.length), fresh: new Uint32Array(fresh.length) }
    keys = merge(keys, fresh, moved)
    of = of.map(rank => moved.known[rank - 1] ?? 0)
    for (const [key, rank] of ranks) ranks.set(key, moved.known[rank - 1] ?? 0)
    fresh.forEach((key, index) => ranks.set(key, moved.fresh[index] ?? 0))
    return ranks
  }

  return (size) => {
    const ranked = of.length
    if (size > ranked) {
      const added = Array.from({ length: size - ranked }, (_, index) => keyOf(ranked + index))
      const ranks = insert(added)
      const longer = new Uint32Array(size)
      longer.set(of)
      added.forEach((key, index) => { longer[ranked + index] = ranks.get(key) ?? 0 })
      of = longer
    }
    return { of, highest: keys.length }
  }
}
