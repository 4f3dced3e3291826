/** @file Gets app-only tokens (OAuth client credentials) with MSAL, whose requests use the app's one network path. */
import type { SignIn } from '../token'
import type { Credential, Credentials } from '../../credentials/credential'
import type { ConfidentialClientApplication, INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'
import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { Answer } from '../../network/http'
import type { Send } from '../../network/retry'
import type { Clock } from '../../base/clock'
import { sameApp } from '../../../../shared/values/ids'
import { apiOf, clouds } from '../../microsoft/clouds'
import { checkUsable, sameCredential } from '../../credentials/credential'
import { entraFailure, notOfEntra, readEntraAnswer } from './entra-errors'
import { AppError } from '../../base/errors'
import { withLastToken } from './last-token'
import { msalFailure } from './msal-errors'

interface Deps {
  readonly send: Send
  readonly clock: Clock
  /** Loads MSAL, which is large, at first use. */
  readonly loadMsal: () => Promise<{ readonly ConfidentialClientApplication: typeof ConfidentialClientApplication }>
}

/** A token request is small: a response that takes longer does not arrive. */
const idleMs = 30_000

/** The state of the last request. MSAL drops the cause of a network error and rewrites responses; this keeps the facts. */
interface LastExchange { failure: AppError | null, signal: AbortSignal | undefined, patienceMs: number | undefined, hasRequested: boolean }

/** Returns the body for MSAL. A refusal must reach it as a response: if a renewal is refused, MSAL continues with the token that it has. */
function bodyFor(answer: Answer, failure: AppError | null, host: string, lastExchange: LastExchange): object {
  if (failure) {
    const { serverCode, serverMessage = '' } = failure.details
    if (serverCode === undefined) throw failure
    lastExchange.failure = failure
    return { error: serverCode || 'invalid_client', error_description: serverMessage }
  }
  const { object } = readEntraAnswer(answer)
  if (!object) throw notOfEntra(answer, host)
  return object
}

function createNetworkModule({ send, clock }: Deps, lastExchange: LastExchange, credential: Credential): INetworkModule {
  const request = async (method: 'GET' | 'POST', address: string, options?: NetworkRequestOptions) => {
    lastExchange.failure = null
    lastExchange.hasRequested = true
    const url = new URL(address)
    try {
      checkUsable(credential, clock.now())
      const answer = await send({
        url,
        method,
        idleMs,
        headers: options?.headers ?? {},
        ...(options?.body !== undefined && { body: options.body }),
        ...(lastExchange.signal && { signal: lastExchange.signal }),
      }, { patienceMs: lastExchange.patienceMs })
      const body = bodyFor(answer, entraFailure(answer, url.host, clock.now()), url.host, lastExchange)
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body }
    } catch (error) {
      if (error instanceof AppError) lastExchange.failure = error
      throw error
    }
  }
  // MSAL's generic promises a type of body that only MSAL knows, so a cast is needed here.
  return {
    sendGetRequestAsync: async <T>(url: string, options?: NetworkRequestOptions) => await request('GET', url, options) as NetworkResponse<T>,
    sendPostRequestAsync: async <T>(url: string, options?: NetworkRequestOptions) => await request('POST', url, options) as NetworkResponse<T>,
  }
}

/** Returns the failure with the API that the token was requested for. */
function failureFor({ failure }: LastExchange, api: ApiKind): AppError | null {
  return failure && new AppError(failure.code, { ...failure.details, api })
}

interface Client { readonly app: ConfidentialClientApplication, readonly lastExchange: LastExchange, readonly credentials: Credentials }

const isSameSignIn = (a: Credentials, b: Credentials): boolean =>
  sameApp(a, b) && a.cloud === b.cloud && sameCredential(a.credential, b.credential)

/** Returns the credential in MSAL's form. With the SHA-256 thumbprint MSAL signs with PS256, and it calls the SHA-1 thumbprint deprecated. */
function msalCredential(credential: Credential) {
  if (credential.kind === 'secret') return { clientSecret: credential.clientSecret }
  const { privateKey, certificate: { thumbprintSha256 } } = credential
  return { clientCertificate: { privateKey, thumbprintSha256 } }
}

export function createSignIn(deps: Deps): SignIn {
  let client: Client | null = null

  const clientFor = async (credentials: Credentials): Promise<Client> => {
    // MSAL's cache key does not contain the secret, so another secret requires another instance.
    if (client && isSameSignIn(client.credentials, credentials)) return client
    const { ConfidentialClientApplication } = await deps.loadMsal()
    const lastExchange: LastExchange = { failure: null, signal: undefined, patienceMs: undefined, hasRequested: false }
    try {
      const app = new ConfidentialClientApplication({
        auth: {
          clientId: credentials.clientId,
          ...msalCredential(credentials.credential),
          authority: `${clouds[credentials.cloud].authority}/${credentials.tenantId}`,
        },
        system: { networkClient: createNetworkModule(deps, lastExchange, credentials.credential), disableInternalRetries: true },
      })
      client = { app, lastExchange, credentials }
      return client
    } catch (error) {
      throw msalFailure(error)
    }
  }

  const acquire: SignIn['acquire'] = async (credentials, options) => {
    const used = client
    const { app, lastExchange } = await clientFor(credentials)
    Object.assign(lastExchange, { failure: null, signal: options.signal, patienceMs: options.patienceMs, hasRequested: false })
    try {
      const result = await app.acquireTokenByClientCredential({ scopes: [apiOf(credentials).scope], skipCache: options.fresh })
      // MSAL resolves with an empty token for some 5xx responses, and returns a value of any type in its place.
      if (typeof result?.accessToken !== 'string' || result.accessToken === '') throw lastExchange.failure ?? new AppError('token-empty')
      return { value: result.accessToken, obtainedAt: deps.clock.now(), expiresAt: result.expiresOn?.getTime() ?? null }
    } catch (error) {
      // A failed instance throttles itself and refuses the next call without a request, so the next call uses another instance.
      client = null
      if (used?.app === app && !lastExchange.hasRequested) return acquire(credentials, options)
      throw failureFor(lastExchange, credentials.api) ?? msalFailure(error)
    }
  }

  let lastTurn: Promise<unknown> = Promise.resolve()
  return withLastToken({
    // One at a time: lastExchange describes one request.
    acquire: (credentials, options) => {
      const next = lastTurn.then(() => acquire(credentials, options))
      lastTurn = next.catch(() => undefined)
      return next
    },
    forget: () => { client = null },
  }, deps.clock, isSameSignIn)
}
