import type { HttpResponse, HttpRequest } from '../../network/http'
import type { RetryPolicy } from '../../network/retry'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { microsoftGraph as api } from '../../microsoft/incident-apis'
import { aResponse, requestDeps, unlimitedQuota } from './fixtures'
import { createIncidentFetcher } from './incident-fetcher'

const whole = '{"@odata.context":"x","id" : "5","lastUpdateDateTime":"2026-11-24T11:00:00Z","alerts":[{},{}]}'

function setUp(answer: HttpResponse | AppError) {
  const sent: (HttpRequest & RetryPolicy)[] = []
  const fetchIncident = createIncidentFetcher(requestDeps(async (request, policy) => {
    sent.push({ ...request, ...policy })
    if (answer instanceof AppError) throw answer
    return answer
  }))
  return { sent, get: (id = '5') => fetchIncident({ id, api, signal: new AbortController().signal }) }
}

describe('a single incident', () => {
  it('is requested by ID with its alerts from the API\'s host, with one retry, and counts against the quota', async () => {
    const { sent, get } = setUp(aResponse(200, whole))
    expect((await get()).summary).toMatchObject({ id: '5', alerts: 2 })
    expect(sent.map(({ url, headers }) => [url.href, headers?.Authorization])).toEqual([['https://graph.microsoft.com/v1.0/security/incidents/5?$expand=alerts', 'Bearer token']])
    expect(sent[0]).toMatchObject({ quota: unlimitedQuota, retryBudgetMs: 1000, headers: { Prefer: 'include-unknown-enum-members' } })
  })

  it('has the bytes of the response without white space and byte order mark', async () => {
    expect((await setUp(aResponse(200, `\uFEFF\r\n ${whole}\n`)).get()).bytes.toString()).toBe(whole)
  })

  it.each([
    ['HTTP 500', new AppError('server-error', { host: api.host, status: 500, attempts: 2 }), { code: 'alerts-undelivered', details: { status: 500, attempts: 2 } }],
    ['a response that is always cut off', new AppError('cut-off', { host: api.host, status: 200, attempts: 2 }), { code: 'alerts-undelivered', details: { attempts: 2 } }],
    ['HTTP 404', aResponse(404, '{"error":{"code":"NotFound","message":"No such incident."}}'), { code: 'alerts-undelivered', details: { status: 404, serverMessage: 'No such incident.' } }],
    ['HTTP 206', aResponse(206, whole, { Warning: 'w' }), { code: 'alerts-undelivered', details: { status: 206, serverMessage: 'w' } }],
    ['no alerts', aResponse(200, '{"id":"5"}'), { code: 'alerts-undelivered' }],
    ['alerts of another kind', aResponse(200, '{"id":"5","alerts":{}}'), { code: 'alerts-undelivered' }],
    ['another incident', aResponse(200, '{"id":"6","alerts":[]}'), { code: 'alerts-undelivered' }],
    ['no incident', aResponse(200, '{"value":[]}'), { code: 'alerts-undelivered' }],
    ['an error in its place', aResponse(200, '{"error":{"code":"c","message":"Text."}}'), { code: 'alerts-undelivered', details: { serverMessage: 'Text.', status: 200 } }],
    ['a page that another server sent', aResponse(200, '<title>Sign in to the hotel</title>'), { code: 'not-json', details: { host: api.host, status: 200, serverMessage: 'Sign in to the hotel' } }],
    ['HTTP 410', aResponse(410, '{"error":{"code":"Gone","message":"Retired."}}'), { code: 'refused', details: { status: 410, serverMessage: 'Retired.' } }],
    ['text behind the JSON', aResponse(200, `${whole}x`), { code: 'damaged' }],
    ['bytes that are not UTF-8', aResponse(200, Buffer.from([0x7B, 0xFF, 0x7D])), { code: 'damaged' }],
    ['HTTP 403', aResponse(403, '{"error":{"code":"Forbidden","message":"Missing application roles."}}'), { code: 'forbidden' }],
    ['HTTP 403 of a web filter', aResponse(403, '{"error":"forbidden"}'), { code: 'refused', details: { serverMessage: 'forbidden', sender: 'unknown' } }],
    ['no network', new AppError('offline'), { code: 'offline' }],
  ])('fails with %s', async (_name, answer, failure) => {
    const failed = await setUp(answer).get().catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(AppError)
    expect(failed).toMatchObject(failure)
  })

  it('is requested from the API\'s host and the incidents\' path only, with any id', async () => {
    for (const id of ['-4', '1E+21', '...', 'a.b', 'a?x=1#y', '5/../../users', '5\\..\\x', '@evil.example/']) {
      const { sent, get } = setUp(aResponse(200, whole))
      await get(id).catch(() => undefined)
      const { host, pathname, search } = sent[0]?.url ?? new URL('https://none')
      expect([host, pathname.startsWith(`${api.listPath}/`), pathname.split('/').length, search]).toEqual([api.host, true, 5, '?$expand=alerts'])
    }
  })
})
