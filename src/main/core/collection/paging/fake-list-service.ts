/** @file A fake service for tests: numbered incidents in pages, sent in the order that the test sets. */
import type { Incident } from '../../incident/incident'
import type { FetchPage, PageResponse } from './page-fetcher'
import { Buffer } from 'node:buffer'
import { aSummary } from '../../../../shared/contract/fixtures'
import { AppError } from '../../base/errors'
import { aPageResponse } from './fixtures'

export const now = Date.parse('2026-11-24T12:00:00Z')

export const incident = (id: number, lastUpdate = '2026-11-24T11:00:00Z'): Incident => ({
  bytes: Buffer.from(JSON.stringify([id, lastUpdate])),
  summary: aSummary({ id: String(id), lastUpdate, created: lastUpdate }),
})

export const page = (from: number, count: number, nextLink: string | null = null): PageResponse =>
  aPageResponse({ incidents: Array.from({ length: count }, (_, index) => incident(from + index)), nextLink }, { peekedLink: nextLink })

export const link = (skip: number) => `https://api.security.microsoft.com/api/incidents/?$skip=${skip}`

/** A service that sends these responses in order and records the requests. */
export function service(...answers: readonly (PageResponse | AppError)[]) {
  const requests: string[] = []
  const fetchPage: FetchPage = async ({ url }) => {
    const answer = answers[requests.push(url.search) - 1]
    if (!answer || answer instanceof AppError) throw answer ?? new AppError('server-error')
    return answer
  }
  return { requests, fetchPage }
}
