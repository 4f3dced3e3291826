/** @file For tests: a fake service whose list changes between any two requests, with the quirks and faults of real services. */
import type { TimeRange } from '../../../../../shared/contract/model'
import type { Incident } from '../../../incident/incident'
import type { AuthorizedRequest } from '../../../token/authorized-request'
import type { FetchPage, PageResponse } from '../../paging/page-fetcher'
import { Buffer } from 'node:buffer'
import { AppError } from '../../../base/errors'
import { aSummary } from '../../../../../shared/contract/fixtures'
import { aPageResponse } from '../../paging/fixtures'

/** The service's time at its first request, ms since 1970. */
export const start = Date.parse('2026-11-24T12:00:00Z')
const hour = 3_600_000

/** How the service writes the time of an incident's last update. */
export type Style = 'utc' | 'lower' | 'offset' | 'other-offset' | 'missing' | 'empty' | 'future'

const shifted = (ms: number, hours: number) => new Date(ms + hours * hour).toISOString().slice(0, -1)
const styles: Readonly<Record<Style, (ms: number) => string>> = {
  'utc': ms => new Date(ms).toISOString().replace(/\.?0*Z$/, 'Z'),
  'lower': ms => new Date(ms).toISOString().toLowerCase(),
  'offset': ms => `${shifted(ms, 0)}+00:00`,
  'other-offset': ms => `${shifted(ms, 5)}0000+05:00`,
  'missing': () => '',
  'empty': () => '0001-01-01T00:00:00Z',
  'future': ms => new Date(ms).toISOString(),
}

export interface Row {
  readonly id: number
  readonly created: number
  /** The time by which the list is sorted and filtered. */
  readonly updated: number
  readonly style: Style
  readonly version: number
  readonly merged: boolean
}

/** A change of the incident at a position, or a new incident. `same`: at the time of the last change. */
export type Action = { readonly kind: 'update' | 'merge', readonly at: number, readonly same: boolean, readonly style: Style } | { readonly kind: 'add', readonly same: boolean, readonly style: Style }

interface Form { readonly top: number, readonly withAlerts: boolean, readonly bySkip: boolean }

/**
 * Decides which pages before the last one contain a link to the next page. In OData, the response to a request with `$top` and `$skip` is not a page,
 * so it may contain none.
 */
const linking = {
  all: () => true,
  full: ({ top }: Form, pageSize: number) => top === pageSize,
  withAlerts: ({ withAlerts }: Form) => withAlerts,
  byToken: ({ bySkip }: Form) => !bySkip,
  none: () => false,
} satisfies Record<string, (form: Form, pageSize: number) => boolean>
export type Links = keyof typeof linking

export interface Habits {
  readonly links: Links
  /** The number of responses that sort incidents with the same time in different orders. */
  readonly unstableCalls: number
  readonly skip: 'right' | 'ignored' | 'rounded'
  /** Whether the list links to a next page forever, with the same rows or with none. */
  readonly endless: 'no' | 'same' | 'empty'
  /** The largest `$top`. A larger one is refused, or reduced to the largest, with a link to the rest. */
  readonly top: { readonly max: number, readonly how: 'refused' | 'cut' } | null
  /** The largest `$skip`. */
  readonly maxSkip: number
  readonly refusesEnd: boolean
  readonly statesTotal: boolean
  readonly hasDate: boolean
  /** IDs that are sent as elements that are not incidents. */
  readonly broken: ReadonlySet<number>
  /** IDs of incidents that the list contains twice, one copy directly after the other. */
  readonly twice: ReadonlySet<number>
  /** IDs of incidents that the service cannot deliver. */
  readonly undelivered: ReadonlySet<number>
  /** IDs of incidents that the service cannot deliver with their alerts. */
  readonly unexpandable: ReadonlySet<number>
}

export const goodHabits: Habits = {
  links: 'all', unstableCalls: 0, skip: 'right', endless: 'no', top: null, maxSkip: Infinity, refusesEnd: false, statesTotal: false, hasDate: true,
  broken: new Set(), twice: new Set(), undelivered: new Set(), unexpandable: new Set(),
}

const toIncident = ({ id, created, updated, style, version, merged }: Row, alerts: number | null): Incident => {
  const summary = aSummary({
    id: String(id), name: `version ${version}`, alerts, lastUpdate: styles[style](updated), created: new Date(created).toISOString(), redirectedTo: merged ? '1' : null,
  })
  return { summary, bytes: Buffer.from(JSON.stringify(summary)) }
}

export interface MovingService {
  readonly fetchPage: FetchPage
  readonly rows: () => readonly Row[]
  /** ms since 1970. */
  readonly now: () => number
  readonly calls: () => number
  /** Advances the clock and applies the changes of one more request. */
  readonly elapse: (ms: number) => void
}

/** The service's incidents, its clock and the changes to come. */
function createRows(gaps: readonly number[], schedule: readonly (readonly Action[])[], unstableCalls: number) {
  let now = start
  let changedAt = start - 1
  let steps = 0
  let rows: Row[] = []
  for (const gap of gaps) {
    const updated = (rows.at(-1)?.updated ?? start - 30_000) - gap * 1000
    rows.push({ id: gaps.length - rows.length, created: updated - 3 * hour, updated, style: 'utc', version: 1, merged: false })
  }

  const order = (row: Row, call: number) => call < unstableCalls ? (row.id * 7919 + call * 104_729) % 9973 : -row.id
  const sorted = (call: number) => [...rows].sort((a, b) => b.updated - a.updated || order(a, call) - order(b, call))
  const stamp = ({ same, style }: Action) => {
    // A change becomes visible within two minutes of its time.
    if (!same || changedAt < now - 100_000) changedAt = Math.max(now, changedAt + 1)
    return style === 'future' ? changedAt + 26 * hour : changedAt
  }
  const change = (action: Action) => {
    const updated = stamp(action)
    const { style } = action
    if (action.kind === 'add') {
      rows = [...rows, { id: rows.length + 1, created: now, updated, style, version: 1, merged: false }]
      return
    }
    const target = sorted(Infinity)[action.at % Math.max(1, rows.length)]
    if (!target) return
    const changed = { updated, style, version: target.version + 1, merged: target.merged || action.kind === 'merge' }
    rows = rows.map(row => row.id === target.id ? { ...row, ...changed } : row)
  }
  return {
    rows: () => rows,
    sorted,
    now: () => now,
    elapse: (ms: number) => {
      now += ms
      for (const action of schedule[steps++] ?? []) change(action)
    },
  }
}

const matches = (row: Row, filter: string) => filter.split(' and ').every((term) => {
  const [field, operator, literal = ''] = term.split(' ')
  const value = field === 'createdTime' ? row.created : row.updated
  const bound = Date.parse(literal)
  return operator === 'ge' ? value >= bound : value <= bound
})

/** @param gaps seconds between the updates of the initial incidents, newest first; 0: at the same time. */
export function createMovingService(
  gaps: readonly number[], schedule: readonly (readonly Action[])[], pageSize: number, given: Partial<Habits> = {},
): MovingService {
  const habits = { ...goodHabits, ...given }
  const { rows, sorted, now, elapse } = createRows(gaps, schedule, habits.unstableCalls)
  let calls = 0

  const answer = ({ url: { searchParams }, api: { host, listPath, kind } }: AuthorizedRequest): PageResponse => {
    const filter = searchParams.get('$filter') ?? ''
    const withAlerts = kind === 'defender-xdr' || searchParams.get('$expand') === 'alerts'
    const position = Number(searchParams.get('$skip') ?? searchParams.get('$skiptoken') ?? 0)
    const wanted = Number(searchParams.get('$top'))
    const isTooMuch = habits.top?.how === 'refused' && wanted > habits.top.max
    if (isTooMuch || position > habits.maxSkip || (habits.refusesEnd && / le /.test(filter))) throw new AppError('bad-request')
    const top = Math.min(wanted, habits.top?.max ?? Infinity)
    const all = sorted(calls - 1).filter(row => matches(row, filter)).flatMap(row => habits.twice.has(row.id) ? [row, row] : [row])
    const rounded = habits.skip === 'rounded' ? position - position % pageSize : position
    const skip = habits.skip === 'ignored' || habits.endless === 'same' ? 0 : rounded
    const chosen = habits.endless === 'empty' && position > 0 ? [] : all.slice(skip, skip + top)
    if (chosen.some(({ id }) => habits.undelivered.has(id) || (withAlerts && habits.unexpandable.has(id)))) throw new AppError('server-error')
    const isLinking = habits.top?.how === 'cut' || linking[habits.links]({ top, withAlerts, bySkip: searchParams.has('$skip') }, pageSize)
    const isLinked = habits.endless !== 'no' || (isLinking && skip + top < all.length)
    return aPageResponse({
      incidents: chosen.filter(({ id }) => !habits.broken.has(id)).map(row => toIncident(row, withAlerts ? 0 : null)),
      rows: chosen.length,
      nextLink: isLinked ? `https://${host}${listPath}/?${habits.links === 'byToken' ? '$skiptoken' : '$skip'}=${position + top}` : null,
      total: habits.statesTotal ? all.length : null,
      unreadable: chosen.flatMap(({ id }, index) => habits.broken.has(id) ? [index] : []),
    }, { serverTime: habits.hasDate ? Math.floor(now() / 1000) * 1000 : null })
  }

  const fetchPage: FetchPage = async (request) => {
    calls++
    try {
      return answer(request)
    } finally {
      elapse(2000)
    }
  }
  return { fetchPage, rows, now, calls: () => calls, elapse }
}

/** Returns whether the service lists an incident in a window. */
export function isInside({ created, updated }: Row, { field, from, to }: TimeRange): boolean {
  const time = field === 'createdTime' ? created : updated
  return time >= Date.parse(from) && (to === null || time <= Date.parse(to))
}
