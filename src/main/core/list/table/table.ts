/** @file The rows of a list by slot, and what queries read of each of them as columns of numbers. A slot is a row's number. It is used once. */
import type { ColumnId, IndexedIncident } from '../../../../shared/contract/row'
import type { Searchable } from '../../../../shared/query/searchable'
import type { Values } from './counts'
import type { Ranks } from './ranks'
import { columnOf } from '../../../../shared/columns/incident-columns'
import { searchable } from '../../../../shared/query/searchable'
import { isRedirected } from '../../../../shared/rules/merges'
import { instantMs } from '../../../../shared/values/instants'
import { createNumbers, filtered } from './numbers'
import { createRanks } from './ranks'

/** What the list knows about an incident besides its row. */
export interface Facts {
  /** The numbers of its values of all facets. */
  readonly values: Iterable<number>
  /** Its place in the order in which the list's incidents first arrived. */
  readonly arrival: number
}

export interface Table {
  /** Adds a row, and returns its slot. */
  readonly add: (incident: IndexedIncident, facts: Facts) => number
  readonly size: () => number
  readonly at: (slot: number) => IndexedIncident
  readonly factsAt: (slot: number) => Facts
  /** Returns the folded texts of a row. They are computed on first use, because folding takes longer than everything else. */
  readonly searchableAt: (slot: number) => Searchable
  readonly isMerged: (slot: number) => boolean
  /** Returns for each slot the whole minutes from 1970 to the row's last update; 0 if it has no time. */
  readonly updates: () => Uint32Array
  /** Returns the slots without those of merged incidents. */
  readonly unmerged: (slots: Uint32Array) => Uint32Array
  /** Returns the ranks of the values of a column, at least for the slots below `size`; for all of them by default. */
  readonly ranksOf: (column: ColumnId, size?: number) => Ranks
  /** Returns how many of the rows have each value, by its number. */
  readonly countValues: (slots: Uint32Array) => Uint32Array
}

/** Remembers the results of a function of slots as long as the slots are in use. */
function perSlots(compute: (slots: Uint32Array) => Uint32Array): (slots: Uint32Array) => Uint32Array {
  const known = new WeakMap<Uint32Array, Uint32Array>()
  return (slots) => {
    const result = known.get(slots) ?? compute(slots)
    known.set(slots, result)
    return result
  }
}

function createColumns(at: Table['at'], all: Table['size']): Table['ranksOf'] {
  const columns = new Map<ColumnId, (size: number) => Ranks>()
  return (column, size = all()) => {
    const { sortKey } = columnOf(column)
    const ranks = columns.get(column) ?? createRanks(slot => sortKey(at(slot).row))
    columns.set(column, ranks)
    return ranks(size)
  }
}

/** Returns the whole minutes from 1970 to a time; 0 if it is not a time, because no time that the app reads is in 1970. */
function minuteOf(time: string): number {
  return Math.floor((instantMs(time) ?? 0) / 60_000)
}

/** @param all the values of all facets. */
export function createTable(all: Pick<Values, 'count'>): Table {
  const incidents: IndexedIncident[] = []
  const searchables: (Searchable | undefined)[] = []
  /** 1 for merged incidents. */
  const merged = createNumbers()
  const arrivals = createNumbers()
  const updates = createNumbers()
  const values = createNumbers()
  /** The end of each row in `values`. */
  const ends = createNumbers()

  const at = (slot: number): IndexedIncident => {
    const incident = incidents[slot]
    if (!incident) throw new Error('No row has this slot.')
    return incident
  }

  const countValues = (slots: Uint32Array): Uint32Array => {
    const counts = new Uint32Array(all.count())
    const [numbers, endOf] = [values.all(), ends.all()]
    // This loop runs for every value of every row, so it has no iterator and no function to call.
    for (let place = 0; place < slots.length; place++) {
      const slot = slots[place] ?? 0
      const end = endOf[slot] ?? 0
      for (let index = slot === 0 ? 0 : endOf[slot - 1] ?? 0; index < end; index++) {
        const number = numbers[index] ?? 0
        counts[number] = (counts[number] ?? 0) + 1
      }
    }
    return counts
  }

  return {
    add: (incident, facts) => {
      for (const number of facts.values) values.push(number)
      ends.push(values.length())
      merged.push(isRedirected(incident.row) ? 1 : 0)
      arrivals.push(facts.arrival)
      updates.push(minuteOf(incident.row.lastUpdate))
      searchables.push(undefined)
      return incidents.push(incident) - 1
    },
    size: () => incidents.length,
    at,
    factsAt: slot => ({ values: values.all().subarray(ends.all()[slot - 1] ?? 0, ends.all()[slot]), arrival: arrivals.all()[slot] ?? 0 }),
    searchableAt: slot => searchables[slot] ??= searchable(at(slot)),
    isMerged: slot => merged.all()[slot] === 1,
    updates: updates.all,
    unmerged: perSlots((slots) => {
      const flags = merged.all()
      return filtered(slots, slot => flags[slot] === 0)
    }),
    ranksOf: createColumns(at, () => incidents.length),
    countValues: perSlots(countValues),
  }
}
