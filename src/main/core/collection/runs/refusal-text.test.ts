/** @file Tests the text of a refusal for every kind of request for incidents: each reports the same failure with the complete text. */
import type { CollectionProgress } from './progress'
import type { HttpResponse } from '../../network/http'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { defenderXdr, microsoftGraph } from '../../microsoft/incident-apis'
import { createIncidentFetcher } from '../paging/incident-fetcher'
import { createSend } from '../../network/retry'
import { createCollections } from './collections'
import { readPage } from '../paging/page'
import { createPageFetcher } from '../paging/page-fetcher'
import { aSource, noIndex } from './fixtures'

const start = Date.parse('2026-11-24T12:00:00Z')
const answer = (status: number, body: string): HttpResponse =>
  ({ status, headers: new Headers({ date: new Date(start).toUTCString() }), chunks: [Buffer.from(body)] })
const json = (code: string, message: string) => JSON.stringify({ error: { code, message, target: 't' } })

/** [name, response, failure]. */
const responses: readonly (readonly [string, HttpResponse, string, object])[] = [
  ['a web filter\'s page', answer(403, '\uFEFF<title>Blocked</title>'), 'refused', { serverMessage: 'Blocked', sender: 'unknown' }],
  ['a web filter\'s word', answer(403, '{"error":"forbidden"}'), 'refused', { serverMessage: 'forbidden', sender: 'unknown' }],
  ['a feature that is off', answer(403, `\uFEFF${json('DisabledFeature', 'Off.')}`), 'refused', { serverCode: 'DisabledFeature', serverMessage: 'Off.', target: 't' }],
  ['a missing role', answer(403, json('Forbidden', 'Missing roles.')), 'forbidden', { serverCode: 'Forbidden', serverMessage: 'Missing roles.', target: 't' }],
  ['a captive portal', answer(401, '<h1>Sign in</h1>'), 'refused', { serverMessage: 'Sign in', sender: 'unknown' }],
  ['an API that was retired', answer(410, json('Gone', 'Retired.')), 'refused', { serverCode: 'Gone', serverMessage: 'Retired.', target: 't' }],
  ['a legal block', answer(451, 'By order.'), 'refused', { serverMessage: 'By order.', sender: 'unknown' }],
  ['a gateway that fails', answer(502, '<h1>502 Bad Gateway</h1>'), 'server-error', { serverMessage: '502 Bad Gateway', sender: 'unknown' }],
  ['a page with HTTP 200', answer(200, '<h1>Sign in</h1>'), 'not-json', { serverMessage: 'Sign in', sender: 'unknown' }],
]

describe.each([defenderXdr, microsoftGraph])('$kind', (api) => {
  const { pageSize } = api
  /** Creates a service with three pages. `fault` returns the response that replaces a page. */
  function setUp(fault: (skip: number) => HttpResponse | undefined) {
    const clock = { now: () => start, monotonic: () => 0, wait: async () => undefined }
    const quota = { take: async () => () => undefined, block: () => undefined, state: () => ({ limits: [], blockedUntil: null }) }
    const exchange = async ({ url }: { readonly url: URL }): Promise<HttpResponse> => {
      const skip = Number(url.searchParams.get('$skip') ?? 0)
      const rows = Array.from({ length: Math.max(0, Math.min(pageSize, 3 * pageSize - skip)) }, (_, at) => {
        const time = new Date(start - 3_600_000 - (skip + at) * 1000).toISOString()
        return { id: String(skip + at + 1), incidentId: skip + at + 1, lastUpdateTime: time, lastUpdateDateTime: time, alerts: [] }
      })
      const more = skip + pageSize < 3 * pageSize ? { '@odata.nextLink': `https://${api.host}${api.listPath}?$skip=${skip + pageSize}` } : {}
      return fault(skip) ?? answer(200, JSON.stringify({ value: rows, ...more }))
    }
    const deps = { send: createSend(exchange, clock), tokens: { get: async () => 'token' }, clock, quotaOf: () => quota }
    let settle: (end: CollectionProgress) => void = () => undefined
    const collections = createCollections({
      source: () => aSource(api), appVersion: '1.2.3', clock, fetchPage: createPageFetcher({ ...deps, readPage: async (chunks, kind) => readPage(Buffer.concat(chunks), kind) }),
      fetchIncident: async () => { throw new AppError('unexpected') },
      emit: (progress) => { if (progress.collection.outcome) settle(progress) },
      nextRun: (() => { let run = 0; return () => ++run })(), onRun: () => undefined,
      index: noIndex, rowsVersion: () => 0, onReplaced: () => undefined, onUnexpected: (error) => { throw error },
    })
    const refresh = async () => {
      const { collection } = await new Promise<CollectionProgress>((resolve) => {
        settle = resolve
        collections.start({ kind: 'last', hours: 48 }, { how: 'refresh', startedBy: 'person' })
      })
      return { kind: collection.kind, failure: collection.outcome?.kind === 'incomplete' ? collection.outcome.failure : null }
    }
    return { refresh, fetchIncident: createIncidentFetcher(deps) }
  }

  it.each(responses.flatMap(row => [0, 1, 2].map(page => [row[0], page, ...row.slice(1)] as const)))('reports %s at page %i', async (_name, page, ...[response, code, text]) => {
    const { refresh } = setUp(skip => skip >= Number(page) * pageSize ? response as HttpResponse : undefined)
    expect(await refresh()).toMatchObject({ kind: 'full', failure: { code, details: { host: api.host, status: (response as HttpResponse).status, ...text as object } } })
  })

  it.each(responses)('reports %s during a refresh', async (_name, response, code, text) => {
    let isFaulty = false
    const { refresh } = setUp(() => isFaulty ? response : undefined)
    expect(await refresh()).toEqual({ kind: 'full', failure: null })
    isFaulty = true
    expect(await refresh()).toMatchObject({ kind: 'changes', failure: { code, details: { host: api.host, status: response.status, ...text } } })
  })

  it.each(responses)('reports %s for a single incident', async (_name, response, code, text) => {
    const incident = setUp(() => response).fetchIncident({ id: '5', api, signal: new AbortController().signal })
    const failure = await incident.catch((error: unknown) => error instanceof AppError ? error.failure : error)
    expect(failure).toMatchObject({ code: code === 'server-error' ? 'alerts-undelivered' : code, details: { host: api.host, status: response.status, ...text } })
  })
})
