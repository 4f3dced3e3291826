/** @file Tests from which list changes are counted: the last complete one of the same window, even if incomplete ones were shown since. */
import type { CollectionOutcome } from '../../../../shared/contract/model'
import { describe, expect, it } from 'vitest'
import { cancelled, clock, complete, finishedRun, incident, noReplacements, watchedList } from './fake-shown-list'
import { describeRun } from './run'

const raised = [{ kind: 'severity-raised', from: 'Low', to: 'High' }]
const status = [{ kind: 'status', from: 'Active', to: 'Resolved' }]
const high = { severity: 'High' }
const resolved = { severity: 'High', status: 'Resolved' }
/** Some incidents could not be read, but the list was read to its end. */
const readToEnd: CollectionOutcome = { kind: 'incomplete', failure: { code: 'incidents-unread', details: {} } }
const last24 = { kind: 'last', hours: 24 } as const

describe('changes', () => {
  it('are not counted without a complete list of the same window', async () => {
    const { list, end } = watchedList()
    await end(finishedRun(), noReplacements, cancelled)
    expect(await end(finishedRun({ changed: high }))).toEqual([])
    expect(list.isCompared()).toBe(false)
    expect(await end(finishedRun({ changed: high, length: 3 }))).toEqual([{ id: '2', sinceRefresh: [{ kind: 'new', from: '', to: 'Active' }], sinceViewed: [{ kind: 'new', from: '', to: 'Active' }] }])
    expect(list.isCompared()).toBe(true)
    expect(await end(finishedRun({ window: last24 }))).toEqual([])
    expect(list.isCompared()).toBe(false)
    expect(await end(finishedRun({ window: last24, tenantId: 'fabrikam.example' }))).toEqual([])
    expect(list.isCompared()).toBe(false)
  })

  it('are counted from the last complete list, even if incomplete ones were shown since', async () => {
    const { list, end } = watchedList()
    await end(finishedRun())
    expect(await end(finishedRun({ changed: high }), noReplacements, cancelled)).toEqual([{ id: '0', sinceRefresh: raised, sinceViewed: raised }])
    expect(list.isCompared()).toBe(true)
    expect(await end(finishedRun({ changed: high }), noReplacements, cancelled)).toEqual([{ id: '0', sinceRefresh: raised, sinceViewed: raised }])
    expect(await end(finishedRun({ changed: high }))).toEqual([{ id: '0', sinceRefresh: raised, sinceViewed: raised }])
    expect(await end(finishedRun({ changed: resolved }))).toEqual([{ id: '0', sinceRefresh: status, sinceViewed: [...status, ...raised] }])
  })

  it('are counted from a list that was read to its end, although incidents in it are unread', async () => {
    const { end } = watchedList()
    await end(finishedRun(), noReplacements, readToEnd)
    expect(await end(finishedRun({ changed: high }))).toEqual([{ id: '0', sinceRefresh: raised, sinceViewed: raised }])
  })

  it('are counted from the state of a replaced incident in the list as it was read', async () => {
    const { end } = watchedList()
    const replaced = { asListed: new Map([['0', incident(0).summary]]), times: () => 1 }
    await end(finishedRun({ changed: high }))
    expect(await end(finishedRun({ changed: high }), replaced, cancelled)).toMatchObject([{ id: '0', sinceRefresh: raised }])
    expect(await end(finishedRun({ changed: high }))).toMatchObject([{ id: '0', sinceRefresh: raised }])
  })
})

describe('the list that the user has seen', () => {
  it('is the first complete one, then the one marked as seen', async () => {
    const { list, end } = watchedList()
    await end(finishedRun(), noReplacements, cancelled)
    expect(list.seenAt()).toBeNull()
    await list.markSeen()
    expect(list.seenAt()).toBeNull()
    const first = finishedRun()
    await end(first)
    expect(list.seenAt()).toBe('2026-11-24T12:00:00.000Z')
    const second = finishedRun({ changed: high, length: 3 })
    const at = '2026-11-24T13:00:00.000Z'
    await end({ ...second, provenance: { ...second.provenance, fetchedAt: at } })
    expect(list.seenAt()).toBe('2026-11-24T12:00:00.000Z')
    await list.markSeen()
    expect(list.seenAt()).toBe(at)
    expect(list.changes()).toMatchObject([{ id: '0', sinceRefresh: raised, sinceViewed: [] }, { id: '2', sinceViewed: [] }])
    expect(await end(finishedRun({ changed: high, length: 3 }))).toEqual([])
  })

  it('can be an incomplete one that is based on a complete one, and changes only since then leave the list', async () => {
    const { list, end } = watchedList()
    await end(finishedRun())
    await end({ ...finishedRun({ changed: high }), since: '2026-11-24T11:00:00.000Z' })
    expect(await end(finishedRun({ changed: high }), noReplacements, cancelled)).toEqual([{ id: '0', sinceRefresh: [], sinceViewed: raised }])
    await list.markSeen()
    expect(list.changes()).toEqual([])
    expect(await end(finishedRun({ changed: resolved }))).toEqual([{ id: '0', sinceRefresh: status, sinceViewed: status }])
  })

  it('is forgotten with the list', async () => {
    const { list, end } = watchedList()
    await end(finishedRun())
    await end(finishedRun({ changed: high }))
    list.setFailed(describeRun(finishedRun(), clock))
    expect(list.failed()).toMatchObject({ run: 1 })
    list.clear()
    expect([list.get(), list.seenAt(), list.completeAt(), list.failed(), list.isCompared()]).toEqual([null, null, null, null, false])
    expect(list.changes()).toEqual([])
    await list.markSeen()
    expect(list.seenAt()).toBeNull()
  })
})

describe('the time until which a list is complete', () => {
  it('is the start of its run by the service\'s clock, and stays while incomplete lists of the same window are shown', async () => {
    const { list, end } = watchedList()
    expect(list.completeAt()).toBeNull()
    await end({ ...finishedRun(), clockOffsetSeconds: 90 })
    expect(list.completeAt()).toBe('2026-11-24T11:58:30.000Z')
    await end({ ...finishedRun(), clockOffsetSeconds: 10 }, noReplacements, cancelled)
    await end({ ...finishedRun(), clockOffsetSeconds: 10 }, noReplacements, cancelled)
    expect(list.completeAt()).toBe('2026-11-24T11:58:30.000Z')
    await end(finishedRun({ window: last24 }), noReplacements, cancelled)
    expect(list.completeAt()).toBeNull()
  })
})

describe('an incomplete full run', () => {
  const three = () => finishedRun({ length: 3 })
  const ids = (list: ReturnType<typeof watchedList>['list']) => Array.from(list.get()?.incidents.all() ?? [], ({ summary }) => summary.id)

  it('keeps the incidents of a complete list of the same window, and so does the next one', async () => {
    const { list, end } = watchedList()
    await end({ ...three(), since: '2026-11-24T11:00:00.000Z' })
    expect((await list.prepare(finishedRun(), cancelled, noReplacements)).carriedOver).toEqual(['2'])
    await end(finishedRun(), noReplacements, cancelled)
    await end(finishedRun({ length: 1 }), noReplacements, cancelled)
    expect(ids(list)).toEqual(['0', '1', '2'])
    expect(list.get()).toMatchObject({ since: '2026-11-24T11:00:00.000Z', completeness: cancelled })
  })

  it.each([
    ['of another window', three, () => finishedRun({ window: last24 }), complete],
    ['of another tenant', three, () => finishedRun({ tenantId: 'fabrikam.example' }), complete],
    ['that is incomplete itself', three, finishedRun, cancelled],
  ])('keeps no incident of a list %s', async (_name, before, run, outcome) => {
    const { list, end } = watchedList()
    await end(before(), noReplacements, outcome)
    await end(run(), noReplacements, cancelled)
    expect(ids(list)).toEqual(['0', '1'])
  })

  it('is not a complete run, nor a refresh, which begins with the incidents of its base', async () => {
    const { list, end } = watchedList()
    await end(three())
    await end(finishedRun())
    expect(ids(list)).toEqual(['0', '1'])
    const base = list.get()
    await end(three())
    await end(finishedRun({ base }), noReplacements, cancelled)
    expect(ids(list)).toEqual(['0', '1'])
  })
})
