import type { ErrorCode } from '../../../../../shared/contract/failure'
import type { RetryBudget } from '../../../network/retry'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../base/errors'
import { aPage, aPageResponse } from '../../paging/fixtures'
import { attempt, isTooHeavy } from './attempt'

const retryBudgets: readonly RetryBudget[] = ['full', 'short', 'none']

describe('isTooHeavy', () => {
  it.each<[ErrorCode, boolean, boolean]>([
    ['server-error', true, true], ['timeout', true, true], ['too-large', true, true], ['cut-off', true, true], ['damaged', true, true],
    ['connection', false, true], ['offline', false, false], ['forbidden', false, false], ['not-json', false, false], ['cancelled', false, false],
  ])('returns for %s: %s; without retries: %s', (code, expected, withoutRetries) => {
    expect(retryBudgets.map(retryBudget => isTooHeavy(new AppError(code), retryBudget))).toEqual([expected, expected, withoutRetries])
  })

  it('returns false for failures of the token request, for a service that requests a long wait, and for unexpected errors', () => {
    expect(isTooHeavy(new AppError('timeout', { api: 'defender-xdr' }), 'none')).toBe(false)
    expect([30, 31].map(seconds => isTooHeavy(new AppError('server-error', { seconds }), 'full'))).toEqual([true, false])
    expect(isTooHeavy(new AppError('timeout', { seconds: 31 }), 'full')).toBe(true)
    expect(isTooHeavy(new Error('x'), 'none')).toBe(false)
  })
})

describe('attempt', () => {
  it('returns the page after it has passed the response to `onResponse`', async () => {
    const answer = aPageResponse({ rows: 1 }, { serverTime: 7 })
    const passedOn: unknown[] = []
    const result = await attempt(Promise.resolve(answer), { retryBudget: 'full', onResponse: each => passedOn.push(each) })
    expect(result).toEqual({ kind: 'received', collected: { page: aPage({ rows: 1 }), clockOffsetSeconds: 0, serverTime: 7 } })
    expect(passedOn).toEqual([answer])
  })

  it.each<[ErrorCode, string]>([['timeout', 'too-heavy'], ['bad-request', 'refused']])('returns %s as %s, from the request and from its page', async (code, kind) => {
    const failure = new AppError(code)
    expect(await attempt(Promise.reject(failure), { retryBudget: 'full' })).toEqual({ kind, failure })
    expect(await attempt(Promise.resolve(aPageResponse({}, { page: Promise.reject(failure) })), { retryBudget: 'full' })).toEqual({ kind, failure })
  })

  it('throws every other failure', async () => {
    const failure = new AppError('forbidden')
    await expect(attempt(Promise.reject(failure), { retryBudget: 'full' })).rejects.toBe(failure)
  })
})
