/** @file Tests every row of the table in docs/notifications.md: each interruption of auto-refresh, with each kind of change. */
import type { AutoRefresh } from '../../../shared/contract/app'
import type { StartedBy, TimeWindow } from '../../../shared/contract/model'
import type { FakeTime } from '../base/fake-time'
import type { ActiveRun } from './runs/collections'
import type { Incident } from '../incident/incident'
import type { FetchPage, PageResponse } from './paging/page-fetcher'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { aSummary } from '../../../shared/contract/fixtures'
import { AppError } from '../base/errors'
import { createFakeTime } from '../base/fake-time'
import { aPageResponse } from './paging/fixtures'
import { defenderXdr } from '../microsoft/incident-apis'
import { createCollectionSession } from './session'
import { aSource, noIndex } from './runs/fixtures'

const start = Date.parse('2026-11-24T00:00:00Z')
const window: TimeWindow = { kind: 'last', hours: 168 }
const everyQuarter: AutoRefresh = { minutes: 15, notifyFrom: 'high' }

const minute = 60_000
const hour = 60 * minute

/** A tenant whose list has pages of 100 incidents, and whose service and network can fail. */
function createTenant(time: FakeTime) {
  const control = { online: true, hasBadElement: false }
  let rows = new Map<string, Incident>()
  let failures: ('refused' | 'partial')[] = []

  const put = (id: string, severity: string, changed: Partial<Incident['summary']> = {}) => {
    const lastUpdate = new Date(time.now()).toISOString()
    const summary = aSummary({ id, name: `Name ${id}`, severity, lastUpdate, created: rows.get(id)?.summary.created ?? lastUpdate, ...changed })
    rows = new Map(rows).set(id, { summary, bytes: Buffer.from(JSON.stringify(summary)) })
  }
  const fetchPage: FetchPage = async ({ url, signal }): Promise<PageResponse> => {
    if (!control.online) throw new AppError('offline')
    const skip = Number(url.searchParams.get('$skip') ?? 0)
    const failure = failures.shift()
    if (failure === 'refused') throw new AppError('forbidden')
    if (signal.aborted) throw new AppError('cancelled')
    const since = Date.parse(/ge (\S+)/.exec(url.searchParams.get('$filter') ?? '')?.[1] ?? '')
    const all = [...rows.values()].filter(({ summary }) => Date.parse(summary.lastUpdate) >= since)
      .sort((a, b) => a.summary.lastUpdate < b.summary.lastUpdate ? 1 : -1)
    const nextLink = skip + 100 < all.length ? `https://${defenderXdr.host}${defenderXdr.listPath}?$skip=${skip + 100}` : null
    const incidents = all.slice(skip, skip + 100)
    const bad = control.hasBadElement ? { rows: incidents.length + 1, unreadable: [incidents.length] } : {}
    return aPageResponse({ incidents, nextLink, ...bad }, { serverTime: time.now(), partial: failure === 'partial' ? 'w' : null })
  }
  return { control, put, fetchPage, fail: (...next: ('refused' | 'partial')[]) => { failures = next } }
}

/** The app on the user's computer: `launch` returns a session without a list. */
function appOn({ control, fetchPage }: ReturnType<typeof createTenant>, time: FakeTime) {
  const notified: string[] = []
  let runs = 0
  let underWay: ActiveRun | null = null
  const launch = () => createCollectionSession({
    source: () => aSource(defenderXdr), appVersion: '1.2.3',
    fetchPage,
    fetchIncident: async () => { throw new AppError('unexpected') },
    clock: time,
    timer: time,
    onState: () => undefined,
    index: noIndex,
    nextRun: () => ++runs,
    onRun: (run) => { underWay = run },
    onUnexpected: (error) => { throw error },
    autoRefreshFile: { read: () => everyQuarter, write: async () => undefined },
    notify: text => notified.push(text.title),
    isCurrent: () => true,
    hasCredentials: () => true,
    isOnline: () => control.online,
    awakeMs: time.awakeMs,
  })
  return { launch, notified, underWay: () => underWay }
}

const settled = async () => { for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate) }

/** A tenant, the user's computer, and the app with its session. */
function setUp() {
  const time = createFakeTime(start)
  const tenant = createTenant(time)
  const app = appOn(tenant, time)
  let current = app.launch()

  return {
    ...tenant,
    time,
    notified: app.notified,
    underWay: app.underWay,
    session: () => current,
    /** The user presses Refresh. */
    press: async () => {
      current.autoRefresh.startedByUser(window)
      current.collections.start(window, { how: 'refresh', startedBy: 'person' })
      await settled()
    },
    /** Lets time pass while the computer is awake. */
    pass: async (minutes: number) => {
      for (let passed = 0; passed < minutes; passed++) {
        time.pass(minute)
        await settled()
      }
    },
    /** Lets the computer sleep. */
    sleep: async (minutes: number) => {
      time.sleep(minutes * minute)
      current.woke()
      await settled()
    },
    /** Ends the app during a run and starts it again. */
    restart: async (run: ActiveRun) => {
      time.cancelAll()
      current = app.launch()
      current.autoRefresh.restarted(run.window, run.knownUntil)
      current.collections.start(run.window, { how: 'reload', startedBy: run.startedBy })
      await settled()
    },
  }
}
type World = ReturnType<typeof setUp>

const interruptions: Readonly<Record<string, (world: World, change: () => void) => Promise<void>>> = {
  'none': async ({ pass }, change) => {
    change()
    await pass(15)
  },
  'a night of sleep': async ({ sleep }, change) => {
    change()
    await sleep(9 * 60)
  },
  'sleep, and no network on waking until later': async ({ control, sleep, pass }, change) => {
    control.online = false
    change()
    await sleep(60)
    control.online = true
    await pass(1)
  },
  'no network for an hour': async ({ control, pass }, change) => {
    control.online = false
    await pass(30)
    change()
    await pass(30)
    control.online = true
    await pass(1)
  },
  'a run that failed before its first page': async ({ fail, pass }, change) => {
    fail('refused')
    await pass(15)
    change()
    await pass(15)
  },
  'an incomplete run that received the change': async ({ fail, pass }, change) => {
    change()
    fail('partial')
    await pass(15)
  },
  'an incomplete run that received the change, and a complete one': async ({ fail, pass }, change) => {
    change()
    fail('partial')
    await pass(30)
  },
  'a row of incomplete runs': async ({ fail, pass }, change) => {
    fail('partial', 'partial', 'partial', 'partial')
    await pass(30)
    change()
    await pass(60)
  },
  'a list that permanently lacks an incident': async ({ control, press, pass }, change) => {
    control.hasBadElement = true
    await press()
    change()
    await pass(15)
  },
  'more than twelve hours, and so a full run': async ({ time, pass }, change) => {
    time.sleep(13 * hour)
    change()
    await pass(15)
  },
  'the end of the app during an auto-refresh': async ({ restart, time }, change) => {
    const knownUntil = new Date(time.now()).toISOString()
    time.sleep(hour)
    change()
    await restart({ window, startedBy: 'app', knownUntil })
  },
  'that, and an incomplete run after it': async ({ restart, time, fail, pass }, change) => {
    const knownUntil = new Date(time.now()).toISOString()
    time.sleep(hour)
    change()
    fail('partial')
    await restart({ window, startedBy: 'app', knownUntil })
    await pass(15)
  },
  'that, and a first run that fails': async ({ restart, time, fail, pass }, change) => {
    const knownUntil = new Date(time.now()).toISOString()
    time.sleep(hour)
    change()
    fail('refused')
    await restart({ window, startedBy: 'app', knownUntil })
    await pass(15)
  },
  'the end of the app during a refresh of the user': async ({ restart, time }, change) => {
    const knownUntil = new Date(time.now()).toISOString()
    time.sleep(hour)
    change()
    await restart({ window, startedBy: 'person', knownUntil })
  },
  'a refresh of the user': async ({ press, pass }, change) => {
    change()
    await press()
    await pass(15)
  },
  'an incomplete refresh of the user that shows the change': async ({ press, pass, fail }, change) => {
    change()
    fail('partial')
    await press()
    await pass(15)
  },
}

const kinds: Readonly<Record<string, (world: World) => void>> = {
  'a new High incident': ({ put }) => put('900', 'High'),
  'one raised to High': ({ put }) => put('1', 'High'),
  'a new Low incident': ({ put }) => put('901', 'Low'),
  'a new High incident that is merged': ({ put }) => put('902', 'High', { redirectedTo: '1' }),
}

const fresh = ['1 new incident, High']
const raised = ['1 incident raised to High']
/** [interruption, the notifications about a new incident, about a raised one]. */
const table: readonly (readonly [keyof typeof interruptions, readonly string[], readonly string[]])[] = [
  ['none', fresh, raised],
  ['a night of sleep', fresh, raised],
  ['sleep, and no network on waking until later', fresh, raised],
  ['no network for an hour', fresh, raised],
  ['a run that failed before its first page', fresh, raised],
  ['an incomplete run that received the change', fresh, raised],
  ['an incomplete run that received the change, and a complete one', fresh, raised],
  ['a row of incomplete runs', fresh, raised],
  ['a list that permanently lacks an incident', fresh, raised],
  ['more than twelve hours, and so a full run', fresh, raised],
  // No list is stored across restarts, so incidents raised meanwhile are unknown.
  ['the end of the app during an auto-refresh', fresh, []],
  ['that, and an incomplete run after it', fresh, []],
  ['that, and a first run that fails', fresh, []],
  // The user sees these incidents.
  ['the end of the app during a refresh of the user', [], []],
  ['a refresh of the user', [], []],
  ['an incomplete refresh of the user that shows the change', [], []],
]

describe('notifications', () => {
  const rows = table.flatMap(([interruption, ofNew, ofRaised]) => [
    [interruption, 'a new High incident', ofNew], [interruption, 'one raised to High', ofRaised],
    [interruption, 'a new Low incident', []], [interruption, 'a new High incident that is merged', []],
  ] as const)

  it.each(rows)('after %s, %s', async (interruption, kind, expected) => {
    const world = setUp()
    for (let id = 1; id <= 150; id++) world.put(String(id), 'Medium', { created: new Date(start - 86_400_000).toISOString() })
    world.time.sleep(minute)
    await world.press()
    expect(world.session().collections.shown()?.completeness).toEqual({ kind: 'complete' })
    world.time.sleep(minute)
    expect(world.notified).toEqual([])
    await interruptions[interruption]?.(world, () => kinds[kind]?.(world))
    expect(world.notified).toEqual(expected)
    // Nothing is announced twice.
    await world.pass(30)
    expect(world.notified).toEqual(expected)
  })

  it.each<StartedBy>(['person', 'app'])('a refresh that the %s started and that fails without a network starts again for the same starter', async (startedBy) => {
    const { control, press, pass, session, underWay } = setUp()
    await press()
    control.online = false
    session().collections.start(window, { how: 'refresh', startedBy })
    await settled()
    expect(session().collections.isRunning()).toBe(false)
    control.online = true
    await pass(1)
    expect([session().collections.state().collection?.startedBy, underWay()]).toEqual([startedBy, null])
  })

  it('a restart announces incidents created shortly before the last complete list, which may have become visible after it', async () => {
    const { time, put, press, restart, notified } = setUp()
    await press()
    const knownUntil = new Date(time.now()).toISOString()
    put('900', 'High', { created: new Date(time.now() - 60_000).toISOString() })
    put('901', 'High', { created: new Date(time.now() - 180_000).toISOString() })
    await restart({ window, startedBy: 'app', knownUntil })
    expect(notified).toEqual(['1 new incident, High'])
  })

  it('each of seven new incidents in a series of incomplete runs is announced once', async () => {
    const { put, press, pass, fail, notified, session } = setUp()
    put('1', 'Low')
    await press()
    fail(...Array.from({ length: 6 }, () => 'partial' as const))
    for (let id = 10; id < 17; id++) {
      put(String(id), 'High')
      await pass(15)
      expect(session().collections.state().collection?.kind).toBe('changes')
    }
    expect(notified).toEqual(Array(7).fill('1 new incident, High'))
  })
})
