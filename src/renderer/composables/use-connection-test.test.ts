import type { ConnectionReport } from '../../shared/contract/connection'
import type { Settings } from '../../shared/contract/model'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fakeBridge, refuse, settled } from '../testing/fake-bridge'

const settingsOf = (profileId: string, savedAt: string): Settings => ({
  profileId, profiles: [], secret: { kind: 'none' }, storage: { backend: '', protects: true }, problems: [], source: 'live' as const,
  profile: { tenantId: 't', clientId: 'c', api: 'defender-xdr', cloud: 'worldwide', certificate: null, secretExpiry: null, savedAt },
})
/** Builds a report. Reports differ only in `outcome`, which is null while the test is running. */
const report = (outcome: unknown) => ({ outcome }) as ConnectionReport

/** `answers`: main's pending responses, in the order of the calls. */
async function setUp() {
  const answers: { readonly give: (answer: ConnectionReport) => void, readonly fail: () => void }[] = []
  const cancelled: number[] = []
  const bridge = fakeBridge({
    settings: () => settingsOf('a', '1'),
    testConnection: async () => {
      const answer = await new Promise<ConnectionReport | null>((resolve) => { answers.push({ give: resolve, fail: () => resolve(null) }) })
      return answer ?? refuse('no-credentials')
    },
    cancelConnectionTest: () => { cancelled.push(answers.length) },
  })
  // The modules keep their state as long as the page exists, so load them again for each test.
  const { useSettings } = await import('./use-settings')
  const { useConnectionTest } = await import('./use-connection-test')
  useSettings().follow()
  await settled()
  return { ...bridge, ...useConnectionTest(), answers, cancelled }
}

beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllGlobals())

it('shows the progress of the test, and then its result', async () => {
  const { start, report: shown, busy, send, answers, listeners } = await setUp()
  const before = listeners()
  const running = start()
  expect([shown.value, busy.value]).toEqual([null, true])
  send('connection', report(null))
  expect(shown.value).toEqual(report(null))
  // The result of this test is returned by the call, so an event with an outcome belongs to an earlier test.
  send('connection', report('earlier'))
  expect(shown.value).toEqual(report(null))
  answers[0]?.give(report('works'))
  await running
  expect([shown.value, busy.value, listeners()]).toEqual([report('works'), false, before])
})

it('replaces the progress with a failure', async () => {
  const { start, report: shown, failure, busy, send, answers } = await setUp()
  const running = start()
  send('connection', report(null))
  answers[0]?.fail()
  await running
  expect([shown.value, failure.value?.code, busy.value]).toEqual([null, 'no-credentials', false])
  const again = start()
  expect(failure.value).toBeNull()
  answers[1]?.give(report('works'))
  await again
})

it('ignores the result of a replaced test', async () => {
  const { start, report: shown, failure, busy, answers } = await setUp()
  const [first, second, third] = [start(), start(), start()]
  answers[0]?.give(report('first'))
  answers[1]?.fail()
  await first
  await second
  expect([shown.value, failure.value, busy.value]).toEqual([null, null, true])
  answers[2]?.give(report('third'))
  await third
  expect([shown.value, busy.value]).toEqual([report('third'), false])
})

it.each([['saved again', settingsOf('a', '2')], ['of another profile', settingsOf('b', '1')]])('hides the result for credentials that are %s', async (_name, settings) => {
  const { start, report: shown, failure, send, answers } = await setUp()
  const running = start()
  answers[0]?.give(report('works'))
  await running
  send('settings', settings)
  expect([shown.value, failure.value]).toEqual([null, null])
  send('settings', settingsOf('a', '1'))
  expect(shown.value).toEqual(report('works'))
})

it('cancels only a running test', async () => {
  const { start, cancel, answers, cancelled } = await setUp()
  cancel()
  const running = start()
  cancel()
  await settled()
  answers[0]?.give(report('cancelled'))
  await running
  cancel()
  await settled()
  expect(cancelled).toEqual([1])
})
