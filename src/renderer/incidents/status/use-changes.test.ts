import type { IncidentChanges } from '../../../shared/contract/model'
import { expect, it } from 'vitest'
import { ref, shallowRef } from 'vue'
import { aSummary } from '../../../shared/contract/fixtures'
import { useChanges } from './use-changes'

const change = { kind: 'new', from: '', to: '' } as const
const changes: readonly IncidentChanges[] = [
  { id: '1', sinceRefresh: [change], sinceViewed: [change] },
  { id: '2', sinceRefresh: [], sinceViewed: [change] },
  { id: '3', sinceRefresh: [], sinceViewed: [] },
]

it('returns the changes since the chosen comparison, and how many of them are merged', () => {
  const rows = [aSummary({ id: '1' }), aSummary({ id: '2', status: 'Redirected' }), aSummary({ id: '3', status: 'Redirected' })]
  const { since, byId, redirected } = useChanges({ rows: shallowRef(rows), changes: shallowRef(changes), compared: ref(true) })
  expect([[...byId.value.keys()], redirected.value]).toEqual([['1'], 0])
  since.value = 'viewed'
  expect([[...byId.value.keys()], redirected.value]).toEqual([['1', '2'], 1])
})

it('returns no changes if there was no list for comparison', () => {
  const { byId } = useChanges({ rows: shallowRef([]), changes: shallowRef(changes), compared: ref(false) })
  expect(byId.value.size).toBe(0)
})
