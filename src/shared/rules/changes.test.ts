import type { ChangeKind } from '../contract/model'
import { expect, it } from 'vitest'
import { changedKind } from './changes'

const kindOf = (...kinds: readonly ChangeKind[]) => changedKind(kinds.map(kind => ({ kind, from: '', to: '' })))

it('names the first kind that applies', () => {
  expect(kindOf()).toBeNull()
  expect(kindOf('status', 'new')).toBe('new')
  expect(kindOf('status', 'severity-raised')).toBe('raised')
  for (const kind of ['severity-lowered', 'status', 'reopened', 'assignee', 'alerts', 'merged'] as const) expect(kindOf(kind)).toBe('updated')
})
