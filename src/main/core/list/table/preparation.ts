/** @file Prepares a table for the first search and the first sort, a few milliseconds of work at a time, so that a query does not wait longer. */
import type { Table } from './table'
import { columnIds } from '../../../../shared/contract/row'

const foldedAtOnce = 100
const rankedAtOnce = 5000

/** Returns a function that prepares some rows, first for a search, then for a sort by each column. It returns whether anything is left. */
export function createPreparation({ size, searchableAt, ranksOf }: Pick<Table, 'size' | 'searchableAt' | 'ranksOf'>): () => boolean {
  let folded = 0
  const ranked = columnIds.map(column => ({ column, rows: 0 }))

  const fold = (): void => {
    const to = Math.min(folded + foldedAtOnce, size())
    for (; folded < to; folded++) void searchableAt(folded).text
  }
  return () => {
    const next = ranked.find(({ rows }) => rows < size())
    if (folded < size()) fold()
    else if (next) {
      next.rows = Math.min(next.rows + rankedAtOnce, size())
      ranksOf(next.column, next.rows)
    }
    return folded < size() || ranked.some(({ rows }) => rows < size())
  }
}
