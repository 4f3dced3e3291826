/** @file The argument of docs/collection.md, tried: lists that change between any two calls, in every way at random. */
import type { IncidentSummary, TimeRange } from '../../../shared/model'
import type { Incident } from '../incident/incident'
import type { IncidentApi } from '../incident/incident-api'
import type { FetchPage } from './page-fetcher'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collectPages } from './collect'
import { AppError } from '../errors'
import { defenderXdr, microsoftGraph } from '../incident/incident-api'
import { createIncidentSet } from './incident-set'

const pageSize = 4
const api = { ...defenderXdr, pageSize }
/** Its alerts come only where they are asked for; its links are trusted here, to try that as well. */
const graph = { ...microsoftGraph, pageSize, linksToTheEnd: true, timeNames: api.timeNames }

/** Ticks of 100 ns as the API writes times, trailing zeros trimmed. */
const time = (ticks: number) => `2026-11-24T11:${String(Math.floor(ticks / 100)).padStart(2, '0')}:00.${String(ticks % 100).padStart(7, '0')}`.replace(/\.?0+$/, '') + 'Z'
const ticksOf = (text: string) => {
  const [, minutes = '', fraction = ''] = /:(\d\d):00(?:\.(\d+))?Z?$/.exec(text.replace(/Z$/, '')) ?? []
  return Number(minutes) * 100 + Number(fraction.padEnd(7, '0'))
}

interface Row { readonly id: number, readonly created: number, readonly updated: number, readonly redirectedTo: number | null }

/** One change: of the incident at that place (counted from the newest), or a new one; `same`: in the same tick as the last change. */
type Action = { readonly kind: 'update' | 'merge', readonly at: number, readonly same: boolean } | { readonly kind: 'add', readonly same: boolean }

interface Failing {
  /** Cannot be delivered. */
  readonly always?: ReadonlySet<number>
  /** Cannot be delivered with their alerts. */
  readonly expanded?: ReadonlySet<number>
}

interface Form { readonly top: number, readonly withAlerts: boolean, readonly bySkip: boolean }

/** Which pages name the next one, beside the last. What is asked for by `$top` and `$skip` is no page in OData, and may name none. */
const linking = {
  all: () => true,
  full: ({ top }: Form) => top === pageSize,
  withAlerts: ({ withAlerts }: Form) => withAlerts,
  byToken: ({ bySkip }: Form) => !bySkip,
  none: () => false,
} satisfies Record<string, (form: Form) => boolean>
type Links = keyof typeof linking
const anyLinks = fc.constantFrom<Links>('all', 'full', 'withAlerts', 'byToken', 'none')

function createService(count: number, schedule: readonly (readonly Action[])[], links: Links, { always, expanded }: Failing = {}) {
  let clock = 1000
  let rows: Row[] = Array.from({ length: count }, (_, index) => ({ id: index + 1, created: 90 + 10 * index, updated: 100 + 7 * index, redirectedTo: null }))
  let calls = 0

  const sorted = () => [...rows].sort((a, b) => b.updated - a.updated || b.id - a.id)
  const change = (action: Action) => {
    clock += action.same ? 0 : 1
    if (action.kind === 'add') {
      rows = [...rows, { id: rows.length + 1, created: clock, updated: clock, redirectedTo: null }]
      return
    }
    const target = sorted()[action.at % Math.max(1, rows.length)]
    if (!target) return
    rows = rows.map(row => row.id === target.id ? { ...row, updated: clock, redirectedTo: action.kind === 'merge' ? 1 : row.redirectedTo } : row)
  }
  const elapse = () => { for (const action of schedule[calls++] ?? []) change(action) }

  const matching = (filter: string) => sorted().filter(row => filter.split(' and ').every((term) => {
    const [field, operator, literal = ''] = term.split(' ')
    const value = field === 'createdTime' ? row.created : row.updated
    // The start of the window lies before everything.
    const bound = literal.startsWith('2026-11-24T11') ? ticksOf(literal) : -1
    return operator === 'ge' ? value >= bound : value <= bound
  }))
  const toIncident = ({ id, created, updated, redirectedTo }: Row, alerts: number | null): Incident => {
    const summary: IncidentSummary = {
      id: String(id), name: '', severity: 'Low', status: 'Active', assignedTo: null, alerts,
      lastUpdate: time(updated), created: time(created), redirectedTo: redirectedTo === null ? null : String(redirectedTo),
    }
    return { summary, bytes: Buffer.from('{}') }
  }
  const fetchPage: FetchPage = async ({ url, api: { host, listPath, kind } }) => {
    const withAlerts = kind === 'defender-xdr' || url.searchParams.get('$expand') === 'alerts'
    const bySkip = url.searchParams.has('$skip')
    const skip = Number(url.searchParams.get('$skip') ?? url.searchParams.get('$skiptoken') ?? 0)
    const top = Number(url.searchParams.get('$top'))
    const all = matching(url.searchParams.get('$filter') ?? '')
    const incidents = all.slice(skip, skip + top).map(row => toIncident(row, withAlerts ? 0 : null))
    const linked = linking[links]({ top, withAlerts, bySkip }) && skip + top < all.length
    const nextLink = linked ? `https://${host}${listPath}/?${links === 'byToken' ? '$skiptoken' : '$skip'}=${skip + top}` : null
    elapse()
    const fails = (id: number) => always?.has(id) || (withAlerts && expanded?.has(id))
    if (incidents.some(({ summary }) => fails(Number(summary.id)))) throw new AppError('server-error')
    return { page: Promise.resolve({ incidents, nextLink }), peekedLink: null, partial: null, clockOffset: 0 }
  }
  return { fetchPage, state: () => rows, elapse }
}

const range = (changed: Partial<TimeRange> = {}): TimeRange => ({ field: 'lastUpdateTime', from: '2026-11-01T00:00:00.000Z', to: null, ...changed })
const options = { signal: new AbortController().signal, onWaiting: () => undefined }

interface Begin { readonly incidents?: Iterable<Incident>, readonly since?: string | null, readonly from?: IncidentApi }

async function collect(service: ReturnType<typeof createService>, of: TimeRange, { incidents = [], since = null, from = api }: Begin = {}) {
  const before = service.state()
  const set = createIncidentSet(of, incidents)
  const pages = collectPages({ api: from, range: of, withUpperBound: true, since }, service.fetchPage, options)
  let step = await pages.next()
  for (; !step.done; step = await pages.next()) set.add(step.value.page.incidents)
  return { before, set, ...step.value }
}

/** Each incident that was in the window when the run began is there, as it was then or newer; one that left it may be gone. */
function expectWhole({ before, set }: Awaited<ReturnType<typeof collect>>, after: readonly Row[], of: TimeRange, lost: ReadonlySet<number> = new Set()) {
  const end = of.to === null ? Infinity : ticksOf(of.to)
  const inside = (row: Row) => (of.field === 'createdTime' ? row.created : row.updated) <= end
  for (const row of before.filter(inside).filter(({ id }) => !lost.has(id))) {
    const now = after.find(({ id }) => id === row.id)
    const held = set.get(String(row.id))
    if (now && !inside(now)) continue
    expect(held, `incident ${row.id}`).toBeDefined()
    expect(ticksOf(held?.summary.lastUpdate ?? '')).toBeGreaterThanOrEqual(row.updated)
  }
}

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constantFrom('update' as const, 'merge' as const), at: fc.nat(40), same: fc.boolean() }),
  fc.record({ kind: fc.constant('add' as const), same: fc.boolean() }),
)
const schedule = fc.array(fc.array(action, { maxLength: 5 }), { maxLength: 24 })
const windows = fc.constantFrom(range(), range({ to: time(300) }), range({ field: 'createdTime' }), range({ field: 'createdTime', to: time(200) }))

describe('a list that moves while it is read', () => {
  it('is read whole, and so is what changed afterwards', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(30), schedule, schedule, windows, anyLinks, async (count, during, later, of, links) => {
      const service = createService(count, [...during, ...later], links)
      const first = await collect(service, of)
      expectWhole(first, service.state(), of)
      service.elapse()
      const second = await collect(service, of, { incidents: first.set.all(), since: first.since })
      expectWhole(second, service.state(), of)
    }), { numRuns: 2000 })
  }, 60_000)

  it('loses only the incidents that the service cannot deliver, and counts them', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.nat(29), anyLinks, async (count, at, links) => {
      const lost = new Set([1 + at % count])
      const service = createService(count, [], links, { always: lost })
      const run = await collect(service, range())
      expectWhole(run, service.state(), range(), lost)
      expect(run.set.count()).toBe(count - 1)
      expect(run.unreadAfter).toEqual([at % count === count - 1 ? '' : String(2 + at % count)])
    }), { numRuns: 300 })
  })

  it('is read whole whichever incidents come only without their alerts, and so is what changed afterwards', async () => {
    const expanded = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 40 })
    await fc.assert(fc.asyncProperty(fc.nat(30), schedule, schedule, windows, anyLinks, expanded, async (count, during, later, of, links, ids) => {
      const service = createService(count, [...during, ...later], links, { expanded: new Set(ids) })
      const first = await collect(service, of, { from: graph })
      expectWhole(first, service.state(), of)
      service.elapse()
      const second = await collect(service, of, { incidents: first.set.all(), since: first.since, from: graph })
      expectWhole(second, service.state(), of)
      expect([first.unreadAfter, second.unreadAfter]).toEqual([[], []])
    }), { numRuns: 600 })
  }, 60_000)

  it('lacks the alerts of that incident alone that comes only without them', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.nat(29), anyLinks, async (count, at, links) => {
      const id = 1 + at % count
      const run = await collect(createService(count, [], links, { expanded: new Set([id]) }), range(), { from: graph })
      expect(run.set.count()).toBe(count)
      expect([...run.set.all()].filter(({ summary }) => summary.alerts === null).map(({ summary }) => summary.id)).toEqual([String(id)])
      expect(run.set.withoutAlerts()).toBe(1)
    }), { numRuns: 300 })
  })
})
