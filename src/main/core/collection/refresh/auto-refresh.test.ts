import type { AutoRefresh } from '../../../../shared/contract/app'
import type { IncidentChanges, IncidentSummary, StartedBy, TimeWindow } from '../../../../shared/contract/model'
import type { StartOptions } from '../runs/collections'
import type { Dataset } from '../../dataset/dataset'
import { aDataset } from '../../dataset/fixtures'
import { expect, it } from 'vitest'
import { aCollection, aSummary } from '../../../../shared/contract/fixtures'
import { createAutoRefresh } from './auto-refresh'
import { createIncidentSet } from '../../dataset/incident-set'

const window: TimeWindow = { kind: 'last', hours: 48 }

/** A session with a clock that the test advances. */
function session(choice: AutoRefresh, hasList = true) {
  let kept = choice
  let running = false
  let shown: Dataset | null = null
  let timers: { at: number, act: () => void }[] = []
  let now = 0
  let startedBy: StartedBy = 'person'
  const started: [TimeWindow, StartOptions][] = []
  const notified: string[] = []
  const auto = createAutoRefresh({
    collections: {
      start: (...args) => {
        started.push(args)
        startedBy = args[1].startedBy
        running = true
      },
      isRunning: () => running,
      shown: () => shown,
    },
    isCurrent: () => true,
    hasCredentials: () => true,
    now: () => now,
    file: { read: () => kept, write: async (next) => { kept = next } },
    timer: {
      after: (ms, act) => {
        const timer = { at: now + ms, act }
        timers.push(timer)
        return () => { timers = timers.filter(each => each !== timer) }
      },
    },
    notify: text => notified.push(text.title),
  })
  const base = createIncidentSet({ field: 'lastUpdateTime', from: '2026-01-01T00:00:00Z', to: null })
  const list: Dataset = { ...aDataset(), incidents: base }
  return {
    auto,
    started,
    notified,
    pending: () => timers.length,
    pass: (minutes: number) => {
      now += minutes * 60_000
      const due = timers.filter(timer => timer.at <= now)
      timers = timers.filter(timer => timer.at > now)
      for (const timer of due) timer.act()
    },
    /** Advances the clock, but not the timers. */
    sleep: (minutes: number) => {
      now += minutes * 60_000
      timers = timers.map(timer => ({ ...timer, at: timer.at + minutes * 60_000 }))
      auto.woke()
    },
    press: () => {
      auto.startedByUser(window)
      startedBy = 'person'
      running = true
    },
    /** Ends the run under way. */
    end: (changes: readonly IncidentChanges[] = [], rows: readonly IncidentSummary[] = []) => {
      running = false
      const incidents = { ...list.incidents, get: (id: string) => {
        const summary = rows.find(row => row.id === id)
        return summary && { summary, bytes: Buffer.alloc(0) }
      } }
      if (hasList) shown = { ...list, incidents }
      auto.follow({ collection: aCollection({ startedBy }), rows: [], end: null })
      auto.follow({ collection: aCollection({ startedBy, outcome: { kind: 'complete' } }), rows: [], end: { dropped: [], changes, compared: true } })
    },
    forget: () => { shown = null },
  }
}

const every5: AutoRefresh = { minutes: 5, notifyFrom: 'high' }
const fresh: IncidentChanges = { id: '7', sinceRefresh: [{ kind: 'new', from: '', to: 'Active' }], sinceViewed: [] }
const high = aSummary({ id: '7', name: 'Name', severity: 'High' })

it('auto-refresh starts no run before the user has started one', () => {
  const { pass, started, pending } = session(every5)
  expect(pending()).toBe(0)
  pass(60)
  expect(started).toEqual([])
})

it('auto-refresh requests the same window again in runs of its own', () => {
  const { pass, started, press, end } = session(every5)
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
  const { pass, started, press, end } = session(every5)
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
  const { pass, started, press, end } = session(every5)
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
  const none = session(every5, false)
  none.press()
  none.end()
  none.pass(5)
  expect(none.started).toEqual([])
  const gone = session(every5)
  gone.press()
  gone.end()
  gone.forget()
  gone.pass(5)
  expect(gone.started).toEqual([])
})

it('auto-refresh applies a new choice at once', async () => {
  const { auto, pass, started, press, end, pending } = session({ minutes: 0, notifyFrom: 'none' })
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
  const { pass, press, end, notified } = session(every5)
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
  const { pass, sleep, started, press, end } = session(every5)
  press()
  end()
  sleep(minutes)
  expect(started.length).toBe(runs)
  end()
  pass(5)
  expect(started.length).toBe(runs + 1)
})
