/** @file Responses that go on behind their JSON, through retries and the reading of the page: they are damaged, and not cut off. */
import type { Waiting } from '../../../../shared/contract/model'
import type { Answer } from '../../network/http'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { defenderXdr, microsoftGraph } from '../../microsoft/incident-apis'
import { createIncidentFetcher } from './incident-fetcher'
import { isCutOff } from '../../network/http'
import { createSend } from '../../network/retry'
import { readPage } from './page'
import { createPageFetcher } from './page-fetcher'

const answer = (body: string): Answer => ({ status: 200, headers: new Headers(), chunks: [Buffer.from(body)] })
const clock = { now: () => 0, monotonic: () => 0, wait: async () => undefined }
const quota = { take: async () => () => undefined, block: () => undefined, state: () => ({ limits: [], blockedUntil: null }) }

describe.each([defenderXdr, microsoftGraph])('$kind', (api) => {
  const deps = (body: string) => {
    let sent = 0
    return { send: createSend(async () => { sent++; return answer(body) }, clock), tokens: { get: async () => 'token' }, quotaOf: () => quota, clock, sent: () => sent }
  }
  const failure = (asked: Promise<unknown>) => asked.catch((error: unknown) => error instanceof AppError ? error.failure : error)

  it.each([
    ['a page', '{"value":[]}<!-- inspected -->', 'damaged'], ['a word', '{"value":[]} ok', 'damaged'], ['a page behind blanks', `{"value":[]}${' '.repeat(999)}<html>`, 'damaged'],
    ['nothing: it is cut off', '{"value":[', 'cut-off'], ['nothing: it is cut off in a text', '{"value":["}', 'cut-off'],
  ])('a list that is followed by %s', async (_name, body, code) => {
    const waits: (Waiting | null)[] = []
    const { sent, ...rest } = deps(body)
    const fetchPage = createPageFetcher({ ...rest, readPage: async (chunks, kind) => readPage(Buffer.concat(chunks), kind) })
    const asked = fetchPage({ url: new URL(`https://${api.host}${api.listPath}`), api, signal: new AbortController().signal, onWaiting: waiting => waits.push(waiting) })
    expect(await failure(asked.then(({ page }) => page))).toMatchObject({ code, details: { host: api.host, attempts: 5 } })
    expect(sent()).toBe(5)
    expect(waits.map(each => each?.for === 'retry' ? each.cause.code : null)).toEqual([code, null, code, null, code, null, code, null])
  })

  it('one incident that is followed by something', async () => {
    const { sent, ...rest } = deps('{"id":"5","incidentId":5,"alerts":[]}<html>')
    expect(await failure(createIncidentFetcher(rest)({ id: '5', api, signal: new AbortController().signal }))).toMatchObject({ code: 'damaged', details: { host: api.host, status: 200 } })
    expect(sent()).toBe(1)
  })
})

it('a body too long to be judged at once is left to its reader', () => {
  const most = 16 * 1024 * 1024
  const cut = (size: number): Answer => ({ ...answer(''), chunks: [Buffer.from('{"a":"'), Buffer.alloc(size - 6, 'x')] })
  expect([isCutOff(cut(most)), isCutOff(cut(most + 1))]).toEqual([true, false])
})
