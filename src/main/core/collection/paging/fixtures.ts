/** @file Builders for tests: incidents, pages and responses of the list, with default values for every member that a test does not set, and a page fetcher. */
import type { IncidentSummary } from '../../../../shared/contract/model'
import type { Incident } from '../../incident/incident'
import type { Page, SingleIncident } from './page'
import type { HttpResponse } from '../../network/http'
import type { Send } from '../../network/retry'
import type { RequestDeps } from '../../token/authorized-request'
import type { FetchPage, PageResponse } from './page-fetcher'
import { Buffer } from 'node:buffer'
import { aRow, aSummary } from '../../../../shared/contract/fixtures'
import { packRows } from '../../incident/packed-rows'
import { readPage } from './page'
import { createPageFetcher } from './page-fetcher'

export function anIncident(given: Partial<IncidentSummary> = {}): Incident {
  return { summary: aSummary(given), bytes: Buffer.from('{}') }
}

const rowsOf = (incidents: readonly Incident[]) => packRows(incidents.map(({ summary }) => ({ row: aRow(summary), alertTitles: [], entities: [] })))

export const aSingleIncident = (incident: Incident): SingleIncident => ({ ...incident, indexed: rowsOf([incident]) })

export function aPage(given: Partial<Page> = {}): Page {
  const { incidents = [], nextLink = null } = given
  const page = { incidents, indexed: rowsOf(incidents), rows: incidents.length, unreadable: [], nextLink, hasMore: nextLink !== null, total: null, error: null }
  return { ...page, ...given }
}

export function aPageResponse(page: Partial<Page>, given: Partial<PageResponse> = {}): PageResponse {
  return { page: Promise.resolve(aPage(page)), peekedLink: null, partial: null, clockOffsetSeconds: 0, serverTime: Date.parse('2026-11-24T12:00:00Z'), ...given }
}

/** An HTTP response. A body other than a string or bytes is serialized as JSON. */
export function aResponse(status: number, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  return { status, headers: new Headers(headers), chunks: [bytes] }
}

/** A quota without limits. */
export const unlimitedQuota = { take: async () => () => undefined, block: () => undefined, state: () => ({ limits: [], blockedUntil: null }) }

/** The dependencies of requests, without real tokens, limits and pauses. */
export const requestDeps = (send: Send): RequestDeps => ({
  send,
  tokens: { get: async () => 'token' },
  quotaOf: () => unlimitedQuota,
  clock: { now: () => Date.parse('2026-11-24T12:00:00Z'), monotonic: () => 0, wait: async () => undefined },
})

/** A page fetcher that parses pages in the same thread. */
export function aPageFetcher(send: Send, given: Partial<Parameters<typeof createPageFetcher>[0]> = {}): FetchPage {
  return createPageFetcher({ ...requestDeps(send), readPage: async (chunks, api) => readPage(Buffer.concat(chunks), api), ...given })
}
