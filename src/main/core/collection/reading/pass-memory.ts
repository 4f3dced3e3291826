/** @file The rows that one pass has read, to detect repeated, new and missing ones. */
import type { Incident } from '../../incident/incident'
import type { Page } from '../paging/page'
import type { UnreadKind, UnreadRows } from './unread-rows'
import { timeKey } from '../../../../shared/values/instants'

/** The effect of a page on a pass. */
export interface PageEffect {
  /** The number of its incidents that an earlier page of this pass contained. */
  readonly repeats: number
  /** The number of its incidents that are new to this pass, plus the number of its elements that are not incidents. */
  readonly fresh: number
  /** Whether no row is missing between this page and those before it: it begins the list or repeats an incident that has no gap above it. */
  readonly joins: boolean
  /** Whether a position that was read before now contains another incident. */
  readonly moved: boolean
}

export interface PassMemory {
  /** Begins a block at `position`, counted from 0. */
  readonly begin: (position: number) => void
  /** Adds the next page of the block. */
  readonly take: (page: Page) => PageEffect
  /** Adds a row whose incident the service did not deliver even when it was requested alone. */
  readonly skip: () => void
  /** The IDs of the incidents that the pass has read. */
  readonly seen: ReadonlySet<string>
  /**
   * Returns how many rows of the block must be read again in a list that loses rows: starting at the first row with the time of the last incident,
   * because a service may sort incidents with the same time differently in each response.
   */
  readonly overlap: () => number
  /** Returns the median time of the last update of the last `count` rows, as `timeKey` writes it; null if none of them has one. */
  readonly middleOfLast: (count: number) => string | null
  /** Returns how many rows of a list of `rows` rows this pass has not read. */
  readonly missing: (rows: number) => number
  /** Begins another list, which contains the rows below. Its first page joins no earlier page. */
  readonly restart: () => void
}

/** Elements without an ID cannot be distinguished. They count as repeated if they are next to a repeated incident, or if there are more than this number. */
const maxUnreadable = 500

interface Row {
  /** null for an unread row. */
  readonly id: string | null
  readonly time: string | null
}

/** How the rows of a page compare with those read at the same positions before. */
type Comparison = 'nothing-to-compare' | 'all-unread' | 'with-incidents'

/** Creates the memory of the rows by position, as they were read last. */
function createRows() {
  let rows: Row[] = []
  let start = 0
  let position = 0
  let moved = false
  let comparison: Comparison = 'nothing-to-compare'

  return {
    begin: (at: number) => {
      start = at
      position = at
    },
    beginPage: () => {
      moved = false
      comparison = 'nothing-to-compare'
    },
    put: (row: Row) => {
      const before = rows[position]
      if (before) {
        if (before.id !== row.id) moved = true
        const isUnread = before.id === null && row.id === null
        comparison = isUnread && comparison !== 'with-incidents' ? 'all-unread' : 'with-incidents'
      }
      rows[position++] = row
    },
    position: () => position,
    /** Returns the incident before the next row, and how many unread rows are between the two. */
    neighbor: () => {
      let nth = 0
      while (rows[position - 1 - nth]?.id === null) nth++
      return { after: rows[position - 1 - nth]?.id ?? '', nth }
    },
    /** Returns whether a row of the page contained another incident before. */
    moved: () => moved,
    /** Returns whether rows of the page were read before, all of them unread then and now: they are probably the same rows. */
    areSameUnreadRows: () => comparison === 'all-unread',
    overlap: () => {
      const last = rows.slice(start, position).findLast(({ id }) => id !== null)
      let from = position
      while (from > start && (rows[from - 1]?.id === null || rows[from - 1]?.time === last?.time)) from--
      return position - from
    },
    middleOfLast: (count: number) => {
      const times = rows.slice(Math.max(0, position - count), position).map(({ time }) => time).filter(time => time !== null).sort()
      return times[Math.floor(times.length / 2)] ?? null
    },
    restart: () => { rows = [] },
  }
}

/** Creates the memory of one pass. Unread rows are added to `unread` as well. */
export function createPassMemory(unread: UnreadRows): PassMemory {
  const seen = new Set<string>()
  /** The incidents with no gap between them and the beginning of the list. */
  let joined = new Set<string>()
  /** Rows in addition to those of `seen`: second copies within one response, and unread rows. */
  const extra = new Set<string>()
  const rows = createRows()
  /** Whether the block joins the rows before it. Pages of one block always join each other. */
  let joins = false

  const addUnread = (kind: UnreadKind) => {
    const { after, nth } = rows.neighbor()
    unread.add(kind, after, nth, rows.position())
    extra.add(JSON.stringify([after, nth]))
    rows.put({ id: null, time: null })
  }
  /** Adds a row; returns whether an earlier page contained its incident. */
  const takeRow = ({ summary: { id, lastUpdate } }: Incident, own: Map<string, number>): boolean => {
    const copies = own.get(id) ?? 0
    own.set(id, copies + 1)
    const time = timeKey(lastUpdate)
    rows.put({ id, time })
    // A second copy within one response is not movement.
    if (copies > 0) extra.add(JSON.stringify([id, -copies]))
    return copies === 0 && seen.has(id)
  }

  return {
    begin: (at) => {
      rows.begin(at)
      joins = at === 0
    },
    take: ({ incidents, rows: count, unreadable }) => {
      const broken = new Set(unreadable)
      const own = new Map<string, number>()
      const inOrder = incidents.values()
      const known = extra.size
      let repeats = 0
      rows.beginPage()
      for (let row = 0; row < count; row++) {
        const incident = broken.has(row) ? undefined : inOrder.next().value
        if (!incident) addUnread('unreadable')
        else if (takeRow(incident, own)) repeats++
      }
      joins ||= rows.areSameUnreadRows() || incidents.some(({ summary }) => joined.has(summary.id))
      for (const id of own.keys()) {
        seen.add(id)
        if (joins) joined.add(id)
      }
      const unreadableRows = repeats === 0 && extra.size < maxUnreadable ? extra.size - known : 0
      return { repeats, fresh: own.size - repeats + unreadableRows, joins, moved: rows.moved() }
    },
    skip: () => addUnread('undelivered'),
    seen,
    overlap: rows.overlap,
    middleOfLast: rows.middleOfLast,
    missing: count => Math.max(0, count - seen.size - extra.size),
    restart: () => {
      joined = new Set()
      rows.restart()
    },
  }
}
