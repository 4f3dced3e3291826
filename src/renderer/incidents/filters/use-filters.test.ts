import type { IncidentSummary } from '../../../shared/contract/model'
import { expect, it } from 'vitest'
import { computed, nextTick, shallowRef } from 'vue'
import { aSummary } from '../../../shared/contract/fixtures'
import { followRedirects } from '../list/redirects'
import { useFilters } from './use-filters'

const list = [
  aSummary({ id: '1', name: 'Ransomware', severity: 'High', lastUpdate: '2026-01-01T00:00:00Z' }),
  aSummary({ id: '2', name: 'Phishing', severity: 'Low', status: 'Resolved', lastUpdate: '2026-01-03T00:00:00Z' }),
  aSummary({ id: '3', name: 'Ransomware', severity: 'Low', status: 'Redirected', redirectedTo: '1', lastUpdate: '2026-01-02T00:00:00Z' }),
]

function setUp() {
  const rows = shallowRef<readonly IncidentSummary[]>(list)
  const changed = shallowRef<ReadonlyMap<string, unknown>>(new Map())
  const filters = useFilters(rows, changed, computed(() => followRedirects(rows.value)))
  return { ...filters, rows, changed, ids: () => filters.visible.value.map(({ id }) => id) }
}

it('initially shows all incidents except merged ones, the latest update first', () => {
  const { ids, offered, active } = setUp()
  expect([ids(), offered.value, active.value]).toEqual([['2', '1'], 2, false])
})

it.each([
  ['a search', (of: ReturnType<typeof setUp>) => { of.search.value = ' phish ' }, ['2']],
  ['severities', (of: ReturnType<typeof setUp>) => { of.severities.value = new Set(['High']) }, ['1']],
  ['statuses', (of: ReturnType<typeof setUp>) => { of.statuses.value = new Set(['Active']) }, ['1']],
  ['changes only', (of: ReturnType<typeof setUp>) => { of.changedOnly.value = true }, ['1']],
])('filters by %s, reports the filter and the total, and clears the filter', (_name, filter, expected) => {
  const of = setUp()
  of.changed.value = new Map([['1', {}]])
  filter(of)
  expect([of.ids(), of.active.value, of.offered.value]).toEqual([expected, true, 2])
  of.clear()
  expect([of.ids(), of.active.value]).toEqual([['2', '1'], false])
})

it('ignores a blank search', () => {
  const { search, active, ids } = setUp()
  search.value = '  '
  expect([active.value, ids()]).toEqual([false, ['2', '1']])
})

it('shows merged incidents if the switch is on; the switch is not a filter, and clearing the filters leaves it on', () => {
  const { showRedirected, offered, active, ids, clear } = setUp()
  showRedirected.value = true
  clear()
  expect([ids(), offered.value, active.value]).toEqual([['2', '3', '1'], 3, false])
})

it('drops the filter for merged incidents when they are hidden, and keeps the others', async () => {
  const { showRedirected, statuses, ids } = setUp()
  showRedirected.value = true
  statuses.value = new Set(['Redirected', 'Resolved'])
  await nextTick()
  expect(ids()).toEqual(['2', '3'])
  showRedirected.value = false
  await nextTick()
  expect([[...statuses.value], ids()]).toEqual([['Resolved'], ['2']])
})

it('sorts by a column, and in reverse after the second click', () => {
  const { sortBy, ids, sort } = setUp()
  sortBy('name')
  expect([ids(), sort.value]).toEqual([['2', '1'], { column: 'name', descending: false }])
  sortBy('name')
  expect([ids(), sort.value.descending]).toEqual([['1', '2'], true])
})
