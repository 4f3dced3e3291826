/** @file Builds the URLs of the incident list: the first page of a window, and the next one by link or position. */
import type { TimeRange, TimeWindow } from '../../../../shared/contract/model'
import type { IncidentApi } from '../../microsoft/incident-apis'
import { AppError } from '../../base/errors'
import { timeKey } from '../../../../shared/values/instants'
import { odataTime } from './times'
import { locationFacts, plainHost } from '../../network/responses/location'
import { quotable } from '../../base/quotable'

const hourMs = 3_600_000

/** Returns the time range of a window at `now`, the start of the run (ms since 1970). */
export function resolveWindow(window: TimeWindow, now: number): TimeRange {
  return window.kind === 'custom'
    ? { field: window.field, from: window.from, to: window.to }
    : { field: 'lastUpdateTime', from: new Date(now - window.hours * hourMs).toISOString(), to: null }
}

export interface Query {
  readonly api: IncidentApi
  readonly range: TimeRange
  /** Whether the query contains the range's end. Microsoft's sample shows `ge` only; `le` is plausible OData but unconfirmed. */
  readonly withUpperBound: boolean
  /** Restricts the list to incidents that changed since this service time, including those that left the range. null: no restriction. */
  readonly since: string | null
  /** Restricts the list to incidents last updated until this service time. Used to read the rest of a list if the service refuses to page further. */
  readonly until?: string
}

/** Returns the query of the same list without alerts; null if the query does not request alerts, because the API always sends them. */
export function withoutAlerts(query: Query): Query | null {
  const { $expand, ...options } = query.api.options
  return $expand === undefined ? null : { ...query, api: { ...query.api, options } }
}

/** Returns whether the list has an upper end: a limit on the last update, by which it is sorted. An incident that changes leaves such a list. */
export function hasUpperBound({ range, withUpperBound, since, until }: Query): boolean {
  return until !== undefined || (withUpperBound && range.to !== null && range.field === 'lastUpdateTime' && since === null)
}

/** Returns the `$filter`. The app applies the range's end as well, so the query may omit it. */
function filterOf({ api: { members }, range, withUpperBound, since, until }: Query): string {
  const updated = members.lastUpdateTime
  const lower = `${members[range.field]} ge ${odataTime(range.from)}`
  const upper = range.to !== null && withUpperBound ? [`${members[range.field]} le ${odataTime(range.to)}`] : []
  const changed = since === null ? [] : [`${updated} ge ${since}`]
  // A changed incident may have left the range at its end. The app notices that only if it receives the incident.
  const isLater = since !== null && (timeKey(since) ?? '') > (timeKey(range.from) ?? '')
  const inRange = since !== null && range.field === 'lastUpdateTime' ? (isLater ? changed : [lower]) : [lower, ...upper, ...changed]
  return [...inRange, ...(until === undefined ? [] : [`${updated} le ${until}`])].join(' and ')
}

/** Returns the query string. It contains `$` unescaped, as the service's own links do, and `+` for a space, as Microsoft's sample does. */
function searchOf(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%20', '+')}`).join('&')
}

/** Returns the URL of one incident, with the options of the list. SECURITY: an ID cannot leave its segment of the path (shared/values/incident-id.ts). */
export function incidentUrl({ host, listPath, options }: IncidentApi, id: string): URL {
  const url = new URL(`https://${host}`)
  url.pathname = `${listPath}/${encodeURIComponent(id)}`
  url.search = searchOf(options)
  return url
}

/** Returns the URL of the page with `top` incidents at position `skip`. */
export function pageUrl(query: Query, skip: number, top = query.api.pageSize): URL {
  const { api } = query
  const url = new URL(api.listPath, `https://${api.host}`)
  const parameters: Record<string, string> = { $filter: filterOf(query), $top: String(top), ...api.options }
  if (skip > 0) parameters.$skip = String(skip)
  url.search = searchOf(parameters)
  return url
}

/** Returns the option with this name; OData ignores the case of names. */
function option(url: URL, name: string): string | undefined {
  return [...url.searchParams.keys()].find(key => key.toLowerCase() === name)
}

/** Returns whether a URL is on one of the API's hosts, by HTTPS and without a user name. */
function isOnApiHost({ api }: Query, url: URL): boolean {
  return url.protocol === 'https:' && api.linkHosts.includes(plainHost(url)) && url.username === '' && url.password === ''
}

/**
 * Returns the URL of a nextLink, which may be relative in OData. SECURITY: the link is untrusted and the request contains the bearer token, so only the
 * configured API's hosts and the list's own path are accepted; the request goes to the API's own host. Throws `foreign-link` for any other. If a link lacks
 * the `$filter` or `$top` of the query (seen in captures: `?$skip=100` alone), they are restored.
 */
export function followLink(query: Query, link: string): URL {
  const first = pageUrl(query, 0)
  let url: URL
  try {
    url = new URL(link, first)
  } catch {
    throw new AppError('foreign-link', { host: first.host, location: quotable(link, 100) })
  }
  const ours = isOnApiHost(query, url) && url.pathname.replace(/\/+$/, '').toLowerCase() === first.pathname.toLowerCase()
  if (!ours) throw new AppError('foreign-link', { host: first.host, ...locationFacts(url) })
  url.host = first.host
  url.pathname = first.pathname
  url.hash = ''
  const lost = [...first.searchParams].filter(([name]) => option(url, name) === undefined)
  url.search = [url.search.slice(1), searchOf(Object.fromEntries(lost))].filter(Boolean).join('&')
  return url
}

/** Returns whether a link that cannot be followed is at least on one of the API's own hosts, by HTTPS. */
export function isOwnHost(query: Query, link: string): boolean {
  const base = pageUrl(query, 0).href
  if (!URL.canParse(link, base)) return true
  return isOnApiHost(query, new URL(link, base))
}

/** Returns a key that is the same for all spellings of a URL, to detect a repeated link. */
export function linkKey(url: URL): string {
  return [...url.searchParams].map(([name, value]) => `${name.toLowerCase()}=${value}`).sort().join('&')
}
