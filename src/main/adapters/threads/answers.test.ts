import { expect, it } from 'vitest'
import { createAnswers } from './answers'

const nothing = () => undefined

it('answers calls in their order', async () => {
  const { next, resolve, reject, count } = createAnswers<string>()
  const [first, second] = [next(nothing), next(nothing)]
  expect(count()).toBe(2)
  resolve('a')
  reject(new Error('b'))
  resolve('nobody waits for this')
  expect(await first).toBe('a')
  await expect(second).rejects.toThrow('b')
  expect(count()).toBe(0)
})

it('rejects every call at the end, and takes new ones', async () => {
  const { next, resolve, rejectAll } = createAnswers<string>()
  const both = [next(nothing), next(nothing)]
  rejectAll(new Error('ended'))
  for (const each of both) await expect(each).rejects.toThrow('ended')
  const later = next(nothing)
  resolve('c')
  expect(await later).toBe('c')
})

it('does not wait for a message that could not be sent', async () => {
  const { next, resolve } = createAnswers<string>()
  await expect(next(() => { throw new Error('not sent') })).rejects.toThrow('not sent')
  const sent = next(nothing)
  resolve('d')
  expect(await sent).toBe('d')
})
