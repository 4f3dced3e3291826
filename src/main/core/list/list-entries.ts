/** @file The entries of one list: the rows with everything that queries need, sorted and with their merges. */
import type { ListQuery } from '../../../shared/contract/list'
import type { IndexedIncident } from '../../../shared/contract/row'
import type { Values } from './table/counts'
import type { ListCommands } from './list-index'
import type { Redirects } from './merges'
import type { Rows } from './search'
import type { Table } from './table/table'
import { unpackRows } from '../incident/packed-rows'
import { createValues } from './table/counts'
import { createListRows } from './list-rows'
import { followRedirects } from './merges'
import { filtered } from './table/numbers'
import { sorted } from './table/order'
import { createPreparation } from './table/preparation'
import { createTable } from './table/table'

export interface ListEntries extends Pick<ListCommands, 'begin' | 'add' | 'end' | 'replace' | 'clear'> {
  /** The rows on screen, in the order received. */
  readonly rows: () => Rows
  readonly sortedBy: (sort: ListQuery['sort']) => Rows
  /** Returns the slot of a row on screen; null if there is none. */
  readonly slotOf: (id: string) => number | null
  /** Returns whether a row on screen is a merged incident. */
  readonly isMerged: (id: string) => boolean
  /** The values of all facets. */
  readonly values: Values
  /** Increases with every incident that is new in the list. */
  readonly latest: () => number
  /** Prepares some entries and columns for the first search and the first sort. Returns whether any are left. */
  readonly prepareSome: () => boolean
}

/** Rows that left the list stay in the table until they are more than those on screen, and more than this number. */
const minUnused = 1000

/** Remembers a value until the version of the list changes. */
function perVersion<T>(version: () => number, create: () => T): () => T {
  let known: { readonly version: number, readonly value: T } | null = null
  return () => {
    if (known?.version !== version()) known = { version: version(), value: create() }
    return known.value
  }
}

function rowsOf(visible: ReadonlyMap<string, number>, table: Table): Rows {
  const slots = Uint32Array.from(visible.values())
  let redirects: Redirects | null = null
  return {
    table,
    slots,
    redirects: () => redirects ??= followRedirects(Array.from(filtered(slots, table.isMerged), slot => table.at(slot).row)),
    has: id => visible.has(id),
  }
}

export function createListEntries(): ListEntries {
  const slots = createListRows<number>()
  const values = createValues()
  let table = createTable(values)
  let latest = 0
  let prepareSome = createPreparation(table)
  let order: { readonly key: string, readonly unsorted: Rows, readonly rows: Rows } | null = null

  const setTable = (changed: Table): void => {
    table = changed
    prepareSome = createPreparation(changed)
  }
  const slotOf = (id: string): number | null => slots.visible().get(id) ?? null
  const store = (incident: IndexedIncident): number => {
    const known = slotOf(incident.row.id)
    return table.add(incident, { values: values.numbersOf(incident.row), arrival: known === null ? ++latest : table.factsAt(known).arrival })
  }

  const rows = perVersion(slots.version, () => rowsOf(slots.visible(), table))

  const sortedBy = (sort: ListQuery['sort']): Rows => {
    const [key, unsorted] = [JSON.stringify(sort), rows()]
    if (order?.unsorted !== unsorted || order.key !== key) {
      const inOrder = sorted(unsorted.slots, sort, column => table.ranksOf(column))
      order = { key, unsorted, rows: { ...unsorted, slots: inOrder } }
    }
    return order.rows
  }

  /** Frees the slots of rows that left the list. */
  const compact = (): void => {
    const used = slots.visible().size
    if (table.size() - used <= Math.max(used, minUnused)) return
    const next = createTable(values)
    slots.replaceAll(slot => next.add(table.at(slot), table.factsAt(slot)))
    setTable(next)
  }

  return {
    begin: slots.begin,
    add: (page, positions) => {
      for (const incident of unpackRows(page, positions)) slots.put(incident.row.id, store(incident))
    },
    end: (end) => {
      slots.end(end)
      compact()
    },
    replace: (incident, where) => {
      for (const each of unpackRows(incident)) slots.replace(each.row.id, store(each), where)
    },
    clear: () => {
      slots.clear()
      setTable(createTable(values))
    },
    rows,
    sortedBy,
    slotOf,
    isMerged: id => table.isMerged(slotOf(id) ?? -1),
    values,
    latest: () => latest,
    prepareSome: () => prepareSome(),
  }
}
