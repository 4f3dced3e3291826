/** @file The list call's addresses: the first page of a window, and the next one from what the API says. */
import type { TimeRange, TimeWindow } from '../../../../shared/contract/model'
import type { IncidentApi } from '../../microsoft/incident-apis'
import { AppError } from '../../base/errors'
import { timeKey } from '../../../../shared/values/instants'
import { odataTime } from './times'
import { locationFacts, plainHost } from '../../network/responses/location'
import { quotable } from '../../base/quotable'

const hourMs = 3_600_000

/** The points in time a window means at `now`, the moment Refresh was pressed (ms since 1970). */
export function resolveWindow(window: TimeWindow, now: number): TimeRange {
  return window.kind === 'custom'
    ? { field: window.field, from: window.from, to: window.to }
    : { field: 'lastUpdateTime', from: new Date(now - window.hours * hourMs).toISOString(), to: null }
}

export interface Query {
  readonly api: IncidentApi
  readonly range: TimeRange
  /** Asks for the range's end as well. Only `ge` is shown by Microsoft's sample; `le` is plausible OData but unconfirmed. */
  readonly withUpperBound: boolean
  /** Asks only for incidents that changed since this time of the API, wherever in the range; those that left the range are listed too. */
  readonly since: string | null
  /** Asks only for incidents whose last update is not later than this time of the API: the rest of a list that is paged no further. */
  readonly until?: string
}

/** The same list without the incidents' alerts; null where they need not be asked for: then they come by themselves. */
export function withoutAlerts(query: Query): Query | null {
  const { $expand, ...options } = query.api.options
  return $expand === undefined ? null : { ...query, api: { ...query.api, options } }
}

/** Returns whether the list ends at a time of the last update, by which it is sorted. An incident that changes leaves such a list. */
export function hasUpperBound({ range, withUpperBound, since, until }: Query): boolean {
  return until !== undefined || (withUpperBound && range.to !== null && range.field === 'lastUpdateTime' && since === null)
}

/** Returns the `$filter`. The app applies the range's end as well, so it can be left out here. */
function filterOf({ api: { timeNames }, range, withUpperBound, since, until }: Query): string {
  const updated = timeNames.lastUpdateTime
  const lower = `${timeNames[range.field]} ge ${odataTime(range.from)}`
  const upper = range.to !== null && withUpperBound ? [`${timeNames[range.field]} le ${odataTime(range.to)}`] : []
  const changed = since === null ? [] : [`${updated} ge ${since}`]
  // A changed incident may have left a range of updates at its end: the app must see it to notice.
  const isLater = since !== null && (timeKey(since) ?? '') > (timeKey(range.from) ?? '')
  const inRange = since !== null && range.field === 'lastUpdateTime' ? (isLater ? changed : [lower]) : [lower, ...upper, ...changed]
  return [...inRange, ...(until === undefined ? [] : [`${updated} le ${until}`])].join(' and ')
}

/** A query as it stands in an address. The service's own links write `$`; `+` for a space is what Microsoft's sample sends. */
function searchOf(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%20', '+')}`).join('&')
}

/** The address of one incident, with all that the list is asked for. SECURITY: no id leaves its place in the path (shared/values/incident-id.ts). */
export function incidentUrl({ host, listPath, options }: IncidentApi, id: string): URL {
  const url = new URL(`https://${host}`)
  url.pathname = `${listPath}/${encodeURIComponent(id)}`
  url.search = searchOf(options)
  return url
}

/** The address of the page of `top` incidents that begins behind `skip` incidents. */
export function pageUrl(query: Query, skip: number, top = query.api.pageSize): URL {
  const { api } = query
  const url = new URL(api.listPath, `https://${api.host}`)
  const parameters: Record<string, string> = { $filter: filterOf(query), $top: String(top), ...api.options }
  if (skip > 0) parameters.$skip = String(skip)
  url.search = searchOf(parameters)
  return url
}

/** An option by its name, which OData compares without case. */
function option(url: URL, name: string): string | undefined {
  return [...url.searchParams.keys()].find(key => key.toLowerCase() === name)
}

/** Whether an address is one of the API's hosts, by HTTPS and without a user name. */
function leadsHome({ api }: Query, url: URL): boolean {
  return url.protocol === 'https:' && api.linkHosts.includes(plainHost(url)) && url.username === '' && url.password === ''
}

/**
 * Returns the address that a nextLink names; OData allows it to be relative. SECURITY: the link comes from outside and the request carries the
 * bearer token, so only the configured API's hosts and the list's own path are accepted, else `foreign-link`; the request goes to
 * the API's own host. A link that lost our `$filter` or `$top` (seen in captures: `?$skip=100` alone) gets them back.
 */
export function followLink(query: Query, link: string): URL {
  const first = pageUrl(query, 0)
  let url: URL
  try {
    url = new URL(link, first)
  } catch {
    throw new AppError('foreign-link', { host: first.host, location: quotable(link, 100) })
  }
  const ours = leadsHome(query, url) && url.pathname.replace(/\/+$/, '').toLowerCase() === first.pathname.toLowerCase()
  if (!ours) throw new AppError('foreign-link', { host: first.host, ...locationFacts(url) })
  url.host = first.host
  url.pathname = first.pathname
  url.hash = ''
  const lost = [...first.searchParams].filter(([name]) => option(url, name) === undefined)
  url.search = [url.search.slice(1), searchOf(Object.fromEntries(lost))].filter(Boolean).join('&')
  return url
}

/** Returns whether a link that cannot be followed leads nowhere else than to the API's own host, by HTTPS. */
export function isOwnHost(query: Query, link: string): boolean {
  const base = pageUrl(query, 0).href
  if (!URL.canParse(link, base)) return true
  return leadsHome(query, new URL(link, base))
}

/** The same address, however it is written: for noticing a link that repeats. */
export function linkKey(url: URL): string {
  return [...url.searchParams].map(([name, value]) => `${name.toLowerCase()}=${value}`).sort().join('&')
}
