import type { IncidentDetail } from '../../../shared/contract/detail'
import type { SeenChange } from '../../../shared/contract/model'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { aSummary } from '../../../shared/contract/fixtures'
import { fakeBridge, refuse, settled } from '../../testing/fake-bridge'
import { useIncident } from './use-incident'

/** Only the members that the composable reads. */
const detailOf = (id: string, alerts: number | null = 1) => ({ summary: aSummary({ id, alerts }) }) as IncidentDetail

/** What main remembers about an incident, by its ID. */
let seenChanges: (id: string) => readonly SeenChange[] = () => []

function setUp(incident: (id: string) => IncidentDetail | Promise<IncidentDetail>, withAlerts: (id: string) => IncidentDetail | Promise<IncidentDetail> = () => refuse('server-error')) {
  const requested: string[] = []
  const { listeners } = fakeBridge({
    incident,
    seenChanges: id => seenChanges(id),
    incidentWithAlerts: (id) => {
      requested.push(id)
      return withAlerts(id)
    },
    openIncident: () => refuse('link-not-allowed'),
  })
  const id = shallowRef('1')
  const list = shallowRef<object>({})
  const scope = effectScope()
  const of = scope.run(() => useIncident(() => id.value, () => list.value))
  if (!of) throw new Error('no scope')
  return { ...of, id, list, requested, scope, listeners }
}

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  seenChanges = () => []
})

it('reads the changes that refreshes found with the incident, and manages without them', async () => {
  const found = { change: { kind: 'assignee', from: '', to: 'mia' }, at: '2026-11-24T12:00:00Z' } as const
  seenChanges = id => id === '1' ? [found] : refuse('unexpected')
  const { detail, seenChanges: seen, failure, id } = setUp(each => detailOf(each))
  await settled()
  expect(seen.value).toEqual([found])
  id.value = '2'
  await settled()
  expect([detail.value, seen.value, failure.value]).toEqual([detailOf('2'), [], null])
})

it('reads the incident at once, and again when the list changes', async () => {
  let alerts = 1
  const { detail, list, requested } = setUp(id => detailOf(id, alerts))
  await settled()
  expect(detail.value).toEqual(detailOf('1'))
  alerts = 2
  list.value = {}
  await settled()
  expect([detail.value, requested]).toEqual([detailOf('1', 2), []])
})

it('requests missing alerts after a delay, but not for incidents that the user only scrolls past', async () => {
  const { detail, id, requested } = setUp(each => detailOf(each, null), each => detailOf(each, 5))
  await settled()
  vi.advanceTimersByTime(249)
  id.value = '2'
  await settled()
  expect([detail.value, requested]).toEqual([detailOf('2', null), []])
  vi.advanceTimersByTime(249)
  expect(requested).toEqual([])
  vi.advanceTimersByTime(1)
  await settled()
  expect([detail.value, requested]).toEqual([detailOf('2', 5), ['2']])
})

it('keeps the incident if its alerts cannot be fetched, says why, and retries on request', async () => {
  let isDown = true
  const { detail, alertsFailure, failure, fetchAlerts } = setUp(each => detailOf(each, null), each => isDown ? refuse('server-error') : detailOf(each, 5))
  await settled()
  vi.advanceTimersByTime(250)
  await settled()
  expect([detail.value, alertsFailure.value?.code, failure.value]).toEqual([detailOf('1', null), 'server-error', null])
  isDown = false
  const again = fetchAlerts()
  expect(alertsFailure.value).toBeNull()
  await again
  expect(detail.value).toEqual(detailOf('1', 5))
})

it('ignores a response for an incident that is no longer open', async () => {
  const answers = new Map<string, () => void>()
  const later = (id: string, act: () => IncidentDetail) => new Promise<IncidentDetail>((resolve, reject) => {
    answers.set(id, () => {
      try {
        resolve(act())
      } catch (error) {
        reject(error as Error)
      }
    })
  })
  const { detail, failure, id } = setUp(each => later(each, () => each === '2' ? refuse('incident-not-found') : detailOf(each)))
  id.value = '2'
  await nextTick()
  id.value = '3'
  await nextTick()
  answers.get('3')?.()
  await settled()
  answers.get('1')?.()
  answers.get('2')?.()
  await settled()
  expect([detail.value, failure.value]).toEqual([detailOf('3'), null])
})

it('passes late alerts to the list, and does not show them with another incident', async () => {
  let answer: (detail: IncidentDetail) => void = () => undefined
  const { detail, alertsFailure, id } = setUp(each => detailOf(each, each === '1' ? null : 2), () => new Promise((resolve) => { answer = resolve }))
  await settled()
  vi.advanceTimersByTime(250)
  id.value = '2'
  await settled()
  answer(detailOf('1', 7))
  await settled()
  expect([detail.value, alertsFailure.value]).toEqual([detailOf('2', 2), null])
})

it('keeps an open incident that the new list does not contain, and marks it as gone until a list contains it again', async () => {
  let isGone = false
  const { detail, gone, failure, list } = setUp(each => isGone ? refuse('unexpected') : detailOf(each))
  await settled()
  isGone = true
  list.value = {}
  await settled()
  expect([detail.value, gone.value, failure.value]).toEqual([detailOf('1'), true, null])
  isGone = false
  list.value = {}
  await settled()
  expect(gone.value).toBe(false)
})

it('replaces the previous incident with the failure of one that cannot be read', async () => {
  const { detail, gone, failure, id } = setUp(each => each === '1' ? detailOf(each) : refuse('unexpected'))
  await settled()
  id.value = '2'
  await settled()
  expect([detail.value, gone.value, failure.value?.code]).toEqual([null, false, 'unexpected'])
})

it('reports that the portal could not be opened, and requests nothing once the panel is closed', async () => {
  const { openPortal, failure, scope, requested } = setUp(each => detailOf(each, null))
  await settled()
  await openPortal()
  expect(failure.value?.code).toBe('link-not-allowed')
  scope.stop()
  vi.advanceTimersByTime(1000)
  await settled()
  expect(requested).toEqual([])
})
