/** @file Finds the rows that match a query. */
import type { MatchContext } from '../../../shared/query/match'
import type { Query } from '../../../shared/query/query'
import type { Searchable } from '../../../shared/query/searchable'
import type { Redirects } from './merges'
import type { Table } from './table/table'
import { compile } from '../../../shared/query/match'
import { isSameQuery, narrows } from '../../../shared/query/narrows'
import { fold } from '../../../shared/values/fold'
import { filtered } from './table/numbers'

/** Rows of a list, in an order. */
export interface Rows {
  readonly table: Table
  readonly slots: Uint32Array
  readonly redirects: () => Redirects
  /** Returns whether the list contains an incident. */
  readonly has: (id: string) => boolean
}

/** The context of queries besides the time. The same object as long as nothing has changed. */
export type Marked = Omit<MatchContext, 'utc' | 'now'>

export interface Found {
  /** The slots that match, merged incidents included. */
  readonly slots: Uint32Array
  /** Returns the slots that are shown if merged incidents are hidden. */
  readonly shown: () => Uint32Array
}

/** Returns the digits of a query that contains nothing else; null for any other one. */
function digitsOf(query: Query): string | null {
  const [term] = query
  const [value] = term?.values ?? []
  const text = query.length === 1 && term?.field === 'text' && !term.negated && value?.kind === 'text' ? fold(value.text) : ''
  return /^\d+$/.test(text) ? text : null
}

/**
 * Searches for the ID of an incident. The ID of a merged incident finds the incident that it was merged into. If the list lacks that incident, shows the merged
 * one itself, even if merged incidents are hidden.
 */
function findDigits({ table, slots, redirects, has }: Rows, digits: string, matches: (incident: Searchable) => boolean): Found {
  const { endOf, mergedInto } = redirects()
  const isTarget = (id: string): boolean => mergedInto.get(id)?.some(each => each.includes(digits)) ?? false
  const isShown = (id: string): boolean => {
    const end = endOf.get(id) ?? null
    return (id === digits || end === digits) && (end === null || !has(end))
  }
  const idOf = (slot: number) => table.at(slot).row.id
  const found = filtered(slots, slot => matches(table.searchableAt(slot)) || isTarget(idOf(slot)) || isShown(idOf(slot)))
  return { slots: found, shown: () => filtered(found, slot => !table.isMerged(slot) || isShown(idOf(slot))) }
}

/** The maximum number of results to remember. */
const maxRemembered = 12

/** Whether the result of a query depends on the time. */
const isTimed = (query: Query): boolean => query.some(({ values }) => values.some(({ kind }) => kind === 'age'))

interface Result {
  readonly query: Query
  readonly slots: Uint32Array
}

/** Returns the fewest rows among which all matches of a query are: those of an earlier result, or else `slots`. */
function candidates(query: Query, results: readonly Result[], slots: Uint32Array): Uint32Array {
  return results.reduce((fewest, result) => result.slots.length < fewest.length && narrows(query, result.query) ? result.slots : fewest, slots)
}

/**
 * Returns a function that finds the rows that match a query. It remembers the last results: most queries narrow an earlier one by a letter or a term, and
 * deleting a letter returns to one.
 */
export function createSearch() {
  let basis: { readonly rows: Rows, readonly marked: Marked, readonly utc: boolean } | null = null
  let results: readonly Result[] = []

  const find = (rows: Rows, query: Query, context: MatchContext): Uint32Array => {
    const known = results.find(result => isSameQuery(result.query, query))
    if (known) return known.slots
    const matches = compile(query, context)
    const slots = filtered(candidates(query, results, rows.slots), slot => matches(rows.table.searchableAt(slot)))
    if (!isTimed(query)) results = [{ query, slots }, ...results].slice(0, maxRemembered)
    return slots
  }

  return (rows: Rows, query: Query, marked: Marked, { now, utc }: Pick<MatchContext, 'now' | 'utc'>): Found => {
    if (basis?.rows !== rows || basis.marked !== marked || basis.utc !== utc) {
      basis = { rows, marked, utc }
      results = []
    }
    const context = { ...marked, now, utc }
    const digits = digitsOf(query)
    if (digits !== null) return findDigits(rows, digits, compile(query, context))
    const slots = query.length === 0 ? rows.slots : find(rows, query, context)
    return { slots, shown: () => rows.table.unmerged(slots) }
  }
}

export type Search = ReturnType<typeof createSearch>
