/** @file Tests the argument of docs/collection.md with lists that change at random between any two requests. */
import type { TimeRange } from '../../../../../shared/contract/model'
import type { IncidentSet } from '../../../dataset/incident-set'
import type { IncidentApi } from '../../../microsoft/incident-apis'
import type { Action, Links, MovingService, Row, Style } from './fake-moving-service'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../../../shared/testing/property-runs'
import { collectPages } from '../collect'
import { AppError } from '../../../base/errors'
import { defenderXdr, microsoftGraph } from '../../../microsoft/incident-apis'
import { createIncidentSet } from '../../../dataset/incident-set'
import { createMovingService, isInside, start } from './fake-moving-service'

const pageSize = 4
const hour = 3_600_000
const api = { ...defenderXdr, pageSize }
/** Sends alerts only on request. The app trusts its links here, which tests that setting as well. */
const graph = { ...microsoftGraph, pageSize, linksToTheEnd: true, members: api.members }
const options = { signal: new AbortController().signal, onWaiting: () => undefined }

interface Begin { readonly set?: IncidentSet, readonly since?: string | null, readonly from?: IncidentApi }

/** Performs one run. Returns the service's incidents at its start, the list, and how it ended. */
async function collect(service: MovingService, of: TimeRange, { set: held, since = null, from = api }: Begin = {}) {
  const before = service.rows()
  const callsBefore = service.calls()
  const set = createIncidentSet(of, held?.all())
  const calls = () => service.calls() - callsBefore
  try {
    const pages = collectPages({ api: from, range: of, withUpperBound: true, since }, service.fetchPage, options)
    let step = await pages.next()
    for (; !step.done; step = await pages.next()) set.add(step.value.page.incidents, step.value.serverTime)
    return { before, set, ...step.value, end: step.value.unread.length > 0 ? 'unread' : 'complete', calls: calls() }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { before, set, since, unread: [], end: error.code, calls: calls() }
  }
}
type Run = Awaited<ReturnType<typeof collect>>

/** Expects every incident that was in the window when the run began, in its state at that time or a newer one, unless it has left the window. */
function expectWhole({ before, set }: Run, after: readonly Row[], of: TimeRange, lost: ReadonlySet<number> = new Set()) {
  for (const row of before.filter(each => isInside(each, of) && !lost.has(each.id))) {
    const now = after.find(({ id }) => id === row.id)
    if (now && !isInside(now, of)) continue
    const held = set.get(String(row.id))?.summary
    expect(held, `incident ${row.id}`).toBeDefined()
    expect(Number(held?.name.split(' ')[1]), `version of incident ${row.id}`).toBeGreaterThanOrEqual(row.version)
  }
}

const style: fc.Arbitrary<Style> = fc.constantFrom('utc', 'utc', 'utc', 'lower', 'offset', 'other-offset', 'missing', 'empty', 'future')
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constantFrom('update' as const, 'merge' as const), at: fc.nat(40), same: fc.boolean(), style }),
  fc.record({ kind: fc.constant('add' as const), same: fc.boolean(), style }),
)
const schedule = fc.array(fc.array(action, { maxLength: 5 }), { maxLength: 24 })
/** The same schedule without changes that become visible later than their time, because rows that change places at random look the same. */
const promptSchedule = schedule.map(calls => calls.map(actions => actions.map(each => ({ ...each, same: false }))))
/** Without a Date, the app cannot recognize a future time, so the service then writes no future times. */
const dated = (calls: readonly (readonly Action[])[], hasDate: boolean): readonly (readonly Action[])[] =>
  hasDate ? calls : calls.map(actions => actions.map(each => each.style === 'future' ? { ...each, style: 'utc' } : each))
/** Seconds between incidents: most have their own time, some share one. */
const gaps = fc.array(fc.constantFrom(0, 30, 600, 3600), { maxLength: 30 })
const anyLinks = fc.constantFrom<Links>('all', 'full', 'withAlerts', 'byToken', 'none')
/** Time windows that start at the time of a computer clock that is up to 12 hours off. They end before, at or after the service's time, or not at all. */
const windows: fc.Arbitrary<TimeRange> = fc.record({
  field: fc.constantFrom('lastUpdateTime' as const, 'lastUpdateTime' as const, 'createdTime' as const),
  hours: fc.constantFrom(13, 24, 48),
  clockOffsetHours: fc.integer({ min: -12, max: 12 }),
  end: fc.option(fc.oneof(fc.constantFrom(-30_000, -120_000, 0, 1000, 5000, 60_000, 12 * hour), fc.integer({ min: -12 * hour, max: 60_000 })), { freq: 1 }),
}).map(({ field, hours, clockOffsetHours, end }) => {
  const from = start + clockOffsetHours * hour - hours * hour
  return { field, from: new Date(from).toISOString(), to: end === null || start + end <= from ? null : new Date(start + end).toISOString() }
})

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }).map((all): ReadonlySet<number> => new Set(all))
const none: ReadonlySet<number> = new Set()

const smallTop = fc.record({ max: fc.integer({ min: 1, max: 3 }), how: fc.constantFrom<'refused' | 'cut'>('refused', 'cut') })

/** Habits of services whose list can be read completely. */
const good = fc.record({
  links: anyLinks,
  top: fc.option(smallTop, { freq: 3 }),
  statesTotal: fc.boolean(),
  hasDate: fc.constantFrom(true, true, true, false),
})

/** Habits of services, some of whose lists cannot be read completely. */
const odd = fc.record({
  links: anyLinks,
  unstableCalls: fc.constantFrom(0, 0, 3, 1000),
  skip: fc.constantFrom('right' as const, 'right' as const, 'right' as const, 'ignored' as const, 'rounded' as const),
  endless: fc.constantFrom('no' as const, 'no' as const, 'no' as const, 'same' as const, 'empty' as const),
  top: fc.option(smallTop, { freq: 5 }),
  maxSkip: fc.constantFrom(Infinity, Infinity, 2, 8, 15),
  refusesEnd: fc.constantFrom(false, false, true),
  statesTotal: fc.boolean(),
  hasDate: fc.constantFrom(true, true, true, false),
  broken: fc.oneof(fc.constant(none), fc.constant(none), ids),
  twice: fc.oneof(fc.constant(none), fc.constant(none), ids),
  undelivered: fc.oneof(fc.constant(none), fc.constant(none), ids),
})

describe('a list that moves during a run', () => {
  it('is read completely, including later changes', async () => {
    await fc.assert(fc.asyncProperty(gaps, schedule, schedule, windows, good, async (times, during, later, of, habits) => {
      const service = createMovingService(times, dated([...during, ...later], habits.hasDate), pageSize, habits)
      const first = await collect(service, of)
      expect(first.end).toBe('complete')
      expectWhole(first, service.rows(), of)
      service.elapse(60_000)
      const second = await collect(service, of, first)
      expect(second.end).toBe('complete')
      expectWhole(second, service.rows(), of)
    }), runs(1000))
  })

  it('is complete whenever its run is reported as complete, whatever the quirks of the service, and every run ends', async () => {
    await fc.assert(fc.asyncProperty(gaps, promptSchedule, windows, odd, async (times, during, of, habits) => {
      const service = createMovingService(times, dated(during, habits.hasDate), pageSize, habits)
      const run = await collect(service, of)
      const lost = new Set([...habits.broken, ...habits.undelivered])
      // If rows without an ID move, other rows may be missing as well; such a list is not reported as complete.
      if (run.end === 'complete') {
        expectWhole(run, service.rows(), of, lost)
        expect(run.before.filter(each => isInside(each, of) && lost.has(each.id) && service.rows().includes(each))).toEqual([])
      }
      expect(run.calls).toBeLessThan(20 * 120)
    }), runs(2000))
  })

  it('stays complete over a series of refreshes', async () => {
    const pauses = fc.array(fc.integer({ min: 1, max: 11 * 60 }), { minLength: 2, maxLength: 12 })
    await fc.assert(fc.asyncProperty(gaps, schedule, windows, pauses, good, async (times, changes, of, minutes, habits) => {
      const spread = changes.flatMap(each => [each, [], []])
      const service = createMovingService(times, dated(spread, habits.hasDate), pageSize, habits)
      let last = await collect(service, of)
      for (const pause of minutes) {
        service.elapse(pause * 60_000)
        const next = await collect(service, of, last)
        expect(next.end).toBe('complete')
        expectWhole(next, service.rows(), of)
        last = next
      }
    }), runs(300))
  })

  it('lacks only the incidents that the service cannot deliver, and counts each once, in every kind of window', async () => {
    const past: TimeRange = { field: 'lastUpdateTime', from: new Date(start - 720 * hour).toISOString(), to: new Date(start - 10 * 60_000).toISOString() }
    const open = { ...past, to: null }
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 30 }), ids, anyLinks, fc.constantFrom('broken', 'undelivered'), fc.constantFrom(past, open), async (count, bad, links, kind, of) => {
      fc.pre(kind === 'broken' || bad.size < 3)
      // All incidents are in both windows.
      const service = createMovingService([1200, ...Array<number>(count - 1).fill(60)], [], pageSize, { links, [kind]: bad })
      const run = await collect(service, of)
      const lost = [...bad].filter(id => id <= count)
      expect(run.set.count()).toBe(count - lost.length)
      expect(run.end).toBe(lost.length > 0 ? 'unread' : 'complete')
      expect(run.unread).toHaveLength(lost.length)
      expect(run.unread.map(({ rowNumber }) => rowNumber).sort((a, b) => a - b)).toEqual(lost.map(id => count - id + 1).sort((a, b) => a - b))
    }), runs(400))
  })

  it('is read completely, including later changes, even if some incidents are delivered only without their alerts', async () => {
    const unexpandable = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 40 }).map(all => new Set(all))
    await fc.assert(fc.asyncProperty(gaps, schedule, schedule, windows, anyLinks, unexpandable, async (times, during, later, of, links, bad) => {
      const service = createMovingService(times, [...during, ...later], pageSize, { links, unexpandable: bad })
      const first = await collect(service, of, { from: graph })
      expect(first.end).toBe('complete')
      expectWhole(first, service.rows(), of)
      service.elapse(60_000)
      const second = await collect(service, of, { ...first, from: graph })
      expect(second.end).toBe('complete')
      expectWhole(second, service.rows(), of)
    }), runs(600))
  })

  it('lacks only the alerts of the incident that is delivered without them', async () => {
    const open: TimeRange = { field: 'lastUpdateTime', from: new Date(start - 720 * hour).toISOString(), to: null }
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.nat(29), anyLinks, async (count, at, links) => {
      const id = 1 + at % count
      const run = await collect(createMovingService(Array<number>(count).fill(60), [], pageSize, { links, unexpandable: new Set([id]) }), open, { from: graph })
      expect(run.set.count()).toBe(count)
      expect([...run.set.all()].filter(({ summary }) => summary.alerts === null).map(({ summary }) => summary.id)).toEqual([String(id)])
    }), runs(200))
  })
})
