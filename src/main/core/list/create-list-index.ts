/** @file Creates the index of one list. */
import type { ListQuery, ListRequest } from '../../../shared/contract/list'
import type { ColumnId } from '../../../shared/contract/row'
import type { Entry } from './entry'
import type { ListEntries } from './list-entries'
import type { ListIndex, ListQueries } from './list-index'
import type { ListMarks } from './list-marks'
import type { Selection } from './selection'
import { columnOf } from '../../../shared/columns/incident-columns'
import { isRedirected } from '../../../shared/rules/merges'
import { frequencies } from './counts'
import { countEntities } from './entity-counts'
import { facetsOf } from './facets'
import { createListEntries } from './list-entries'
import { createListMarks } from './list-marks'
import { selectFrom } from './selection'

/** The result of the last query. Positions refer to `matching`. */
interface Result extends Selection {
  readonly version: number
}

/** Returns the texts of a cell: one for each value of a list, otherwise one; '' for a missing value. */
function textsOf({ row }: Entry, column: ColumnId): readonly string[] {
  const value = columnOf(column).value(row)
  if (typeof value === 'object' && value !== null) return value.length > 0 ? value : ['']
  return [String(value ?? '')]
}

function positionsOf(matching: readonly Entry[], ids: readonly string[]): readonly (number | null)[] {
  const wanted = new Set(ids)
  const positions = new Map<string, number>()
  if (wanted.size > 0) matching.forEach(({ row: { id } }, position) => { if (wanted.has(id)) positions.set(id, position) })
  return ids.map(id => positions.get(id) ?? null)
}

function anchorOf(matching: readonly Entry[], anchor: ListRequest['anchor']) {
  const [position = null] = anchor ? positionsOf(matching, [anchor.id]) : []
  if (!anchor || position === null) return null
  return { position, newAbove: matching.slice(0, position).filter(({ arrival }) => arrival > anchor.latest).length }
}

/** @param now returns the time in ms since 1970. */
function createListQueries(entries: ListEntries, marks: ListMarks, now: () => number): ListQueries {
  let result: Result | null = null
  let version = 0
  const select = (query: ListQuery): Selection => selectFrom(entries.sortedBy(query.sort), query, { now: now(), ...marks.context() })
  const resultOf = (wanted: number): Result | null => result?.version === wanted ? result : null

  return {
    view: ({ query, range, find, anchor }) => {
      // Each result has its own version, so that rows of different results are never mixed.
      result = { ...select(query), version: ++version }
      const { matching, query: parsed, problem, hiddenMerged, select: selectOther } = result
      const all = entries.visible()
      const merged = Array.from(all.values()).filter(({ row }) => isRedirected(row))
      return {
        version,
        total: all.size,
        merged: merged.length,
        matched: matching.length,
        hiddenMerged,
        problem,
        facets: facetsOf(parsed, selectOther, entries.values),
        latest: entries.latest(),
        anchor: anchorOf(matching, anchor),
        found: positionsOf(matching, find),
        changed: marks.countChanges(query.showMerged ? all.values() : Array.from(all.values()).filter(({ row }) => !isRedirected(row))),
        hiddenChanged: query.showMerged ? 0 : merged.filter(({ row }) => marks.isChanged(row.id)).length,
        from: range.from,
        rows: matching.slice(range.from, range.to).map(entry => marks.rowOf(entry, parsed)),
      }
    },
    rows: (wanted, { from, to }) => {
      const known = resultOf(wanted)
      return known && { from, rows: known.matching.slice(from, to).map(entry => marks.rowOf(entry, known.query)) }
    },
    ids: (wanted, { from, to }) => resultOf(wanted)?.matching.slice(from, to).map(({ row }) => row.id) ?? null,
    matching: query => select(query).matching.map(({ row }) => row.id),
    listed: (id) => {
      const entry = entries.visible().get(id)
      if (!entry) return null
      const { endOf, mergedInto } = entries.redirects()
      const end = endOf.get(id) ?? null
      return {
        row: marks.rowOf(entry, []),
        mergedInto: end === null ? null : { id: end, listed: entries.visible().has(end) },
        isInCircle: endOf.get(id) === null,
        merged: mergedInto.get(id) ?? [],
      }
    },
    frequencies: (query, column) => frequencies(select(query).matching.map(entry => textsOf(entry, column))),
    counts: queries => queries.map((query) => {
      const { problem, matching } = select(query)
      return problem ? null : matching.length
    }),
    incidentsWith: entities => countEntities(entries.visible().values(), entities),
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
