/** @file Keeps a profile's access token in memory, and requests, explains and tests tokens. */
import type { Access, AccessTest } from '../../../shared/contract/access'
import type { IncidentApi } from '../microsoft/incident-apis'
import type { Clock } from '../base/clock'
import type { AcquireOptions, SignIn, Token } from './token'
import type { Credentials } from '../credentials/credential'
import type { Vault } from '../credentials/vault'
import { explainToken } from './claims/access'
import { apiOf } from '../microsoft/clouds'
import { AppError } from '../base/errors'
import { unlessAborted } from '../base/unless-aborted'

/** The token in memory and the API that it was requested for. */
export interface HeldToken {
  readonly value: string
  readonly api: IncidentApi
}

export interface Tokens {
  /**
   * Returns a token for the saved credentials and `api`; `fresh` requests a new one from Entra. Throws AppError: `cancelled` at once when
   * `signal` aborts or `end` is called, even while the keyring prompts, and if credentials for another API were saved in the meantime.
   */
  readonly get: (options: { readonly api: IncidentApi, readonly fresh: boolean, readonly signal?: AbortSignal }) => Promise<string>
  /** Requests a token with credentials that are not saved yet and explains it; `keep` stores it as the token in memory. */
  readonly check: (credentials: Credentials) => Promise<{ readonly access: Access, readonly keep: () => void }>
  /** Requests a new token with the saved credentials and explains it. */
  readonly renew: (options?: Omit<AcquireOptions, 'fresh'>) => Promise<Access>
  /** Returns the explanation of the token in memory at this time; null if there is none. */
  readonly access: () => Access | null
  /**
   * Tests the token in memory, stores the outcome with it, and returns its explanation with that outcome. Throws AppError: `no-token`;
   * `cancelled` if another token replaced it in the meantime.
   */
  readonly test: (run: (held: HeldToken) => Promise<AccessTest>) => Promise<Access>
  /** Drops the token. */
  readonly forget: () => void
  /** Drops the token, and rejects every pending call with `cancelled`. */
  readonly end: () => void
}

interface Held { readonly token: Token, readonly credentials: Credentials, test: AccessTest | null }

interface Deps {
  readonly vault: Pick<Vault, 'load' | 'noteExpired'>
  readonly signIn: SignIn
  readonly clock: Clock
}

/** Requests a token. Records a refusal for an expired secret. */
async function requestToken({ vault, signIn }: Pick<Deps, 'vault' | 'signIn'>, credentials: Credentials, options: AcquireOptions): Promise<Token> {
  try {
    return await signIn.acquire(credentials, options)
  } catch (error) {
    if (error instanceof AppError && error.code === 'secret-expired') await vault.noteExpired(credentials)
    throw error
  }
}

export function createTokens({ vault, signIn, clock }: Deps): Tokens {
  let held: Held | null = null
  /** Counts how often the token was dropped. A token whose request began before the last drop is not stored. */
  let drops = 0
  let use = new AbortController()
  const explain = ({ token, credentials, test }: Held): Access => ({ ...explainToken(token, credentials, clock.now()), test })

  const request = (credentials: Credentials, options: AcquireOptions) => requestToken({ vault, signIn }, credentials, options)
  const acquire = async (options: AcquireOptions, signal: AbortSignal): Promise<Held> => {
    const dropsBefore = drops
    const credentials = await vault.load(signal)
    const token = await request(credentials, { ...options, signal })
    // MSAL returned the same token from its cache, so keep the time at which the app first obtained it.
    if (held?.token.value === token.value) return held
    const acquired = { token, credentials, test: null }
    if (drops === dropsBefore) held = acquired
    return acquired
  }

  /** MSAL processes one request at a time, so this one may start late. An abort takes effect without waiting for it. */
  const acquireUntilAbort = async (options: AcquireOptions): Promise<Held> => {
    const signal = AbortSignal.any([use.signal, ...options.signal ? [options.signal] : []])
    return unlessAborted(signal, () => acquire(options, signal))
  }

  const forget = () => {
    drops++
    held = null
    signIn.forget()
  }

  return {
    get: async ({ api, ...options }) => {
      const { token, credentials } = await acquireUntilAbort(options)
      // SECURITY: a token is sent to the host of its own API only, even by a run that is about to be dropped.
      if (apiOf(credentials).host !== api.host) throw new AppError('cancelled')
      return token.value
    },
    renew: async options => explain(await acquireUntilAbort({ ...options, fresh: true })),
    check: async (credentials) => {
      const dropsBefore = drops
      const acquired = { token: await request(credentials, { fresh: true }), credentials, test: null }
      return { access: explain(acquired), keep: () => { if (drops === dropsBefore) held = acquired } }
    },
    access: () => held && explain(held),
    test: async (run) => {
      const tested = held
      if (!tested) throw new AppError('no-token')
      const { token, credentials } = tested
      // SECURITY: the token is sent to the host of its own API only.
      const test = await run({ value: token.value, api: apiOf(credentials) })
      if (held !== tested) throw new AppError('cancelled')
      tested.test = test
      return explain(tested)
    },
    forget,
    end: () => {
      use.abort()
      use = new AbortController()
      forget()
    },
  }
}
