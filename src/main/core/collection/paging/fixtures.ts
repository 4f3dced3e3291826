/** @file Builders for tests: incidents, pages and responses of the list, with plain values for everything that a test does not name. */
import type { IncidentSummary } from '../../../../shared/contract/model'
import type { Incident } from '../../incident/incident'
import type { Page } from './page'
import type { PageAnswer } from './page-fetcher'
import { Buffer } from 'node:buffer'
import { aSummary } from '../../../../shared/contract/fixtures'

export function anIncident(given: Partial<IncidentSummary> = {}): Incident {
  return { summary: aSummary(given), bytes: Buffer.from('{}') }
}

export function aPage(given: Partial<Page> = {}): Page {
  const { incidents = [], nextLink = null } = given
  return { incidents, rows: incidents.length, unreadable: [], nextLink, hasMore: nextLink !== null, total: null, error: null, ...given }
}

export function aPageAnswer(page: Partial<Page>, given: Partial<PageAnswer> = {}): PageAnswer {
  return { page: Promise.resolve(aPage(page)), peekedLink: null, partial: null, clockOffset: 0, serverTime: Date.parse('2026-11-24T12:00:00Z'), ...given }
}
