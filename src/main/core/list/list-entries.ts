/** @file The entries of one list: the rows with everything that queries need, sorted and with their merges. */
import type { ListQuery } from '../../../shared/contract/list'
import type { IndexedIncident } from '../../../shared/contract/row'
import type { Values } from './counts'
import type { Entry } from './entry'
import type { ListCommands } from './list-index'
import type { Redirects } from './merges'
import type { Sorted } from './selection'
import { unpackRows } from '../incident/packed-rows'
import { createValues } from './counts'
import { createEntry } from './entry'
import { createListRows } from './list-rows'
import { followRedirects } from './merges'
import { sorted } from './order'

export interface ListEntries extends Pick<ListCommands, 'begin' | 'add' | 'end' | 'replace' | 'clear'> {
  readonly visible: () => ReadonlyMap<string, Entry>
  /** The values of all facets. */
  readonly values: Values
  /** Increases with every incident that is new in the list. */
  readonly latest: () => number
  readonly redirects: () => Redirects
  readonly sortedBy: (sort: ListQuery['sort']) => Sorted
  /** Folds the texts of some entries in advance. Returns whether any entries are left. */
  readonly prepareSome: () => boolean
}

/** The number of entries to fold at a time: a few milliseconds of work, so that a query does not wait longer. */
const preparedAtOnce = 100

function* rowsOf(entries: Iterable<Entry>) {
  for (const { row } of entries) yield row
}

export function createListEntries(): ListEntries {
  const rows = createListRows<Entry>()
  const values = createValues()
  let latest = 0
  let merges: { readonly version: number, readonly redirects: Redirects } | null = null
  let order: { readonly version: number, readonly key: string, readonly entries: readonly Entry[] } | null = null

  const entryOf = (incident: IndexedIncident): Entry => {
    const known = rows.visible().get(incident.row.id)
    return createEntry(incident, values, known?.arrival ?? ++latest)
  }
  const redirects = (): Redirects => {
    const version = rows.version()
    if (merges?.version !== version) merges = { version, redirects: followRedirects(rowsOf(rows.visible().values())) }
    return merges.redirects
  }
  const sortedBy = (sort: ListQuery['sort']): Sorted => {
    const [version, key, visible] = [rows.version(), JSON.stringify(sort), rows.visible()]
    if (order?.version !== version || order.key !== key) order = { version, key, entries: sorted(visible.values(), sort) }
    return { entries: order.entries, redirects: redirects(), has: id => visible.has(id) }
  }

  let unprepared: Iterator<Entry> | null = null
  let preparedVersion = -1
  const prepareSome = (): boolean => {
    if (preparedVersion !== rows.version()) {
      unprepared = rows.visible().values()
      preparedVersion = rows.version()
    }
    for (let count = 0; count < preparedAtOnce; count++) {
      const { done, value } = unprepared?.next() ?? { done: true, value: undefined }
      if (done) return false
      void value.search
    }
    return true
  }

  return {
    begin: rows.begin,
    add: (page, positions) => {
      for (const incident of unpackRows(page, positions)) rows.put(incident.row.id, entryOf(incident))
    },
    end: rows.end,
    replace: (incident, where) => {
      for (const each of unpackRows(incident)) rows.replace(each.row.id, entryOf(each), where)
    },
    clear: rows.clear,
    visible: rows.visible,
    values,
    latest: () => latest,
    redirects,
    sortedBy,
    prepareSome,
  }
}
