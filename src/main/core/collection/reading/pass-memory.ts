/** @file What one pass over the list has read, to notice what comes again, what is new and what is missing. */
import type { Incident } from '../../incident/incident'
import type { Page } from '../paging/page'
import type { UnreadKind, UnreadPlaces } from './unread-rows'
import { timeKey } from '../../../../shared/values/instants'

/** What a page added to a pass. */
export interface Taken {
  /** Incidents that an earlier page of this pass held. */
  readonly repeats: number
  /** Incidents that are new to this pass, and elements that are no incidents. */
  readonly fresh: number
  /** Whether the page follows on what was read without a gap: it begins the list or repeats such an incident. */
  readonly joins: boolean
  /** Whether a row that was read before holds another incident now. */
  readonly moved: boolean
}

export interface PassMemory {
  /** A place of the list is read next, from its row `position`, counted from 0. */
  readonly begin: (position: number) => void
  /** Adds the page whose rows come next. */
  readonly take: (page: Page) => Taken
  /** The service did not deliver the incident of the next row, although it was requested alone. */
  readonly skip: () => void
  readonly seen: ReadonlySet<string>
  /**
   * Returns how many rows of the place just read must be read again in a list that loses rows: from the first row with the time of the last
   * incident on, since a service may sort incidents of one time differently in each response.
   */
  readonly overlap: () => number
  /** Returns the median time of the last update among the last `count` rows, as `timeKey` writes it; null where none of them has one. */
  readonly middleOfLast: (count: number) => string | null
  /** Returns how many rows of a list of `rows` rows this pass has not seen. */
  readonly missing: (rows: number) => number
  /** Another list begins that holds what stands below: nothing has to join on to its first page. */
  readonly restart: () => void
}

/** Elements without an id cannot be told apart: beside a repeated incident, and beyond this many, they are taken for repeated as well. */
const mostUnreadable = 500

interface Row {
  /** null: no incident. */
  readonly id: string | null
  readonly time: string | null
}

/** The rows of the list by their places, as they were read last. */
function createRows() {
  let rows: Row[] = []
  let start = 0
  let position = 0
  let moved = false
  let allUnread: boolean | null = null

  return {
    begin: (at: number) => {
      start = at
      position = at
    },
    beginPage: () => {
      moved = false
      allUnread = null
    },
    put: (row: Row) => {
      const before = rows[position]
      if (before) {
        if (before.id !== row.id) moved = true
        allUnread = allUnread !== false && before.id === null && row.id === null
      }
      rows[position++] = row
    },
    position: () => position,
    /** The incident before the next row, and how many rows without an incident lie between. */
    neighbor: () => {
      let nth = 0
      while (rows[position - 1 - nth]?.id === null) nth++
      return { after: rows[position - 1 - nth]?.id ?? '', nth }
    },
    /** Whether a row of the page was read before with another incident. */
    moved: () => moved,
    /** Whether rows of the page were read before, and all held no incident then and now: as far as anybody can tell they are the same. */
    areSameGap: () => allUnread === true,
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

export function createPassMemory(unread: UnreadPlaces): PassMemory {
  const seen = new Set<string>()
  /** Of these it is known that no gap is between them and the beginning of the list. */
  let joined = new Set<string>()
  /** Rows that are no incident of their own: copies within one response and places that could not be read. */
  const extra = new Set<string>()
  const rows = createRows()
  /** Whether the place being read follows on what was read; the pages of one place follow on each other. */
  let joins = false

  const passOver = (kind: UnreadKind) => {
    const { after, nth } = rows.neighbor()
    unread.add(kind, after, nth, rows.position())
    extra.add(JSON.stringify([after, nth]))
    rows.put({ id: null, time: null })
  }
  /** Adds a row; returns whether an earlier page held its incident. */
  const takeRow = ({ summary: { id, lastUpdate } }: Incident, own: Map<string, number>): boolean => {
    const copies = own.get(id) ?? 0
    own.set(id, copies + 1)
    const time = timeKey(lastUpdate)
    rows.put({ id, time })
    // A second copy in the same response is no movement of the list.
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
        if (!incident) passOver('unreadable')
        else if (takeRow(incident, own)) repeats++
      }
      joins ||= rows.areSameGap() || incidents.some(({ summary }) => joined.has(summary.id))
      for (const id of own.keys()) {
        seen.add(id)
        if (joins) joined.add(id)
      }
      const unreadableRows = repeats === 0 && extra.size < mostUnreadable ? extra.size - known : 0
      return { repeats, fresh: own.size - repeats + unreadableRows, joins, moved: rows.moved() }
    },
    skip: () => passOver('undelivered'),
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
