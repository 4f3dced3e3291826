import type { AutoRefresh } from '../../../../shared/contract/app'
import type { IncidentChanges, IncidentSummary, StartedBy, TimeWindow } from '../../../../shared/contract/model'
import type { StartOptions } from '../runs/collections'
import type { Dataset } from '../../dataset/dataset'
import { aDataset } from '../../dataset/fixtures'
import { expect, it } from 'vitest'
import { aCollection, aSummary } from '../../../../shared/contract/fixtures'
import { createFakeTime } from '../../base/fake-time'
import { createAutoRefresh } from './auto-refresh'
import { createIncidentSet } from '../../dataset/incident-set'

const window: TimeWindow = { kind: 'last', hours: 48 }

const minute = 60_000

/** The collections of a session: a run ends when the test ends it. */
function createFakeCollections() {
  let running = false
  let shown: Dataset | null = null
  let startedBy: StartedBy = 'person'
  const started: [TimeWindow, StartOptions][] = []
  const base = createIncidentSet({ field: 'lastUpdateTime', from: '2026-01-01T00:00:00Z', to: null })
  const begin = (by: StartedBy) => {
    startedBy = by
    running = true
  }
  return {
    started,
    begin,
    startedBy: () => startedBy,
    isRunning: () => running,
    shown: () => shown,
    start: (...args: [TimeWindow, StartOptions]) => {
      started.push(args)
      begin(args[1].startedBy)
    },
    /** Ends the run under way. `rows`: the list that is shown from then on; null: none was received. */
    end: (rows: readonly IncidentSummary[] | null) => {
      running = false
      const get = (id: string) => {
        const summary = rows?.find(row => row.id === id)
        return summary && { summary, bytes: Buffer.alloc(0) }
      }
      if (rows) shown = { ...aDataset(), incidents: { ...base, get } }
    },
    clear: () => { shown = null },
  }
}

/** Auto-refresh over fake collections. `hasList`: whether the runs receive a list. */
function setUp(choice: AutoRefresh, hasList = true) {
  let saved = choice
  const time = createFakeTime()
  const collections = createFakeCollections()
  const notified: string[] = []
  const auto = createAutoRefresh({
    collections,
    isCurrent: () => true,
    hasCredentials: () => true,
    now: time.now,
    file: { read: () => saved, write: async (next) => { saved = next } },
    timer: time,
    notify: text => notified.push(text.title),
  })
  return {
    auto,
    started: collections.started,
    notified,
    pending: () => time.pending().length,
    pass: (minutes: number) => time.pass(minutes * minute),
    sleep: (minutes: number) => {
      time.sleep(minutes * minute)
      auto.woke()
    },
    press: () => {
      auto.startedByUser(window)
      collections.begin('person')
    },
    /** Ends the run under way. */
    end: (changes: readonly IncidentChanges[] = [], rows: readonly IncidentSummary[] = []) => {
      collections.end(hasList ? rows : null)
      const startedBy = collections.startedBy()
      auto.follow({ collection: aCollection({ startedBy }), end: null })
      auto.follow({ collection: aCollection({ startedBy, outcome: { kind: 'complete' } }), end: { changes, compared: true } })
    },
    forget: collections.clear,
  }
}

const every5: AutoRefresh = { minutes: 5, notifyFrom: 'high' }
const fresh: IncidentChanges = { id: '7', sinceRefresh: [{ kind: 'new', from: '', to: 'Active' }], sinceViewed: [] }
const high = aSummary({ id: '7', name: 'Name', severity: 'High' })

it('auto-refresh starts no run before the user has started one', () => {
  const { pass, started, pending } = setUp(every5)
  expect(pending()).toBe(0)
  pass(60)
  expect(started).toEqual([])
})

it('auto-refresh requests the same window again in runs of its own', () => {
  const { pass, started, press, end } = setUp(every5)
  press()
  end()
  pass(4)
  expect(started).toEqual([])
  pass(1)
  expect(started).toEqual([[window, { how: 'refresh', startedBy: 'app' }]])
  end()
  pass(5)
  expect(started.length).toBe(2)
})

it('auto-refresh does not interrupt a run in progress, and starts one later', () => {
  const { pass, started, press, end } = setUp(every5)
  press()
  end()
  press()
  pass(5)
  expect(started).toEqual([])
  end()
  pass(5)
  expect(started.length).toBe(1)
})

it('auto-refresh waits a whole interval after the user refreshed', () => {
  const { pass, started, press, end } = setUp(every5)
  press()
  end()
  pass(4)
  press()
  end()
  pass(4)
  expect(started).toEqual([])
  pass(1)
  expect(started.length).toBe(1)
})

it('auto-refresh starts nothing without a list: none was received, or its credentials were removed', () => {
  const none = setUp(every5, false)
  none.press()
  none.end()
  none.pass(5)
  expect(none.started).toEqual([])
  const gone = setUp(every5)
  gone.press()
  gone.end()
  gone.forget()
  gone.pass(5)
  expect(gone.started).toEqual([])
})

it('auto-refresh applies a new choice at once', async () => {
  const { auto, pass, started, press, end, pending } = setUp({ minutes: 0, notifyFrom: 'none' })
  press()
  end()
  expect(pending()).toBe(0)
  await auto.choose(every5)
  expect(auto.choice()).toEqual(every5)
  pass(5)
  expect(started.length).toBe(1)
  end()
  await auto.choose({ minutes: 0, notifyFrom: 'none' })
  pass(60)
  expect(started.length).toBe(1)
})

it('auto-refresh notifies about its own runs, never about those of the user', () => {
  const { pass, press, end, notified } = setUp(every5)
  press()
  end([fresh], [high])
  expect(notified).toEqual([])
  pass(5)
  end([fresh], [high])
  expect(notified).toEqual(['1 new incident, High'])
  pass(5)
  press()
  end([fresh], [high])
  pass(5)
  end()
  expect(notified.length).toBe(1)
})

it.each([[3, 0], [5, 1], [600, 1]])('after %i minutes of sleep, auto-refresh starts %i runs and continues from there', (minutes, runs) => {
  const { pass, sleep, started, press, end } = setUp(every5)
  press()
  end()
  sleep(minutes)
  expect(started.length).toBe(runs)
  end()
  pass(5)
  expect(started.length).toBe(runs + 1)
})
