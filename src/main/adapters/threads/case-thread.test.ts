import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { incidentFrom } from '../../core/incident/fixtures'
import { createCaseThread } from './case-thread'
import { createFakeWorkers } from './fake-worker'

const origin = { sample: false, file: null, fetchedAt: null, api: 'defender-xdr', cloud: 'worldwide', tenantId: 'tenant', window: 'is not for the thread' } as const

function setUp() {
  const { workers, start } = createFakeWorkers()
  const open = createCaseThread(start)
  const opened = (id: number) => {
    const incident = incidentFrom(`{"incidentId":${id}}`, 'defender-xdr')
    if (!incident) throw new Error('no incident')
    return open(incident, origin)
  }
  const kinds = () => workers.map(({ posted }) => posted.map(message => (message as { readonly kind: string }).kind))
  return { opened, workers, kinds }
}

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

it('sends an incident once, with a copy of its bytes, and answers in the order of the questions', async () => {
  const { opened, workers } = setUp()
  const file = opened(5)
  expect(workers).toEqual([])
  const answers = [file.link(), file.fields('alert', 1)]
  expect(workers[0]?.posted).toEqual([
    { kind: 'open', incident: { summary: expect.objectContaining({ id: '5' }), bytes: new TextEncoder().encode('{"incidentId":5}') }, origin: { sample: false, file: null, fetchedAt: null, api: 'defender-xdr', cloud: 'worldwide', tenantId: 'tenant' } },
    { kind: 'ask', question: { kind: 'link', args: [] } },
    { kind: 'ask', question: { kind: 'fields', args: ['alert', 1] } },
  ])
  workers[0]?.emit('message', { kind: 'answer', value: null })
  workers[0]?.emit('message', { kind: 'failed', failure: { code: 'incident-not-found', details: {} } })
  expect(await answers[0]).toBeNull()
  await expect(answers[1]).rejects.toMatchObject({ code: 'incident-not-found' })
})

it('sends an incident again after another one', () => {
  const { opened, kinds } = setUp()
  const [one, other] = [opened(5), opened(6)]
  for (const file of [one, other, other, one]) void file.ticket()
  expect(kinds()).toEqual([['open', 'ask', 'open', 'ask', 'ask', 'open', 'ask']])
})

it('ends the worker when it is idle, and sends the incident to the next one', async () => {
  const { opened, workers, kinds } = setUp()
  const file = opened(5)
  const answer = file.ticket()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(workers[0]?.ended).toBe(false)
  workers[0]?.emit('message', { kind: 'answer', value: 'text' })
  expect(await answer).toBe('text')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(workers[0]?.ended).toBe(true)
  void file.ticket()
  expect(kinds()).toEqual([['open', 'ask'], ['open', 'ask']])
})

it('fails the questions that a failed worker has not answered, and sends the incident to the next one', async () => {
  const { opened, workers, kinds } = setUp()
  const file = opened(5)
  const answer = file.detail()
  workers[0]?.emit('error', new Error('out of memory'))
  await expect(answer).rejects.toThrow('out of memory')
  void file.detail()
  expect(kinds()).toEqual([['open', 'ask'], ['open', 'ask']])
})
