import type { Credentials } from '../../credentials/credential'
import type { Token } from '../token'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../base/errors'
import { withLastToken } from './last-token'

const credentials: Credentials = { tenantId: 't', clientId: 'c', credential: { kind: 'secret', clientSecret: 's' }, api: 'defender-xdr', cloud: 'worldwide' }
const other: Credentials = { ...credentials, credential: { kind: 'secret', clientSecret: 'other' } }
const minute = 60_000
const tokenOf = (value: string, expiresAt: number | null = 10 * minute): Token => ({ value, obtainedAt: 0, expiresAt })

/** Entra's answers in order, the time, and how often Entra was asked. */
function setUp(...outcomes: readonly (Token | Error | Promise<Token>)[]) {
  const control = { now: 0, asked: 0, forgotten: 0 }
  const signIn = withLastToken({
    acquire: async () => {
      const outcome = outcomes[control.asked++]
      if (!outcome || outcome instanceof Error) throw outcome ?? new Error('nothing scripted')
      return outcome
    },
    forget: () => { control.forgotten++ },
  }, { now: () => control.now }, (a, b) => a.credential === b.credential)
  const acquire = async (of = credentials, fresh = false) => (await signIn.acquire(of, { fresh })).value
  return { control, acquire, forget: signIn.forget }
}
const offline = new AppError('offline')

describe('when no token can be had for the moment', () => {
  it('the last one is used, and Entra is left alone for a minute', async () => {
    const { control, acquire } = setUp(tokenOf('one'), offline, tokenOf('two'))
    await acquire()
    expect([await acquire(), control.asked]).toEqual(['one', 2])
    control.now = minute - 1
    expect([await acquire(), control.asked]).toEqual(['one', 2])
    control.now = minute
    expect([await acquire(), control.asked]).toEqual(['two', 3])
  })

  it('a token that came since is not left alone', async () => {
    const { control, acquire } = setUp(tokenOf('one'), offline, tokenOf('two'), tokenOf('three'))
    await acquire()
    await acquire()
    control.now = minute
    await acquire()
    expect([await acquire(), control.asked]).toEqual(['three', 4])
  })

  it.each([[10 * minute - 60_001, true], [10 * minute - 60_000, false]])('at %i ms the last one is still used, for a minute is left: %s', async (now, isUsed) => {
    const { control, acquire } = setUp(tokenOf('one'), offline)
    await acquire()
    control.now = now
    if (isUsed) expect(await acquire()).toBe('one')
    else await expect(acquire()).rejects.toBe(offline)
  })

  it('one that ends while Entra is asked is not used', async () => {
    let fail: () => void = () => undefined
    const { control, acquire } = setUp(tokenOf('one'), new Promise<Token>((_, reject) => { fail = () => reject(offline) }))
    await acquire()
    const late = acquire()
    control.now = 10 * minute
    fail()
    await expect(late).rejects.toBe(offline)
  })

  it.each<[string, Credentials, boolean, Token]>([
    ['a fresh one', credentials, true, tokenOf('one')],
    ['one of other credentials', other, false, tokenOf('one')],
    ['one for another API', { ...credentials, api: 'microsoft-graph' }, false, tokenOf('one')],
    ['one whose end nobody knows', credentials, false, tokenOf('one', null)],
  ])('%s is not replaced by the last', async (_what, of, fresh, token) => {
    const { acquire } = setUp(token, offline)
    await acquire()
    await expect(acquire(of, fresh)).rejects.toBe(offline)
  })

  it('there is none before the first', async () => {
    await expect(setUp(offline).acquire()).rejects.toBe(offline)
  })
})

it.each([new AppError('secret-invalid'), new AppError('cancelled'), new Error('x')])('no token takes the place of %s', async (error) => {
  const { acquire } = setUp(tokenOf('one'), error)
  await acquire()
  await expect(acquire()).rejects.toBe(error)
})

describe('what is forgotten', () => {
  it('is not used, and MSAL forgets it as well', async () => {
    const { control, acquire, forget } = setUp(tokenOf('one'), offline)
    await acquire()
    forget()
    expect(control.forgotten).toBe(1)
    await expect(acquire()).rejects.toBe(offline)
  })

  it('does not come back with an answer from before', async () => {
    let give: () => void = () => undefined
    const { acquire, forget } = setUp(new Promise<Token>((resolve) => { give = () => resolve(tokenOf('one')) }), offline)
    const late = acquire()
    forget()
    give()
    expect(await late).toBe('one')
    await expect(acquire()).rejects.toBe(offline)
  })
})
