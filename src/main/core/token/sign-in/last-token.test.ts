import type { Credentials } from '../../credentials/credential'
import type { Token } from '../token'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { withLastToken } from './last-token'

const credentials: Credentials = { tenantId: 't', clientId: 'c', credential: { kind: 'secret', clientSecret: 's' }, api: 'defender-xdr', cloud: 'worldwide' }
const other: Credentials = { ...credentials, credential: { kind: 'secret', clientSecret: 'other' } }
const minute = 60_000
const tokenOf = (value: string, expiresAt: number | null = 10 * minute): Token => ({ value, obtainedAt: 0, expiresAt })

/** Creates a sign-in from a script of Entra's responses, with a clock and a count of requests. */
function setUp(...outcomes: readonly (Token | Error | Promise<Token>)[]) {
  const control = { now: 0, requests: 0, forgotten: 0 }
  const signIn = withLastToken({
    acquire: async () => {
      const outcome = outcomes[control.requests++]
      if (!outcome || outcome instanceof Error) throw outcome ?? new Error('nothing scripted')
      return outcome
    },
    forget: () => { control.forgotten++ },
  }, { now: () => control.now }, (a, b) => a.credential === b.credential)
  const acquire = async (of = credentials, fresh = false) => (await signIn.acquire(of, { fresh })).value
  return { control, acquire, forget: signIn.forget }
}
const offline = new AppError('offline')

describe('if a new token is temporarily unavailable', () => {
  it('the last token is returned, and no request is sent for a minute', async () => {
    const { control, acquire } = setUp(tokenOf('one'), offline, tokenOf('two'))
    await acquire()
    expect([await acquire(), control.requests]).toEqual(['one', 2])
    control.now = minute - 1
    expect([await acquire(), control.requests]).toEqual(['one', 2])
    control.now = minute
    expect([await acquire(), control.requests]).toEqual(['two', 3])
  })

  it('the pause ends with the next new token', async () => {
    const { control, acquire } = setUp(tokenOf('one'), offline, tokenOf('two'), tokenOf('three'))
    await acquire()
    await acquire()
    control.now = minute
    await acquire()
    expect([await acquire(), control.requests]).toEqual(['three', 4])
  })

  it.each([[10 * minute - 60_001, true], [10 * minute - 60_000, false]])('at %i ms, whether the last token is returned because a minute is left: %s', async (now, isUsed) => {
    const { control, acquire } = setUp(tokenOf('one'), offline)
    await acquire()
    control.now = now
    if (isUsed) expect(await acquire()).toBe('one')
    else await expect(acquire()).rejects.toBe(offline)
  })

  it('the last token is not returned if it expires during the request', async () => {
    let fail: () => void = () => undefined
    const { control, acquire } = setUp(tokenOf('one'), new Promise<Token>((_, reject) => { fail = () => reject(offline) }))
    await acquire()
    const late = acquire()
    control.now = 10 * minute
    fail()
    await expect(late).rejects.toBe(offline)
  })

  it.each<[string, Credentials, boolean, Token]>([
    ['a request for a fresh token', credentials, true, tokenOf('one')],
    ['a request with other credentials', other, false, tokenOf('one')],
    ['a request for another API', { ...credentials, api: 'microsoft-graph' }, false, tokenOf('one')],
    ['a request after a token without a known expiry', credentials, false, tokenOf('one', null)],
  ])('%s fails', async (_what, of, fresh, token) => {
    const { acquire } = setUp(token, offline)
    await acquire()
    await expect(acquire(of, fresh)).rejects.toBe(offline)
  })

  it('the first request fails', async () => {
    await expect(setUp(offline).acquire()).rejects.toBe(offline)
  })
})

it.each([new AppError('secret-invalid'), new AppError('cancelled'), new Error('x')])('the last token does not replace the failure %s', async (error) => {
  const { acquire } = setUp(tokenOf('one'), error)
  await acquire()
  await expect(acquire()).rejects.toBe(error)
})

describe('after forget', () => {
  it('the last token is not returned, and MSAL\'s cache is dropped', async () => {
    const { control, acquire, forget } = setUp(tokenOf('one'), offline)
    await acquire()
    forget()
    expect(control.forgotten).toBe(1)
    await expect(acquire()).rejects.toBe(offline)
  })

  it('a token from an earlier request is not stored', async () => {
    let respond: () => void = () => undefined
    const { acquire, forget } = setUp(new Promise<Token>((resolve) => { respond = () => resolve(tokenOf('one')) }), offline)
    const late = acquire()
    forget()
    respond()
    expect(await late).toBe('one')
    await expect(acquire()).rejects.toBe(offline)
  })
})
