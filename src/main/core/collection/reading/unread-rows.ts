/** @file The unread rows of a list, each counted once, even if several passes reach it. */
import type { Failure } from '../../../../shared/contract/failure'

/** `undelivered`: the service failed even when this incident was requested alone. `unreadable`: the element is not an incident. */
export type UnreadKind = 'undelivered' | 'unreadable'

interface UnreadRow {
  readonly kind: UnreadKind
  /** The ID of the incident before this row; '' if it is the first row of the list. */
  readonly after: string
  /** The number of the row in the list, counted from 1. */
  readonly rowNumber: number
}

export interface UnreadRows {
  /** `nth`: the number of unread rows between the incident `after` and this row. `position`: from 0. */
  readonly add: (kind: UnreadKind, after: string, nth: number, position: number) => void
  /** Forgets all rows, before a pass over the whole list reaches them again. */
  readonly restart: () => void
  readonly all: () => readonly UnreadRow[]
}

/** Creates the collection of unread rows. A row is identified by the incident before it, because positions change in a list that moves. */
export function createUnreadRows(): UnreadRows {
  const rows = new Map<string, UnreadRow>()
  return {
    add: (kind, after, nth, position) => {
      const key = JSON.stringify([after, nth])
      if (!rows.has(key)) rows.set(key, { kind, after, rowNumber: position + 1 })
    },
    restart: () => rows.clear(),
    all: () => [...rows.values()],
  }
}

/** The maximum number of rows that a failure identifies. */
const maxIdentified = 50

/**
 * Returns the failure of a list with unread rows; null if every row was read. `lost` returns the IDs of incidents that an earlier list contains and
 * this one lacks. If there are as many of them as unread rows, they identify the undelivered incidents.
 */
export function unreadFailure(rows: readonly UnreadRow[], lost: () => readonly string[]): Failure | null {
  if (rows.length === 0) return null
  const lostIds = rows.every(({ kind }) => kind === 'undelivered') ? lost() : []
  const identified = rows.slice(0, maxIdentified)
  const details = lostIds.length === rows.length
    ? { incidents: lostIds.slice(0, maxIdentified) }
    : { after: identified.map(({ after }) => after), rowNumbers: identified.map(({ rowNumber }) => rowNumber) }
  const code = rows.some(({ kind }) => kind === 'undelivered') ? 'incidents-unread' : 'entries-unreadable'
  return { code, details: { count: rows.length, ...details } }
}
