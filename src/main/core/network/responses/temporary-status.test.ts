import { expect, it } from 'vitest'
import { isTemporaryStatus } from './temporary-status'

it.each([408, 425, 429, 500, 503, 510, 512, 599])('HTTP %i is temporary', (status) => {
  expect(isTemporaryStatus(status)).toBe(true)
})

it.each([200, 304, 400, 401, 403, 407, 409, 424, 428, 499, 511])('HTTP %i is not temporary', (status) => {
  expect(isTemporaryStatus(status)).toBe(false)
})
