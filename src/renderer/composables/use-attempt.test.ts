import { expect, it } from 'vitest'
import { ApiError } from '../bridge'
import { useAttempt } from './use-attempt'

it('returns whether a call succeeded, and provides its failure until the next call begins', async () => {
  const { failure, attempt } = useAttempt()
  const failing = async () => { throw new ApiError({ code: 'offline', details: { host: 'h' } }) }
  expect(await attempt(failing)).toBe(false)
  expect(failure.value).toEqual({ code: 'offline', details: { host: 'h' } })
  let release: () => void = () => undefined
  const next = attempt(() => new Promise((resolve) => { release = resolve }))
  expect(failure.value).toBeNull()
  release()
  expect(await next).toBe(true)
})

it('reports an error that main did not return as unexpected, without its text', async () => {
  const { failure, attempt } = useAttempt()
  await attempt(async () => { throw new Error('s3cret') })
  expect(failure.value).toEqual({ code: 'unexpected', details: {} })
})

it('returns the result of its own call if another one fails meanwhile', async () => {
  const { attempt } = useAttempt()
  const [failed, succeeded] = await Promise.all([
    attempt(async () => { throw new ApiError({ code: 'offline', details: { host: 'h' } }) }),
    attempt(async () => undefined),
  ])
  expect([failed, succeeded]).toEqual([false, true])
})
