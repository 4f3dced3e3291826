import { afterEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useTokenInspection } from './use-token-inspection'

const verdict = { verdict: { answer: 'yes' } }

function setUp() {
  const answers: ((value: unknown) => void)[] = []
  const inspectToken = vi.fn(() => new Promise(resolve => answers.push(resolve)))
  vi.stubGlobal('window', { xdrDesk: { inspectToken } })
  const judgement = effectScope().run(useTokenInspection)
  if (!judgement) throw new Error('no scope')
  const answer = async (nth: number) => {
    answers[nth]?.({ ok: true, value: verdict })
    await new Promise(resolve => setTimeout(resolve))
  }
  return { ...judgement, inspectToken, answer }
}
afterEach(() => vi.unstubAllGlobals())

it('drops a result with the first change of the text, before the next one is there', async () => {
  const { text, judged, answer } = setUp()
  text.value = 'eyJ.one'
  await answer(0)
  expect(judged.value).toEqual(verdict)
  text.value = 'eyJ.two'
  expect(judged.value).toBeNull()
  // An answer about an earlier text is late.
  text.value = 'eyJ.three'
  await answer(1)
  expect(judged.value).toBeNull()
  await answer(2)
  expect(judged.value).toEqual(verdict)
  text.value = ''
  expect(judged.value).toBeNull()
})

it.each([
  ['paste-secret', 'aB8Q~aB8cDeFgHiJkLmNoPqRsTuVwXyZ0123456'],
  ['paste-with-secret', 'client_id=x&client_secret=abc123'],
  ['paste-key', '-----BEGIN PRIVATE KEY-----'],
  ['paste-password', 'P@ssw0rd!'],
])('takes no secret, asks main nothing, and has the box made anew: %s', async (code, secret) => {
  const { text, boxes, judged, failure, inspectToken, answer } = setUp()
  text.value = 'eyJ.one'
  text.value = secret
  expect([text.value, boxes.value, failure.value?.code]).toEqual(['', 1, code])
  // Of the text before.
  await answer(0)
  expect([judged.value, failure.value?.code]).toEqual([null, code])
  expect(inspectToken).toHaveBeenCalledTimes(1)
  text.value = secret
  expect([text.value, boxes.value]).toEqual(['', 2])
  text.value = 'eyJ.two'
  expect([text.value, boxes.value, failure.value]).toEqual(['eyJ.two', 2, null])
})
