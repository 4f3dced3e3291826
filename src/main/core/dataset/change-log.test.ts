import type { Change } from '../../../shared/contract/model'
import { expect, it } from 'vitest'
import { createChangeLog, maxSeenChanges } from './change-log'

const assigned = (to: string): Change => ({ kind: 'assignee', from: '', to })

it('keeps the changes of each incident in their order, with the time of each run', () => {
  const log = createChangeLog()
  log.add([{ id: '1', changes: [assigned('a')] }, { id: '2', changes: [] }], 'first')
  log.add([{ id: '1', changes: [assigned('b')] }], 'second')
  expect(log.of('1')).toEqual([{ change: assigned('a'), at: 'first' }, { change: assigned('b'), at: 'second' }])
  expect(log.of('2')).toEqual([])
  log.clear()
  expect(log.of('1')).toEqual([])
})

it('forgets the earliest changes of an incident that changes all the time', () => {
  const log = createChangeLog()
  for (let run = 0; run <= maxSeenChanges; run++) log.add([{ id: '1', changes: [assigned(String(run))] }], String(run))
  expect(log.of('1')).toHaveLength(maxSeenChanges)
  expect(log.of('1')[0]?.at).toBe('1')
})
