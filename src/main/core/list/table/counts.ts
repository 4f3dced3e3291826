/** @file Counts the values of the facets and of single columns. */
import type { Facet, FacetValue } from '../../../../shared/contract/list'
import type { IncidentRow } from '../../../../shared/contract/row'
import type { FacetField } from '../../../../shared/query/facets'
import { facetFields, facetValues } from '../../../../shared/query/facets'
import { fold } from '../../../../shared/values/fold'

/** A list can have any number of values, so only the most frequent are sent. */
export const maxValues = 50

/** The values of all facets, each with a number, so that counting a row costs one addition per value. */
export interface Values {
  /** Returns the numbers of a row's values. */
  readonly numbersOf: (row: IncidentRow) => readonly number[]
  readonly count: () => number
  /** Returns the numbers of all values of a facet. */
  readonly ofField: (field: FacetField) => readonly number[]
  /** The value as first received. */
  readonly textOf: (number: number) => string
}

const noNumbers = (): number[] => []

/** Values that differ only in case, accents or invisible characters are one value. */
export function createValues(): Values {
  const texts: string[] = []
  const facets = facetFields.map(field => ({ field, numbers: noNumbers(), bySpelling: new Map<string, number>(), byFolded: new Map<string, number>() }))

  const addSpelling = ({ numbers, bySpelling, byFolded }: (typeof facets)[number], value: string): number => {
    const folded = fold(value)
    const known = byFolded.get(folded)
    const number = known ?? texts.push(value) - 1
    if (known === undefined) numbers.push(number)
    byFolded.set(folded, number)
    bySpelling.set(value, number)
    return number
  }

  return {
    numbersOf: (row) => {
      const numbers = noNumbers()
      for (const facet of facets) {
        // Folding each value of each row would take longer than everything else.
        for (const value of facetValues(facet.field, row)) numbers.push(facet.bySpelling.get(value) ?? addSpelling(facet, value))
      }
      return numbers
    },
    count: () => texts.length,
    ofField: field => facets.find(each => each.field === field)?.numbers ?? [],
    textOf: number => texts[number] ?? '',
  }
}

type Order<T> = (a: T, b: T) => number

/** Orders values by their number of rows, then by their text. */
const byFrequency: Order<FacetValue> = (a, b) => b.count - a.count || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0)

/** Returns the first values of an order. A field can have as many values as the list has rows, so sorting all of them would take longer than counting. */
function first(numbers: readonly number[], most: number, order: Order<number>): readonly number[] {
  const found: number[] = []
  for (const number of numbers) {
    const last = found[most - 1]
    if (last !== undefined && order(number, last) > 0) continue
    const at = found.findIndex(each => order(number, each) < 0)
    found.splice(at < 0 ? found.length : at, 0, number)
    found.length = Math.min(found.length, most)
  }
  return found
}

/** Returns a facet with its most frequent values. Those for which `isKept` returns true are always included, even with a count of 0. */
export function facetOf(field: FacetField, counts: Uint32Array, values: Values, isKept: (value: string) => boolean): Omit<Facet, 'total'> {
  const toValue = (number: number): FacetValue => ({ value: values.textOf(number), count: counts[number] ?? 0 })
  const isPresent = (number: number): boolean => (counts[number] ?? 0) > 0
  const all = values.ofField(field).filter(number => isPresent(number) || isKept(values.textOf(number)))
  const shown = first(all, maxValues, (a, b) => byFrequency(toValue(a), toValue(b)))
  const kept = all.filter(number => isKept(values.textOf(number)) && !shown.includes(number))
  return { field, values: [...shown, ...kept].map(toValue).sort(byFrequency), more: all.length - shown.length - kept.length }
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
