import type { Answer } from '../../network/http'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { microsoftGraph } from '../../microsoft/incident-apis'
import { readPage } from './page'
import { createPageFetcher } from './page-fetcher'

const clock = { now: () => Date.parse('2026-11-24T12:00:00Z'), monotonic: () => 0, wait: async () => undefined }
const quota = { take: async () => () => undefined, block: () => undefined, state: () => ({ limits: [], blockedUntil: null }) }
const reply = (status: number, body: unknown, headers = {}): Answer => ({ status, headers: new Headers(headers), chunks: [Buffer.from(JSON.stringify(body))] })

const fetcher = (answer: Answer) => createPageFetcher({
  send: async () => answer,
  tokens: { get: async () => 'token' },
  readPage: async (chunks, api) => readPage(Buffer.concat(chunks), api),
  quotaOf: () => quota,
  clock,
})
const ask = (answer: Answer) => fetcher(answer)({
  url: new URL(`https://${microsoftGraph.host}${microsoftGraph.listPath}`), api: microsoftGraph, signal: new AbortController().signal, onWaiting: () => undefined,
})

describe('an answer of which a part is missing', () => {
  const warning = '199 - "Microsoft/Office 365/504/10000"'

  it.each([
    [200, { Warning: warning }, null],
    [206, { Warning: warning }, warning],
    [206, {}, ''],
    [206, { Warning: 'x'.repeat(9000) }, `${'x'.repeat(500)}…`],
  ])('%s is a page, and says what is missing', async (status, headers, partial) => {
    const answer = await ask(reply(status, { value: [{ id: '1' }] }, headers))
    expect(answer.partial).toBe(partial)
    expect((await answer.page).incidents).toHaveLength(1)
  })
})

it.each([401, 403])('a %i is asked once more, with a new token', async (status) => {
  const asked: boolean[] = []
  const sent: unknown[] = []
  const fetchPage = createPageFetcher({
    send: async ({ headers }) => {
      sent.push(headers?.Authorization)
      return reply(sent.length === 1 ? status : 200, { value: [{ id: '1' }] })
    },
    tokens: { get: async ({ fresh }) => { asked.push(fresh); return fresh ? 'new' : 'old' } },
    readPage: async (chunks, api) => readPage(Buffer.concat(chunks), api),
    quotaOf: () => quota,
    clock,
  })
  const url = new URL(`https://${microsoftGraph.host}${microsoftGraph.listPath}`)
  await fetchPage({ url, api: microsoftGraph, signal: new AbortController().signal, onWaiting: () => undefined })
  expect([asked, sent]).toEqual([[false, true], ['Bearer old', 'Bearer new']])
})

it.each([['cut behind an inner brace', '{"value":[{"id":"1"}'], ['glued to another', '{"value":[]}{"value":[]}'], ['followed by a page', '{"value":[]}\n<html>'], ['empty', '']])('requests a response again that is %s', async (_name, damaged) => {
  const waits: (string | null)[] = []
  let sent = 0
  const fetchPage = createPageFetcher({
    send: async () => ++sent === 1 ? { ...reply(200, ''), chunks: [Buffer.from(damaged)] } : reply(200, { value: [{ id: '1' }] }),
    tokens: { get: async () => 'token' },
    readPage: async (chunks, api) => readPage(Buffer.concat(chunks), api),
    quotaOf: () => quota,
    clock,
  })
  const url = new URL(`https://${microsoftGraph.host}${microsoftGraph.listPath}`)
  const { page } = await fetchPage({
    url, api: microsoftGraph, signal: new AbortController().signal, onWaiting: waiting => waits.push(waiting?.for === 'retry' ? `${waiting.attempt} of ${waiting.of}` : null),
  })
  expect((await page).incidents).toHaveLength(1)
  expect([sent, waits]).toEqual([2, ['1 of 4', null]])
})

it('says what is missing where the second response is the partial one', async () => {
  const responses = [{ ...reply(200, ''), chunks: [Buffer.from('{"value":[')] }, reply(206, { value: [{ id: '1' }] }, { Warning: '199 - "late"' })]
  const fetchPage = createPageFetcher({
    send: async () => responses.shift() ?? reply(500, {}),
    tokens: { get: async () => 'token' },
    readPage: async (chunks, api) => readPage(Buffer.concat(chunks), api),
    quotaOf: () => quota,
    clock,
  })
  const url = new URL(`https://${microsoftGraph.host}${microsoftGraph.listPath}`)
  const { page } = await fetchPage({ url, api: microsoftGraph, signal: new AbortController().signal, onWaiting: () => undefined })
  expect((await page).error).toEqual({ serverMessage: '199 - "late"' })
})

it('reads Graph\'s refusal: its words and the id of the request', async () => {
  const body = { error: { code: 'Forbidden', message: 'Missing application roles.', innerError: { 'date': 'd', 'request-id': 'r1', 'client-request-id': 'c' } } }
  const failed = await ask(reply(403, body)).catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(AppError)
  expect(failed).toMatchObject({ code: 'forbidden', details: { serverCode: 'Forbidden', serverMessage: 'Missing application roles.', target: 'r1' } })
})
