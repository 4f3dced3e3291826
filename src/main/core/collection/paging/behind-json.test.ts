/** @file Tests responses that contain text after their JSON, including retries and parsing. They count as damaged, not as cut off. */
import type { Waiting } from '../../../../shared/contract/model'
import type { HttpResponse } from '../../network/http'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { defenderXdr, microsoftGraph } from '../../microsoft/incident-apis'
import { aPageFetcher, aResponse, requestDeps } from './fixtures'
import { createIncidentFetcher } from './incident-fetcher'
import { isCutOff } from '../../network/http'
import { createSend } from '../../network/retry'

describe.each([defenderXdr, microsoftGraph])('$kind', (api) => {
  /** Sends the same response to each request, with the app's own retries. */
  const server = (body: string) => {
    let sent = 0
    const clock = { now: () => 0, monotonic: () => 0, wait: async () => undefined }
    return { send: createSend(async () => { sent++; return aResponse(200, body) }, clock), sent: () => sent }
  }
  const failure = (result: Promise<unknown>) => result.catch((error: unknown) => error instanceof AppError ? error.failure : error)

  it.each([
    ['a page', '{"value":[]}<!-- inspected -->', 'damaged'], ['a word', '{"value":[]} ok', 'damaged'], ['blanks and a page', `{"value":[]}${' '.repeat(999)}<html>`, 'damaged'],
    ['nothing, because it is cut off', '{"value":[', 'cut-off'], ['nothing, because it is cut off inside a string', '{"value":["}', 'cut-off'],
  ])('classifies a list followed by %s', async (_name, body, code) => {
    const waits: (Waiting | null)[] = []
    const { send, sent } = server(body)
    const response = aPageFetcher(send)({ url: new URL(`https://${api.host}${api.listPath}`), api, signal: new AbortController().signal, onWaiting: waiting => waits.push(waiting) })
    expect(await failure(response.then(({ page }) => page))).toMatchObject({ code, details: { host: api.host, attempts: 5 } })
    expect(sent()).toBe(5)
    expect(waits.map(each => each?.for === 'retry' ? each.cause.code : null)).toEqual([code, null, code, null, code, null, code, null])
  })

  it('classifies a single incident followed by text', async () => {
    const { send, sent } = server('{"id":"5","incidentId":5,"alerts":[]}<html>')
    expect(await failure(createIncidentFetcher(requestDeps(send))({ id: '5', api, signal: new AbortController().signal }))).toMatchObject({ code: 'damaged', details: { host: api.host, status: 200 } })
    expect(sent()).toBe(1)
  })
})

it('does not check the end of a body over 16 MB before parsing it', () => {
  const most = 16 * 1024 * 1024
  const cut = (size: number): HttpResponse => ({ ...aResponse(200), chunks: [Buffer.from('{"a":"'), Buffer.alloc(size - 6, 'x')] })
  expect([isCutOff(cut(most)), isCutOff(cut(most + 1))]).toEqual([true, false])
})
