import type { ListView } from '../../../shared/contract/list'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isUtc } from '../../text/format'
import { useQuery } from '../filters/use-query'
import { useOverview } from './use-overview'

const from = Date.parse('2026-11-24T10:00:00Z')
const hour = 3_600_000
const view: Pick<ListView, 'facets' | 'updates'> = {
  facets: [
    { field: 'severity', total: 10, more: 0, values: [{ value: 'Low', count: 7 }, { value: 'High', count: 3 }] },
    { field: 'status', total: 10, more: 0, values: [{ value: 'Active', count: 10 }, { value: 'Redirected', count: 0 }] },
    { field: 'assignee', total: 9, more: 0, values: [{ value: 'mia', count: 5 }, { value: '', count: 4 }] },
  ],
  updates: { unit: 'hour', bounds: [from, from + hour, from + 2 * hour], counts: [2, 0], outside: 1 },
}

beforeEach(() => { isUtc.value = true })
afterEach(() => { isUtc.value = false })

function setUp() {
  const query = useQuery()
  return { query, overview: useOverview(() => view as ListView, query) }
}

it('shows the values in the order of the filters, with the whole of which they are a part', () => {
  const { severity, status, unassigned, periods, updates } = setUp().overview
  expect(severity.value.bars.map(({ label, count }) => [label, count])).toEqual([['High', 3], ['Medium', 0], ['Low', 7], ['Informational', 0]])
  expect(status.value.bars.map(({ key, count }) => [key, count])).toEqual([['Active', 10], ['InProgress', 0], ['Resolved', 0]])
  expect([unassigned.value.bars.map(({ label, count }) => [label, count]), unassigned.value.total]).toEqual([[['Unassigned', 4]], 9])
  expect(periods.value.map(({ label, count }) => [label, count])).toEqual([['24 Nov, 10:00 to 11:00 UTC', 2], ['24 Nov, 11:00 to 12:00 UTC', 0]])
  expect(updates.value).toEqual({ unit: 'hour', starts: [from, from + hour], outside: 1 })
})

it('a bar sets and removes its filter, and follows the text of the query', () => {
  const { query, overview: { severity, status, unassigned, periods } } = setUp()
  severity.value.bars[0]?.toggle()
  status.value.bars[0]?.toggle()
  unassigned.value.bars[0]?.toggle()
  periods.value[1]?.toggle()
  expect(query.text.value).toBe('severity:high status:active assignee:none updated:>=2026-11-24T11:00 updated:<2026-11-24T12:00')
  expect([severity, status, unassigned].map(each => each.value.bars[0]?.isChosen)).toEqual([true, true, true])
  periods.value[0]?.toggle()
  expect([periods.value.map(each => each.isChosen), query.text.value.includes('T12:00')]).toEqual([[true, false], false])
  for (const each of [severity, status, unassigned]) each.value.bars[0]?.toggle()
  periods.value[0]?.toggle()
  expect(query.text.value).toBe('')
})
