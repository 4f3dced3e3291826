import type { HttpResponse } from '../../network/http'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { microsoftGraph } from '../../microsoft/incident-apis'
import { aPageFetcher, aResponse } from './fixtures'

const request = {
  url: new URL(`https://${microsoftGraph.host}${microsoftGraph.listPath}`), api: microsoftGraph, signal: new AbortController().signal, onWaiting: () => undefined,
}
const page = { value: [{ id: '1' }] }
const fetchFrom = (...answers: readonly HttpResponse[]) => {
  const left = [...answers]
  return aPageFetcher(async () => left.shift() ?? aResponse(500))(request)
}

describe('a partial response', () => {
  const warning = '199 - "Microsoft/Office 365/504/10000"'

  it.each([
    [200, { Warning: warning }, null],
    [206, { Warning: warning }, warning],
    [206, {}, ''],
    [206, { Warning: 'x'.repeat(9000) }, `${'x'.repeat(500)}…`],
  ])('is a page with its warning: HTTP %s, %j', async (status, headers, partial) => {
    const response = await fetchFrom(aResponse(status, page, headers as Record<string, string>))
    expect(response.partial).toBe(partial)
    expect((await response.page).incidents).toHaveLength(1)
  })

  it('is reported as an error in the page if it replaces a damaged response', async () => {
    const response = await fetchFrom(aResponse(200, '{"value":['), aResponse(206, page, { Warning: '199 - "late"' }))
    expect((await response.page).error).toEqual({ serverMessage: '199 - "late"' })
  })
})

it.each([401, 403])('a request that receives HTTP %i is repeated once, with a new token', async (status) => {
  const fresh: boolean[] = []
  const sent: unknown[] = []
  const fetchPage = aPageFetcher(async ({ headers }) => {
    sent.push(headers?.Authorization)
    return aResponse(sent.length === 1 ? status : 200, page)
  }, { tokens: { get: async (options) => { fresh.push(options.fresh); return options.fresh ? 'new' : 'old' } } })
  await fetchPage(request)
  expect([fresh, sent]).toEqual([[false, true], ['Bearer old', 'Bearer new']])
})

it.each([
  ['cut off after an inner brace', '{"value":[{"id":"1"}'], ['joined to another', '{"value":[]}{"value":[]}'], ['followed by a page', '{"value":[]}\n<html>'], ['empty', ''],
])('a response that is %s is requested again', async (_how, damaged) => {
  const waits: (string | null)[] = []
  let sent = 0
  const fetchPage = aPageFetcher(async () => ++sent === 1 ? aResponse(200, damaged) : aResponse(200, page))
  const response = await fetchPage({ ...request, onWaiting: waiting => waits.push(waiting?.for === 'retry' ? `${waiting.attempt} of ${waiting.of}` : null) })
  expect((await response.page).incidents).toHaveLength(1)
  expect([sent, waits]).toEqual([2, ['1 of 4', null]])
})

it('a complete response has no error, and an unexpected exception is not retried', async () => {
  expect((await (await fetchFrom(aResponse(200, page))).page).error).toBeNull()
  let sent = 0
  const bug = new TypeError('a fault of the app')
  const fetchPage = aPageFetcher(async () => { sent++; return aResponse(200, page) }, { readPage: () => Promise.reject(bug) })
  await expect((await fetchPage(request)).page).rejects.toBe(bug)
  expect(sent).toBe(1)
})

it.each([[3_000, 2], [2_999, 1], [0, 0]])('damaged responses are requested again for at most %i ms of pauses', async (retryBudgetMs, retries) => {
  let sent = 0
  const fetchPage = aPageFetcher(async () => { sent++; return aResponse(200, '') })
  const failed = await (await fetchPage({ ...request, retryBudgetMs })).page.catch((error: unknown) => error)
  expect(failed).toMatchObject({ code: 'cut-off', details: { attempts: sent } })
  expect(sent).toBe(1 + retries)
})

it('a refusal of Microsoft Graph is thrown with its text and the request ID', async () => {
  const body = { error: { code: 'Forbidden', message: 'Missing application roles.', innerError: { 'date': 'd', 'request-id': 'r1', 'client-request-id': 'c' } } }
  const failed = await fetchFrom(aResponse(403, body), aResponse(403, body)).catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(AppError)
  expect(failed).toMatchObject({ code: 'forbidden', details: { serverCode: 'Forbidden', serverMessage: 'Missing application roles.', target: 'r1' } })
})
