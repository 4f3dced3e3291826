import type { Failure } from '../../../../shared/contract/failure'
import type { CollectionKind, CollectionProgress, StartedBy, TimeWindow } from '../../../../shared/contract/model'
import type { StartOptions } from '../runs/collections'
import { expect, it } from 'vitest'
import { aCollection } from '../../../../shared/contract/fixtures'
import { createReconnect } from './reconnect'

const window: TimeWindow = { kind: 'last', hours: 48 }

function setUp(startedBy: StartedBy = 'person', kind: CollectionKind = 'full') {
  const started: TimeWindow[] = []
  const options: StartOptions[] = []
  const control = { online: true, now: 0 }
  let due: (() => void) | null = null
  const reconnect = createReconnect({
    isOnline: () => control.online,
    timer: { after: (_ms, act) => { due = act; return () => { due = null } } },
    monotonic: () => control.now,
    start: (each, how) => {
      started.push(each)
      options.push(how)
    },
  })
  const tell = (code: Failure['code'] | 'complete' | 'running') => reconnect.follow({
    collection: aCollection({
      window, kind, startedBy,
      outcome: code === 'running' ? null : code === 'complete' ? { kind: 'complete' } : { kind: 'incomplete', failure: { code, details: {} } },
    }),
    rows: [],
    end: null,
  } satisfies CollectionProgress)
  const elapse = () => { const act = due; due = null; act?.() }
  return { control, started, options, tell, woke: () => reconnect.woke(), elapse, waits: () => due !== null }
}

it('starts again when the network is back, once', () => {
  const { control, started, tell, elapse, waits } = setUp()
  control.online = false
  tell('offline')
  elapse()
  expect(started).toEqual([])
  control.online = true
  elapse()
  expect(started).toEqual([window])
  expect(waits()).toBe(false)
})

it('starts again when the computer wakes', () => {
  const { started, tell, woke } = setUp()
  tell('connection')
  woke()
  woke()
  expect(started).toEqual([window])
})

it('does not start what broke off long before it slept', () => {
  const { control, started, tell, woke } = setUp()
  tell('connection')
  control.now = 600_000
  woke()
  expect(started).toEqual([])
})

it('starts again what breaks off soon after waking, once, and nothing that breaks off later', () => {
  const { control, started, tell, woke, elapse, waits } = setUp()
  woke()
  control.now = 90_000
  tell('timeout')
  elapse()
  expect(started).toEqual([window])
  tell('timeout')
  expect(waits()).toBe(false)
  woke()
  control.now = 300_000
  tell('connection')
  expect(waits()).toBe(false)
})

it('waits for the network as well after waking', () => {
  const { control, started, tell, woke, elapse } = setUp()
  woke()
  control.online = false
  tell('dns')
  elapse()
  expect(started).toEqual([])
  control.online = true
  elapse()
  expect(started).toEqual([window])
})

it.each(['complete', 'cancelled', 'forbidden', 'server-error', 'tls'] as const)('does not start again after %s', (code) => {
  const { control, started, tell, woke, waits } = setUp()
  control.online = false
  tell(code)
  woke()
  expect(started).toEqual([])
  expect(waits()).toBe(false)
})

it('does nothing with a network all along, nor when a person started another run', () => {
  const { control, started, tell, elapse, woke, waits } = setUp()
  tell('connection')
  expect(waits()).toBe(false)
  control.online = false
  tell('offline')
  tell('running')
  elapse()
  woke()
  expect(started).toEqual([])
})

it.each([['person', 'full', 'reload'], ['person', 'changes', 'refresh'], ['app', 'full', 'reload'], ['app', 'changes', 'refresh']] as const)('starts a run of the %s (%s) again as it was', (startedBy, kind, how) => {
  const { control, options, tell, elapse, woke } = setUp(startedBy, kind)
  control.online = false
  tell('offline')
  control.online = true
  elapse()
  tell('connection')
  woke()
  expect(options).toEqual([{ how, startedBy }, { how, startedBy }])
})
