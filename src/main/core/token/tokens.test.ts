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

it('holds a token, but none that comes after everything was forgotten', async () => {
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

it('gives a token to the host that it is for, however it is asked, and to no other', async () => {
  const ask = async (cloud: Credentials['cloud'], api: (typeof clouds)['eu']['apis']['defender-xdr']) => {
    const { tokens, answer } = setUp({ ...credentials, cloud })
    const got = tokens.get({ api, fresh: false })
    await turn()
    answer()
    return got
  }
  const { eu, worldwide } = clouds
  expect(await ask('eu', { ...eu.apis['defender-xdr'], options: {} })).toBe('a.b.c')
  await expect(ask('eu', worldwide.apis['defender-xdr'])).rejects.toMatchObject({ code: 'cancelled' })
  await expect(ask('worldwide', worldwide.apis['microsoft-graph'])).rejects.toMatchObject({ code: 'cancelled' })
})

it('has it noted when Entra refuses a secret as expired, also one that is being saved, and no other refusal', async () => {
  const { tokens, refuse, expired } = setUp()
  for (const ask of [() => tokens.renew(), () => tokens.check(credentials)]) {
    for (const code of ['secret-expired', 'secret-invalid'] as const) {
      const asked = ask()
      await turn()
      refuse(new AppError(code))
      await expect(asked).rejects.toMatchObject({ code })
    }
  }
  expect(expired).toEqual([credentials, credentials])
})

it('ends at once when it is cancelled while the keyring prompts, and asks Entra nothing', async () => {
  let answerPrompt = () => undefined as void
  const prompt = new Promise<Credentials>((resolve) => { answerPrompt = () => resolve(credentials) })
  const { tokens, acquire } = setUp(credentials, signal => unlessAborted(signal, () => prompt))
  const stop = new AbortController()
  const api = clouds.worldwide.apis['defender-xdr']
  const cancelled = tokens.get({ api, fresh: false, signal: stop.signal })
  const left = tokens.renew()
  stop.abort()
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
  tokens.end()
  await expect(left).rejects.toMatchObject({ code: 'cancelled' })
  answerPrompt()
  await turn()
  expect(acquire).not.toHaveBeenCalled()
})

it('ends at once when it is cancelled while an earlier request of MSAL runs', async () => {
  const { tokens, acquire } = setUp()
  const stop = new AbortController()
  const waiting = tokens.get({ api: clouds.worldwide.apis['defender-xdr'], fresh: false, signal: stop.signal })
  await vi.waitUntil(() => acquire.mock.calls.length === 1)
  stop.abort()
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
})

describe('the token in memory', () => {
  const other: Token = { value: 'd.e.f', obtainedAt: 0, expiresAt: null }
  /** Tokens in order, or the failure. */
  const having = (...outcomes: readonly (Token | AppError)[]) => {
    let at = 0
    let forgotten = 0
    const asked: Parameters<SignIn['acquire']>[] = []
    const signIn: SignIn = {
      acquire: async (...args) => {
        asked.push(args)
        const outcome = outcomes[at++]
        if (!outcome || outcome instanceof AppError) throw outcome ?? new Error('nothing scripted')
        return outcome
      },
      forget: () => { forgotten++ },
    }
    const vault = { load: async () => credentials, noteExpired: async () => undefined }
    const tokens = createTokens({ vault, signIn, clock: { now: () => 0, monotonic: () => 0, wait: async () => undefined } })
    return { tokens, asked, forgotten: () => forgotten }
  }
  const test = { outcome: { kind: 'works' }, testedAt: '2026-11-24T12:00:00.000Z' } as const
  const api = clouds.worldwide.apis['defender-xdr']

  it('is none at first, and none after a check until that is kept', async () => {
    const { tokens } = having(token)
    expect(tokens.access()).toBeNull()
    const { access, keep } = await tokens.check(credentials)
    expect(tokens.access()).toBeNull()
    keep()
    expect(tokens.access()).toEqual(access)
  })

  it('is asked for past every cache to be checked or renewed, else as it is wanted', async () => {
    const { tokens, asked } = having(token, token, token, token)
    await tokens.check(credentials)
    await tokens.renew({ patienceMs: 7 })
    await tokens.get({ api, fresh: false })
    await tokens.get({ api, fresh: true })
    expect(asked.map(([, { fresh, patienceMs }]) => [fresh, patienceMs])).toEqual([[true, undefined], [true, 7], [false, undefined], [true, undefined]])
  })

  it('keeps its test and time while it is the same, and another one has none', async () => {
    const { tokens } = having({ ...token, obtainedAt: 5 }, { ...token, obtainedAt: 9 }, other)
    await tokens.renew()
    await tokens.test(async () => test)
    expect(await tokens.renew()).toMatchObject({ test, obtainedAt: new Date(5).toISOString() })
    expect(await tokens.renew()).toMatchObject({ test: null })
  })

  it('is tested with its value, at its API', async () => {
    const { tokens } = having(token)
    await tokens.renew()
    await tokens.test(async (held) => {
      expect(held).toEqual({ value: token.value, api })
      return test
    })
    expect(tokens.access()?.test).toEqual(test)
  })

  it('of a test that fails has no outcome, and the failure is told', async () => {
    const { tokens } = having(token)
    await tokens.renew()
    await expect(tokens.test(async () => { throw new AppError('cancelled') })).rejects.toMatchObject({ code: 'cancelled' })
    expect(tokens.access()?.test).toBeNull()
  })

  it('goes with everything that MSAL holds', async () => {
    const { tokens, forgotten } = having(token, token)
    await tokens.renew()
    tokens.forget()
    expect([tokens.access(), forgotten()]).toEqual([null, 1])
    await tokens.renew()
    tokens.end()
    expect([tokens.access(), forgotten()]).toEqual([null, 2])
  })

  it('can be had again after everything was ended', async () => {
    const { tokens } = having(token)
    tokens.end()
    expect(await tokens.get({ api, fresh: false })).toBe(token.value)
  })
})
