/** @file Creates the index of one list. */
import type { Listed, ListQuery, ListRequest, ListRows, RowRange } from '../../../shared/contract/list'
import type { ColumnId, IndexedIncident } from '../../../shared/contract/row'
import type { ListEntries } from './list-entries'
import type { ListIndex, ListQueries } from './list-index'
import type { ListMarks } from './list-marks'
import type { Selection } from './selection'
import type { Table } from './table/table'
import { columnOf } from '../../../shared/columns/incident-columns'
import { frequencies } from './table/counts'
import { countEntities } from './entity-counts'
import { facetsOf } from './facets'
import { createListEntries } from './list-entries'
import { createListMarks } from './list-marks'
import { filtered } from './table/numbers'
import { createSearch } from './search'
import { selectFrom } from './selection'
import { createUpdates } from './updates'

/** The result of the last query. Positions refer to `matching`. */
interface Result extends Selection {
  readonly version: number
  /** The list's table may be another one by now. */
  readonly table: Table
}

/** Returns the texts of a cell: one for each value of a list, otherwise one; '' for a missing value. */
function textsOf({ row }: IndexedIncident, column: ColumnId): readonly string[] {
  const value = columnOf(column).value(row)
  if (typeof value === 'object' && value !== null) return value.length > 0 ? value : ['']
  return [String(value ?? '')]
}

const idsOf = (table: Table, slots: Uint32Array): readonly string[] => Array.from(slots, slot => table.at(slot).row.id)

/** Returns the positions of the rows with these IDs; null for an ID that no row has. */
function positionsOf({ matching }: Result, entries: ListEntries, ids: readonly string[]): readonly (number | null)[] {
  return ids.map((id) => {
    const position = matching.indexOf(entries.slotOf(id) ?? -1)
    return position < 0 ? null : position
  })
}

function anchorOf(result: Result, entries: ListEntries, anchor: ListRequest['anchor']) {
  const [position = null] = anchor ? positionsOf(result, entries, [anchor.id]) : []
  if (!anchor || position === null) return null
  return { position, newAbove: filtered(result.matching.subarray(0, position), slot => result.table.factsAt(slot).arrival > anchor.latest).length }
}

function listedIn(entries: ListEntries, marks: ListMarks, id: string): Listed | null {
  const slot = entries.slotOf(id)
  if (slot === null) return null
  const { table, redirects, has } = entries.rows()
  const { endOf, mergedInto } = redirects()
  const end = endOf.get(id) ?? null
  return {
    row: marks.rowOf(table.searchableAt(slot), []),
    mergedInto: end === null ? null : { id: end, listed: has(end) },
    isInCircle: endOf.get(id) === null,
    merged: mergedInto.get(id) ?? [],
  }
}

/** @param now returns the time in ms since 1970. */
function createListQueries(entries: ListEntries, marks: ListMarks, now: () => number): ListQueries {
  let result: Result | null = null
  let version = 0
  const [search, count] = [createSearch(), createSearch()]
  const select = (query: ListQuery): Selection => selectFrom({ rows: entries.sortedBy(query.sort), search, marked: marks.context(), now: now() }, query)
  /** The same rows in any order. */
  const selectAny = (query: ListQuery): Selection => selectFrom({ rows: entries.rows(), search: count, marked: marks.context(), now: now() }, query)
  const countUpdates = createUpdates(entries.rows, now)
  const resultOf = (wanted: number): Result | null => result?.version === wanted ? result : null
  const rowsOf = ({ matching, query, table }: Result, { from, to }: RowRange): ListRows =>
    ({ from, rows: Array.from(matching.subarray(from, to), slot => marks.rowOf(table.searchableAt(slot), query)) })

  return {
    view: ({ query, range, find, anchor }) => {
      // Each result has its own version, so that rows of different results are never mixed.
      const { slots, table, has } = entries.rows()
      const selected: Result = { ...select(query), version: ++version, table }
      result = selected
      const { matching, hiddenMerged, problem } = selected
      const isHidden = (id: string): boolean => !query.showMerged && entries.isMerged(id)
      return {
        version,
        total: slots.length,
        merged: slots.length - table.unmerged(slots).length,
        matched: matching.length,
        hiddenMerged,
        problem,
        facets: facetsOf(selected.query, selected.select, entries.values, table),
        updates: countUpdates(selected.query, selected.select, query.utc),
        latest: entries.latest(),
        anchor: anchorOf(selected, entries, anchor),
        found: positionsOf(selected, entries, find),
        changed: marks.countChanges(id => has(id) && !isHidden(id)),
        hiddenChanged: marks.changed().filter(isHidden).length,
        ...rowsOf(selected, range),
      }
    },
    rows: (wanted, range) => {
      const known = resultOf(wanted)
      return known && rowsOf(known, range)
    },
    ids: (wanted, { from, to }) => {
      const known = resultOf(wanted)
      return known && idsOf(known.table, known.matching.subarray(from, to))
    },
    matching: query => idsOf(entries.rows().table, select(query).matching),
    listed: id => listedIn(entries, marks, id),
    frequencies: (query, column) => {
      const { table } = entries.rows()
      return frequencies(Array.from(selectAny(query).matching, slot => textsOf(table.at(slot), column)))
    },
    counts: queries => queries.map((query) => {
      const { problem, matching } = selectAny(query)
      return problem ? null : matching.length
    }),
    incidentsWith: (entities) => {
      const { slots, table } = entries.rows()
      return countEntities(Array.from(slots, table.at), entities)
    },
  }
}

/** @param now returns the time in ms since 1970. */
export function createListIndex(now: () => number): ListIndex & Pick<ListEntries, 'prepareSome'> {
  const entries = createListEntries()
  const marks = createListMarks()
  const { begin, add, end, replace } = entries
  return {
    begin,
    add,
    end,
    replace,
    setChanges: marks.setChanges,
    setMarks: marks.setMarks,
    clear: () => {
      entries.clear()
      marks.clear()
    },
    prepareSome: entries.prepareSome,
    ...createListQueries(entries, marks, now),
  }
}
