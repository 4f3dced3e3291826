/** @file Acquires app-only tokens (OAuth client credentials) with MSAL, which sends its requests through the app's own network code. */
import type { SignIn } from '../token'
import type { Credential, Credentials } from '../../credentials/credential'
import type { ConfidentialClientApplication, INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node'
import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { HttpResponse } from '../../network/http'
import type { Send } from '../../network/retry'
import type { Clock } from '../../base/clock'
import { sameApp } from '../../../../shared/values/ids'
import { apiOf, clouds } from '../../microsoft/clouds'
import { checkUsable, sameCredential } from '../../credentials/credential'
import { entraFailure, notFromEntra, readEntraResponse } from './entra-errors'
import { AppError } from '../../base/errors'
import { withLastToken } from './last-token'
import { msalFailure } from './msal-errors'

interface Deps {
  readonly send: Send
  readonly clock: Clock
  /** Loads MSAL at first use, because it is large. */
  readonly loadMsal: () => Promise<{ readonly ConfidentialClientApplication: typeof ConfidentialClientApplication }>
}

/** The longest time without a byte, in ms. Responses are small, so a longer pause means that the connection is lost. */
const idleMs = 30_000

/** The last request and its failure, stored because MSAL drops the cause of a network error and rewrites responses. */
interface LastExchange { failure: AppError | null, signal: AbortSignal | undefined, retryBudgetMs: number | undefined, hasRequested: boolean }

/** Returns the response body for MSAL. MSAL must receive a refusal as a response: if a renewal is refused, it continues to use its current token. */
function bodyFor(response: HttpResponse, failure: AppError | null, host: string, lastExchange: LastExchange): object {
  if (failure) {
    const { serverCode, serverMessage = '' } = failure.details
    if (serverCode === undefined) throw failure
    lastExchange.failure = failure
    return { error: serverCode || 'invalid_client', error_description: serverMessage }
  }
  const { object } = readEntraResponse(response)
  if (!object) throw notFromEntra(response, host)
  return object
}

function createNetworkModule({ send, clock }: Deps, lastExchange: LastExchange, credential: Credential): INetworkModule {
  const request = async (method: 'GET' | 'POST', address: string, options?: NetworkRequestOptions) => {
    lastExchange.failure = null
    lastExchange.hasRequested = true
    const url = new URL(address)
    try {
      checkUsable(credential, clock.now())
      const response = await send({
        url,
        method,
        idleMs,
        headers: options?.headers ?? {},
        ...(options?.body !== undefined && { body: options.body }),
        ...(lastExchange.signal && { signal: lastExchange.signal }),
      }, { retryBudgetMs: lastExchange.retryBudgetMs })
      const body = bodyFor(response, entraFailure(response, url.host, clock.now()), url.host, lastExchange)
      return { status: response.status, headers: Object.fromEntries(response.headers), body }
    } catch (error) {
      if (error instanceof AppError) lastExchange.failure = error
      throw error
    }
  }
  // MSAL's generic types of the body are unknown here, so a cast is needed.
  return {
    sendGetRequestAsync: async <T>(url: string, options?: NetworkRequestOptions) => await request('GET', url, options) as NetworkResponse<T>,
    sendPostRequestAsync: async <T>(url: string, options?: NetworkRequestOptions) => await request('POST', url, options) as NetworkResponse<T>,
  }
}

/** Returns the failure with the token's API in its details. */
function failureFor({ failure }: LastExchange, api: ApiKind): AppError | null {
  return failure && new AppError(failure.code, { ...failure.details, api })
}

interface Client { readonly app: ConfidentialClientApplication, readonly lastExchange: LastExchange, readonly credentials: Credentials }

const isSameSignIn = (a: Credentials, b: Credentials): boolean =>
  sameApp(a, b) && a.cloud === b.cloud && sameCredential(a.credential, b.credential)

/** Returns the credential in MSAL's format. Given the SHA-256 thumbprint, MSAL signs with PS256; it deprecates the SHA-1 thumbprint. */
function msalCredential(credential: Credential) {
  if (credential.kind === 'secret') return { clientSecret: credential.clientSecret }
  const { privateKey, certificate: { thumbprintSha256 } } = credential
  return { clientCertificate: { privateKey, thumbprintSha256 } }
}

/** Creates the sign-in. Requests run one after another. */
export function createSignIn(deps: Deps): SignIn {
  let client: Client | null = null

  const clientFor = async (credentials: Credentials): Promise<Client> => {
    // MSAL's cache key does not contain the secret, so another secret requires another instance.
    if (client && isSameSignIn(client.credentials, credentials)) return client
    const { ConfidentialClientApplication } = await deps.loadMsal()
    const lastExchange: LastExchange = { failure: null, signal: undefined, retryBudgetMs: undefined, hasRequested: false }
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
    Object.assign(lastExchange, { failure: null, signal: options.signal, retryBudgetMs: options.retryBudgetMs, hasRequested: false })
    try {
      const result = await app.acquireTokenByClientCredential({ scopes: [apiOf(credentials).scope], skipCache: options.fresh })
      // MSAL resolves with an empty token for some 5xx responses, and does not check the token's type.
      if (typeof result?.accessToken !== 'string' || result.accessToken === '') throw lastExchange.failure ?? new AppError('token-empty')
      return { value: result.accessToken, obtainedAt: deps.clock.now(), expiresAt: result.expiresOn?.getTime() ?? null }
    } catch (error) {
      // After a failure, this MSAL instance may throttle itself and refuse calls without a request, so the next call uses a new instance.
      client = null
      if (used?.app === app && !lastExchange.hasRequested) return acquire(credentials, options)
      throw failureFor(lastExchange, credentials.api) ?? msalFailure(error)
    }
  }

  let lastTurn: Promise<unknown> = Promise.resolve()
  return withLastToken({
    // Requests run one at a time, because lastExchange describes only one.
    acquire: (credentials, options) => {
      const next = lastTurn.then(() => acquire(credentials, options))
      lastTurn = next.catch(() => undefined)
      return next
    },
    forget: () => { client = null },
  }, deps.clock, isSameSignIn)
}
