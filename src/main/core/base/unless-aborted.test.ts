import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { unlessAborted } from './unless-aborted'

const never = () => new Promise<string>(() => undefined)
const cancelled = { code: 'cancelled' }

it.each([undefined, new AbortController().signal])('returns what the act comes to, or its failure (%#)', async (signal) => {
  expect(await unlessAborted(signal, async () => 'done')).toBe('done')
  await expect(unlessAborted(signal, async () => { throw new Error('no') })).rejects.toThrow('no')
})

it('ends as soon as it is aborted, whatever the act still waits for', async () => {
  const stop = new AbortController()
  const waiting = unlessAborted(stop.signal, never)
  stop.abort()
  await expect(waiting).rejects.toMatchObject(cancelled)
})

it('begins nothing once it is aborted', async () => {
  let begun = 0
  await expect(unlessAborted(AbortSignal.abort(), async () => { begun++ })).rejects.toMatchObject(cancelled)
  expect(begun).toBe(0)
})

it('leaves nothing on a signal that lives on', async () => {
  const { signal } = new AbortController()
  const listeners = () => getEventListeners(signal, 'abort').length
  const done = unlessAborted(signal, async () => 'done')
  expect(listeners()).toBe(1)
  await done
  expect(listeners()).toBe(0)
  await expect(unlessAborted(signal, async () => { throw new Error('no') })).rejects.toThrow('no')
  expect(listeners()).toBe(0)
})
