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
  const end = (code: Failure['code'] | 'complete' | 'running') => reconnect.follow({
    collection: aCollection({
      window, kind, startedBy,
      outcome: code === 'running' ? null : code === 'complete' ? { kind: 'complete' } : { kind: 'incomplete', failure: { code, details: {} } },
    }),
    rows: [],
    end: null,
  } satisfies CollectionProgress)
  const elapse = () => { const act = due; due = null; act?.() }
  return { control, started, options, end, woke: () => reconnect.woke(), elapse, waits: () => due !== null }
}

it('a run that failed without a network starts again once the network is back', () => {
  const { control, started, end, elapse, waits } = setUp()
  control.online = false
  end('offline')
  elapse()
  expect(started).toEqual([])
  control.online = true
  elapse()
  expect(started).toEqual([window])
  expect(waits()).toBe(false)
})

it('a run that failed before the computer slept starts again when it wakes, once', () => {
  const { started, end, woke } = setUp()
  end('connection')
  woke()
  woke()
  expect(started).toEqual([window])
})

it('a run that failed long before the sleep does not start again', () => {
  const { control, started, end, woke } = setUp()
  end('connection')
  control.now = 600_000
  woke()
  expect(started).toEqual([])
})

it('a run that fails soon after waking starts again once, and a later one does not', () => {
  const { control, started, end, woke, elapse, waits } = setUp()
  woke()
  control.now = 90_000
  end('timeout')
  elapse()
  expect(started).toEqual([window])
  end('timeout')
  expect(waits()).toBe(false)
  woke()
  control.now = 300_000
  end('connection')
  expect(waits()).toBe(false)
})

it('a run that fails after waking waits for the network', () => {
  const { control, started, end, woke, elapse } = setUp()
  woke()
  control.online = false
  end('dns')
  elapse()
  expect(started).toEqual([])
  control.online = true
  elapse()
  expect(started).toEqual([window])
})

it.each(['complete', 'cancelled', 'forbidden', 'server-error', 'tls'] as const)('a run that ended with %s does not start again', (code) => {
  const { control, started, end, woke, waits } = setUp()
  control.online = false
  end(code)
  woke()
  expect(started).toEqual([])
  expect(waits()).toBe(false)
})

it('a run does not start again if there is a network, or after the user started another run', () => {
  const { control, started, end, elapse, woke, waits } = setUp()
  end('connection')
  expect(waits()).toBe(false)
  control.online = false
  end('offline')
  end('running')
  elapse()
  woke()
  expect(started).toEqual([])
})

it.each([['person', 'full', 'reload'], ['person', 'changes', 'refresh'], ['app', 'full', 'reload'], ['app', 'changes', 'refresh']] as const)('a run that the %s started (%s) restarts as a %s for the same starter', (startedBy, kind, how) => {
  const { control, options, end, elapse, woke } = setUp(startedBy, kind)
  control.online = false
  end('offline')
  control.online = true
  elapse()
  end('connection')
  woke()
  expect(options).toEqual([{ how, startedBy }, { how, startedBy }])
})
