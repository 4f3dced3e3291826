import type { SignIn, Token } from './token'
import type { Credentials } from '../credentials/credential'
import type { Vault } from '../credentials/vault'
import { describe, expect, it, vi } from 'vitest'
import { clouds } from '../microsoft/clouds'
import { AppError } from '../base/errors'
import { unlessAborted } from '../base/unless-aborted'
import { createTokens } from './tokens'

const credentials: Credentials = {
  tenantId: '11111111-2222-4333-8444-555555555555', clientId: '66666666-7777-4888-9999-000000000000', credential: { kind: 'secret', clientSecret: 's' }, api: 'defender-xdr', cloud: 'worldwide',
}
const token: Token = { value: 'a.b.c', obtainedAt: 0, expiresAt: null }

function setUp(saved = credentials, load: Vault['load'] = async () => saved) {
  const expired: Credentials[] = []
  let answer: (token: Token) => void = () => undefined
  let refuse: (error: Error) => void = () => undefined
  const acquire = vi.fn<SignIn['acquire']>(() => new Promise((resolve, reject) => { answer = resolve; refuse = reject }))
  const signIn: SignIn = { acquire, forget: () => undefined }
  const clock = { now: () => 0, monotonic: () => 0, wait: async () => undefined }
  const vault = { load, noteExpired: async (each: Credentials) => { expired.push(each) } }
  return { tokens: createTokens({ vault, signIn, clock }), answer: () => answer(token), refuse: (error: Error) => refuse(error), expired, acquire }
}
const turn = () => new Promise<void>(resolve => queueMicrotask(resolve))

it('stores a token, unless forget was called during its request', async () => {
  const { tokens, answer } = setUp()
  const renewed = tokens.renew()
  await turn()
  answer()
  await renewed
  expect(tokens.access()).not.toBeNull()

  const late = tokens.renew()
  await turn()
  tokens.forget()
  answer()
  await late
  expect(tokens.access()).toBeNull()

  const checked = tokens.check(credentials)
  tokens.forget()
  answer()
  ;(await checked).keep()
  expect(tokens.access()).toBeNull()
})

it('returns a token only for the host of its own API', async () => {
  const getFor = async (cloud: Credentials['cloud'], api: (typeof clouds)['eu']['apis']['defender-xdr']) => {
    const { tokens, answer } = setUp({ ...credentials, cloud })
    const result = tokens.get({ api, fresh: false })
    await turn()
    answer()
    return result
  }
  const { eu, worldwide } = clouds
  expect(await getFor('eu', { ...eu.apis['defender-xdr'], options: {} })).toBe('a.b.c')
  await expect(getFor('eu', worldwide.apis['defender-xdr'])).rejects.toMatchObject({ code: 'cancelled' })
  await expect(getFor('worldwide', worldwide.apis['microsoft-graph'])).rejects.toMatchObject({ code: 'cancelled' })
})

it('records when Entra refuses a saved or unsaved secret as expired, but no other refusal', async () => {
  const { tokens, refuse, expired } = setUp()
  for (const request of [() => tokens.renew(), () => tokens.check(credentials)]) {
    for (const code of ['secret-expired', 'secret-invalid'] as const) {
      const pending = request()
      await turn()
      refuse(new AppError(code))
      await expect(pending).rejects.toMatchObject({ code })
    }
  }
  expect(expired).toEqual([credentials, credentials])
})

it('cancels at once while the keyring prompts, without a request to Entra', async () => {
  let answerPrompt = () => undefined as void
  const prompt = new Promise<Credentials>((resolve) => { answerPrompt = () => resolve(credentials) })
  const { tokens, acquire } = setUp(credentials, signal => unlessAborted(signal, () => prompt))
  const stop = new AbortController()
  const api = clouds.worldwide.apis['defender-xdr']
  const cancelled = tokens.get({ api, fresh: false, signal: stop.signal })
  const renewed = tokens.renew()
  stop.abort()
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
  tokens.end()
  await expect(renewed).rejects.toMatchObject({ code: 'cancelled' })
  answerPrompt()
  await turn()
  expect(acquire).not.toHaveBeenCalled()
})

it('cancels at once while MSAL processes an earlier request', async () => {
  const { tokens, acquire } = setUp()
  const stop = new AbortController()
  const waiting = tokens.get({ api: clouds.worldwide.apis['defender-xdr'], fresh: false, signal: stop.signal })
  await vi.waitUntil(() => acquire.mock.calls.length === 1)
  stop.abort()
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
})

describe('the token in memory', () => {
  const other: Token = { value: 'd.e.f', obtainedAt: 0, expiresAt: null }
  /** Creates tokens from a script of sign-in results, and records the requests. */
  const signingInWith = (...outcomes: readonly (Token | AppError)[]) => {
    let at = 0
    let forgotten = 0
    const requests: Parameters<SignIn['acquire']>[] = []
    const signIn: SignIn = {
      acquire: async (...args) => {
        requests.push(args)
        const outcome = outcomes[at++]
        if (!outcome || outcome instanceof AppError) throw outcome ?? new Error('nothing scripted')
        return outcome
      },
      forget: () => { forgotten++ },
    }
    const vault = { load: async () => credentials, noteExpired: async () => undefined }
    const tokens = createTokens({ vault, signIn, clock: { now: () => 0, monotonic: () => 0, wait: async () => undefined } })
    return { tokens, requests, forgotten: () => forgotten }
  }
  const test = { outcome: { kind: 'works' }, testedAt: '2026-11-24T12:00:00.000Z' } as const
  const api = clouds.worldwide.apis['defender-xdr']

  it('is missing at first, and is set by `keep` after a check', async () => {
    const { tokens } = signingInWith(token)
    expect(tokens.access()).toBeNull()
    const { access, keep } = await tokens.check(credentials)
    expect(tokens.access()).toBeNull()
    keep()
    expect(tokens.access()).toEqual(access)
  })

  it('is requested without the cache by `check` and `renew`, and by `get` as specified', async () => {
    const { tokens, requests } = signingInWith(token, token, token, token)
    await tokens.check(credentials)
    await tokens.renew({ retryBudgetMs: 7 })
    await tokens.get({ api, fresh: false })
    await tokens.get({ api, fresh: true })
    expect(requests.map(([, { fresh, retryBudgetMs }]) => [fresh, retryBudgetMs]))
      .toEqual([[true, undefined], [true, 7], [false, undefined], [true, undefined]])
  })

  it('keeps its time and its test outcome if it is acquired again; a new token has no test outcome', async () => {
    const { tokens } = signingInWith({ ...token, obtainedAt: 5 }, { ...token, obtainedAt: 9 }, other)
    await tokens.renew()
    await tokens.test(async () => test)
    expect(await tokens.renew()).toMatchObject({ test, obtainedAt: new Date(5).toISOString() })
    expect(await tokens.renew()).toMatchObject({ test: null })
  })

  it('is passed to the test together with its API', async () => {
    const { tokens } = signingInWith(token)
    await tokens.renew()
    await tokens.test(async (held) => {
      expect(held).toEqual({ value: token.value, api })
      return test
    })
    expect(tokens.access()?.test).toEqual(test)
  })

  it('has no outcome if the test rejects', async () => {
    const { tokens } = signingInWith(token)
    await tokens.renew()
    await expect(tokens.test(async () => { throw new AppError('cancelled') })).rejects.toMatchObject({ code: 'cancelled' })
    expect(tokens.access()?.test).toBeNull()
  })

  it('is dropped together with MSAL\'s cache', async () => {
    const { tokens, forgotten } = signingInWith(token, token)
    await tokens.renew()
    tokens.forget()
    expect([tokens.access(), forgotten()]).toEqual([null, 1])
    await tokens.renew()
    tokens.end()
    expect([tokens.access(), forgotten()]).toEqual([null, 2])
  })

  it('can be acquired again after `end`', async () => {
    const { tokens } = signingInWith(token)
    tokens.end()
    expect(await tokens.get({ api, fresh: false })).toBe(token.value)
  })
})
