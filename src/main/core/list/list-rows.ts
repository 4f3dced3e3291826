/** @file The rows of one list: those that are shown, and those of the run in progress. */
import type { CollectionKind } from '../../../shared/contract/model'

/** The changes that the end of a run makes to the list. */
export interface RunEnd {
  /** IDs that left the list. */
  readonly dropped: readonly string[]
  /** IDs that an incomplete full run did not receive, and that are kept from the shown list. */
  readonly carriedOver: readonly string[]
}

export interface ListRows<Row> {
  /** A full run replaces the shown rows at its end; a run of changes updates them. Rows of an earlier run that has not ended are discarded. */
  readonly begin: (kind: CollectionKind) => void
  readonly put: (id: string, row: Row) => void
  /** Shows the rows of the run; null if it ended without a page, so that the shown rows stay. */
  readonly end: (end: RunEnd | null) => void
  /** Replaces a row, in the shown list and in the run in progress. */
  readonly replace: (id: string, row: Row, where: { readonly shown: boolean, readonly running: boolean }) => void
  /** Replaces every shown row by an equal one. There must be no run in progress. */
  readonly replaceAll: (change: (row: Row) => Row) => void
  readonly clear: () => void
  /** The rows on screen, in the order received: those of the first run while they arrive, later those of the last run that has ended. */
  readonly visible: () => ReadonlyMap<string, Row>
  /** Increases whenever `visible` changes. */
  readonly version: () => number
}

export function createListRows<Row>(): ListRows<Row> {
  let shown: Map<string, Row> | null = null
  let running: { readonly kind: CollectionKind, readonly rows: Map<string, Row> } | null = null
  let version = 0

  const arriving = (): boolean => shown === null && running !== null

  return {
    begin: (kind) => {
      if (arriving()) version++
      running = { kind, rows: new Map() }
    },
    put: (id, row) => {
      running?.rows.set(id, row)
      if (arriving()) version++
    },
    end: (end) => {
      const ended = running
      running = null
      version++
      if (!ended || !end) return
      const before = shown
      const rows = ended.kind === 'changes' && before ? before : ended.rows
      if (rows !== ended.rows) for (const [id, row] of ended.rows) rows.set(id, row)
      for (const id of end.carriedOver) {
        const row = before?.get(id)
        if (row !== undefined && !rows.has(id)) rows.set(id, row)
      }
      for (const id of end.dropped) rows.delete(id)
      shown = rows
    },
    replace: (id, row, where) => {
      if (where.shown && shown?.has(id)) {
        shown.set(id, row)
        version++
      }
      if (where.running && running?.rows.has(id)) {
        running.rows.set(id, row)
        if (arriving()) version++
      }
    },
    replaceAll: (change) => {
      shown?.forEach((row, id, rows) => rows.set(id, change(row)))
      version++
    },
    clear: () => {
      shown = null
      running = null
      version++
    },
    visible: () => shown ?? running?.rows ?? new Map(),
    version: () => version,
  }
}
