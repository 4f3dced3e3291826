import type { Failure } from '../../../../shared/contract/failure'
import type { CollectionKind, StartedBy, TimeWindow } from '../../../../shared/contract/model'
import type { CollectionProgress } from '../runs/progress'
import type { StartOptions } from '../runs/collections'
import { expect, it } from 'vitest'
import { aCollection } from '../../../../shared/contract/fixtures'
import { createFakeTime } from '../../base/fake-time'
import { createReconnect } from './reconnect'

const window: TimeWindow = { kind: 'last', hours: 48 }
/** The time after which the app checks again whether the network is back. */
const checkMs = 5_000

function setUp(startedBy: StartedBy = 'person', kind: CollectionKind = 'full') {
  const started: TimeWindow[] = []
  const options: StartOptions[] = []
  const control = { online: true }
  const time = createFakeTime()
  const reconnect = createReconnect({
    isOnline: () => control.online,
    timer: time,
    monotonic: time.awakeMs,
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

    end: null,
  } satisfies CollectionProgress)
  return { control, started, options, end, woke: () => reconnect.woke(), time, waits: () => time.pending().length > 0 }
}

it('a run that failed without a network starts again once the network is back', () => {
  const { control, started, end, time, waits } = setUp()
  control.online = false
  end('offline')
  time.pass(checkMs)
  expect(started).toEqual([])
  control.online = true
  time.pass(checkMs)
  expect(started).toEqual([window])
  expect(waits()).toBe(false)
})

it('a run that failed before the computer slept starts again once when the computer wakes', () => {
  const { started, end, woke } = setUp()
  end('connection')
  woke()
  woke()
  expect(started).toEqual([window])
})

it('a run that failed long before the sleep does not start again', () => {
  const { started, end, woke, time } = setUp()
  end('connection')
  time.pass(600_000)
  woke()
  expect(started).toEqual([])
})

it('a run that fails soon after waking starts again once, and a later one does not', () => {
  const { started, end, woke, time, waits } = setUp()
  woke()
  time.pass(90_000)
  end('timeout')
  time.pass(checkMs)
  expect(started).toEqual([window])
  end('timeout')
  expect(waits()).toBe(false)
  woke()
  time.pass(210_000)
  end('connection')
  expect(waits()).toBe(false)
})

it('a run that fails after waking waits for the network', () => {
  const { control, started, end, woke, time } = setUp()
  woke()
  control.online = false
  end('dns')
  time.pass(checkMs)
  expect(started).toEqual([])
  control.online = true
  time.pass(checkMs)
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
  const { control, started, end, time, woke, waits } = setUp()
  end('connection')
  expect(waits()).toBe(false)
  control.online = false
  end('offline')
  end('running')
  time.pass(checkMs)
  woke()
  expect(started).toEqual([])
})

it.each([['person', 'full', 'reload'], ['person', 'changes', 'refresh'], ['app', 'full', 'reload'], ['app', 'changes', 'refresh']] as const)('a run that the %s started (%s) restarts as a %s for the same starter', (startedBy, kind, how) => {
  const { control, options, end, time, woke } = setUp(startedBy, kind)
  control.online = false
  end('offline')
  control.online = true
  time.pass(checkMs)
  end('connection')
  woke()
  expect(options).toEqual([{ how, startedBy }, { how, startedBy }])
})
