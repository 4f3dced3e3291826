import { afterEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useTokenInspection } from './use-token-inspection'

const verdict = { verdict: { answer: 'yes' } }

function setUp() {
  const answers: ((value: unknown) => void)[] = []
  const inspectToken = vi.fn(() => new Promise(resolve => answers.push(resolve)))
  vi.stubGlobal('window', { xdrDesk: { inspectToken } })
  const inspection = effectScope().run(useTokenInspection)
  if (!inspection) throw new Error('the composable was not set up')
  const answer = async (nth: number) => {
    answers[nth]?.({ ok: true, value: verdict })
    await new Promise(resolve => setTimeout(resolve))
  }
  return { ...inspection, inspectToken, answer }
}
afterEach(() => vi.unstubAllGlobals())

it('drops a result as soon as the text changes', async () => {
  const { text, inspected, answer } = setUp()
  text.value = 'eyJ.one'
  await answer(0)
  expect(inspected.value).toEqual(verdict)
  text.value = 'eyJ.two'
  expect(inspected.value).toBeNull()
  // A late response, for an earlier text.
  text.value = 'eyJ.three'
  await answer(1)
  expect(inspected.value).toBeNull()
  await answer(2)
  expect(inspected.value).toEqual(verdict)
  text.value = ''
  expect(inspected.value).toBeNull()
})

it.each([
  ['paste-secret', 'aB8Q~aB8cDeFgHiJkLmNoPqRsTuVwXyZ0123456'],
  ['paste-with-secret', 'client_id=x&client_secret=abc123'],
  ['paste-key', '-----BEGIN PRIVATE KEY-----'],
  ['paste-password', 'P@ssw0rd!'],
])('rejects a secret without sending it to main, and remounts the box: %s', async (code, secret) => {
  const { text, boxes, inspected, failure, inspectToken, answer } = setUp()
  text.value = 'eyJ.one'
  text.value = secret
  expect([text.value, boxes.value, failure.value?.code]).toEqual(['', 1, code])
  // The response to the previous text.
  await answer(0)
  expect([inspected.value, failure.value?.code]).toEqual([null, code])
  expect(inspectToken).toHaveBeenCalledTimes(1)
  text.value = secret
  expect([text.value, boxes.value]).toEqual(['', 2])
  text.value = 'eyJ.two'
  expect([text.value, boxes.value, failure.value]).toEqual(['eyJ.two', 2, null])
})
