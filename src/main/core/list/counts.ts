/** @file Counts the values of the facets and of single columns. */
import type { Facet, FacetValue } from '../../../shared/contract/list'
import { fold } from '../../../shared/values/fold'

/** A list can have any number of values, so only the most frequent are sent. */
export const maxValues = 50

/** The values of all facets, each with a number, so that counting a row costs one addition per value. */
export interface Values {
  /** Returns the numbers of a row's values. */
  readonly numbersOf: (field: string, values: readonly string[]) => readonly number[]
  readonly count: () => number
  readonly fieldOf: (number: number) => string
  /** The value as first received. */
  readonly textOf: (number: number) => string
}

/** Values that differ only in case, accents or invisible characters are one value. */
export function createValues(): Values {
  const numbers = new Map<string, number>()
  const fields: string[] = []
  const texts: string[] = []
  return {
    numbersOf: (field, values) => values.map((value) => {
      const key = `${field}\u0000${fold(value)}`
      const known = numbers.get(key)
      if (known !== undefined) return known
      const number = texts.length
      numbers.set(key, number)
      fields.push(field)
      texts.push(value)
      return number
    }),
    count: () => texts.length,
    fieldOf: number => fields[number] ?? '',
    textOf: number => texts[number] ?? '',
  }
}

/** Returns how many of the rows have each value, by its number. */
export function countValues(rows: Iterable<{ readonly values: readonly number[] }>, { count }: Values): Uint32Array {
  const counts = new Uint32Array(count())
  for (const { values } of rows) {
    for (const number of values) counts[number] = (counts[number] ?? 0) + 1
  }
  return counts
}

/** Orders values by their number of rows, then by their text. */
const byFrequency = (a: FacetValue, b: FacetValue): number => b.count - a.count || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0)

/** Returns a facet with its most frequent values. Those for which `isKept` returns true are always included, even with a count of 0. */
export function facetOf(field: string, counts: Uint32Array, values: Values, isKept: (value: string) => boolean): Facet {
  const all: FacetValue[] = []
  for (let number = 0; number < counts.length; number++) {
    if (values.fieldOf(number) !== field) continue
    const value = values.textOf(number)
    const found = counts[number] ?? 0
    if (found > 0 || isKept(value)) all.push({ value, count: found })
  }
  all.sort(byFrequency)
  const shown = all.filter(({ value }, index) => index < maxValues || isKept(value))
  return { field, values: shown, more: all.length - shown.length }
}

/** Returns how many incidents have each text, given the texts of each incident, the most frequent first. Equal texts differ in case at most. */
export function frequencies(incidents: Iterable<readonly string[]>): readonly FacetValue[] {
  const counts = new Map<string, { readonly value: string, count: number }>()
  for (const texts of incidents) {
    for (const [key, value] of new Map(texts.map(text => [fold(text), text]))) {
      const known = counts.get(key)
      if (known) known.count++
      else counts.set(key, { value, count: 1 })
    }
  }
  return [...counts.values()].sort(byFrequency)
}
