/** @file Builders for tests of the index. */
import type { ListQuery, ListRequest } from '../../../shared/contract/list'
import type { IncidentRow, IndexedIncident } from '../../../shared/contract/row'
import { aRow } from '../../../shared/contract/fixtures'
import { packRows } from '../incident/packed-rows'
import { createListIndex } from './create-list-index'

export const anIndexed = (row: Partial<IncidentRow> = {}, texts: Partial<IndexedIncident> = {}): IndexedIncident =>
  ({ row: aRow(row), alertTitles: [], entities: [], ...texts })

export const aListQuery = (given: Partial<ListQuery> = {}): ListQuery =>
  ({ text: '', showMerged: false, sort: [{ column: 'id', descending: false }], utc: true, ...given })

export const aRequest = (query: Partial<ListQuery> = {}, given: Partial<ListRequest> = {}): ListRequest =>
  ({ query: aListQuery(query), range: { from: 0, to: 1000 }, find: [], anchor: null, ...given })

/** An index with the result of a full run. */
export function indexWith(incidents: readonly IndexedIncident[]) {
  const index = createListIndex(() => Date.parse('2026-11-24T12:00:00Z'))
  const add = (...more: readonly IndexedIncident[]) => index.add(packRows(more), [...more.keys()])
  index.begin('full')
  add(...incidents)
  index.end({ dropped: [], carriedOver: [] })
  const idsOf = (query: Partial<ListQuery> = {}) => index.view(aRequest(query)).rows.map(({ row }) => row.id)
  return { ...index, add, idsOf }
}
