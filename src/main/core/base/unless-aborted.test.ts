import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { unlessAborted } from './unless-aborted'

const never = () => new Promise<string>(() => undefined)
const cancelled = { code: 'cancelled' }

it.each([undefined, new AbortController().signal])('returns the result of the action, or rejects with its error (%#)', async (signal) => {
  expect(await unlessAborted(signal, async () => 'done')).toBe('done')
  await expect(unlessAborted(signal, async () => { throw new Error('no') })).rejects.toThrow('no')
})

it('rejects as soon as the signal aborts, even if the action is still waiting', async () => {
  const stop = new AbortController()
  const waiting = unlessAborted(stop.signal, never)
  stop.abort()
  await expect(waiting).rejects.toMatchObject(cancelled)
})

it('does not start the action if the signal is already aborted', async () => {
  let begun = 0
  await expect(unlessAborted(AbortSignal.abort(), async () => { begun++ })).rejects.toMatchObject(cancelled)
  expect(begun).toBe(0)
})

it('removes its abort listener when the action ends', async () => {
  const { signal } = new AbortController()
  const listeners = () => getEventListeners(signal, 'abort').length
  const done = unlessAborted(signal, async () => 'done')
  expect(listeners()).toBe(1)
  await done
  expect(listeners()).toBe(0)
  await expect(unlessAborted(signal, async () => { throw new Error('no') })).rejects.toThrow('no')
  expect(listeners()).toBe(0)
})
