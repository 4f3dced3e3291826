/** @file Tests the core as a caller without a window, a profile or IPC would use it: awaits a run and exports its dataset. */
import type { HttpResponse } from '../network/http'
import { Buffer } from 'node:buffer'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readPage } from '../collection/paging/page'
import { createPageFetcher } from '../collection/paging/page-fetcher'
import { aSource } from '../collection/runs/fixtures'
import { performRun } from '../collection/runs/perform-run'
import { beginRun, datasetOf } from '../collection/runs/run'
import { exportFacts, jsonPieces } from '../export/export'
import { createFileWriter } from '../files/write-file'
import { defenderXdr } from '../microsoft/incident-apis'
import { createSend } from '../network/retry'

const start = Date.parse('2026-11-24T12:00:00Z')
const clock = { now: () => start, monotonic: () => 0, wait: async () => undefined }
const pageSize = defenderXdr.pageSize

/** The text of the incident at a position, newest first, with a member that no version of the app knows. */
const incidentText = (position: number) =>
  `{"incidentId":${position + 1},"lastUpdateTime":"${new Date(start - (position + 1) * 60_000).toISOString()}","futureMember":1.50,"alerts":[]}`

/** A service with `count` incidents; `failAt` is the position of a page that it does not deliver. */
function fakeFetchPage(count: number, failAt = Infinity) {
  const headers = new Headers({ date: new Date(start).toUTCString() })
  const respond = (status: number, body: string): HttpResponse => ({ status, headers, chunks: [Buffer.from(body)] })
  const exchange = async ({ url }: { readonly url: URL }): Promise<HttpResponse> => {
    const skip = Number(url.searchParams.get('$skip') ?? 0)
    if (skip >= failAt) return respond(404, '{}')
    const rows = Array.from({ length: Math.max(0, Math.min(pageSize, count - skip)) }, (_, index) => incidentText(skip + index))
    const link = skip + pageSize < count ? `,"@odata.nextLink":"https://${defenderXdr.host}${defenderXdr.listPath}?$skip=${skip + pageSize}"` : ''
    return respond(200, `{"value":[${rows.join()}]${link}}`)
  }
  const quota = { take: async () => () => undefined, block: () => undefined, state: () => ({ limits: [], blockedUntil: null }) }
  return createPageFetcher({
    send: createSend(exchange, clock), tokens: { get: async () => 'token' }, clock, quotaOf: () => quota,
    readPage: async (chunks, api) => readPage(Buffer.concat(chunks), api),
  })
}

async function collect(fetchPage: ReturnType<typeof fakeFetchPage>) {
  const request = { run: 1, source: aSource(defenderXdr), appVersion: '1.2.3', window: { kind: 'last', hours: 48 }, base: null, startedBy: 'person' } as const
  const run = beginRun(request, clock)
  const result = await performRun(run, { fetchPage, before: null, report: () => undefined, onUnexpected: (error) => { throw error } })
  // Only a refresh can end in another way.
  if (result.kind !== 'ended') throw new Error('the run is not a refresh')
  return datasetOf(run, result.outcome)
}

function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'without-a-window-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

it('awaits a complete collection and exports it as received', async () => {
  const dataset = await collect(fakeFetchPage(250))
  expect(dataset.completeness).toEqual({ kind: 'complete' })
  expect(dataset.provenance).toEqual({
    source: 'live', sample: false, file: null, api: 'defender-xdr', cloud: 'worldwide', tenantId: 'contoso.example', window: { kind: 'last', hours: 48 },
    range: { field: 'lastUpdateTime', from: '2026-11-22T12:00:00.000Z', to: null }, fetchedAt: '2026-11-24T12:00:00.000Z', appVersion: '1.2.3',
  })
  const folder = temporaryFolder()
  const incidents = [...dataset.incidents.all()]
  const { fileName } = exportFacts({ dataset, incidents }, 'json', false)
  await createFileWriter('0a1b2c3d').write(path.join(folder, fileName), Array.from(jsonPieces(incidents), ({ bytes }) => bytes))
  expect(readdirSync(folder)).toEqual(['Latest Incidents 2026-11-24T12.00.00.000Z.json'])
  const expected = Array.from({ length: 250 }, (_, position) => incidentText(position))
  expect(readFileSync(path.join(folder, fileName), 'utf8')).toBe(`[${expected.join(',\n')}]\n`)
})

it('a collection that ends early is a dataset marked as incomplete', async () => {
  const dataset = await collect(fakeFetchPage(250, pageSize))
  expect(dataset.completeness).toMatchObject({ kind: 'incomplete', failure: { code: 'not-found' } })
  expect(exportFacts({ dataset, incidents: [...dataset.incidents.all()] }, 'json', false))
    .toMatchObject({ fileName: 'Latest Incidents 2026-11-24T12.00.00.000Z (incomplete).json', incidents: pageSize, completeness: 'incomplete', withoutAlerts: 0 })
})
