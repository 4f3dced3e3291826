/** @file Gets app-only tokens (OAuth client credentials) through MSAL, whose requests take the app's one network path. */
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
  /** MSAL is large and loaded at first use. */
  readonly loadMsal: () => Promise<{ readonly ConfidentialClientApplication: typeof ConfidentialClientApplication }>
}

/** A token request is small: an answer that takes longer is not coming. */
const idleMs = 30_000

/** What the last request came to. MSAL drops a network error's cause and rewrites answers; this keeps the facts. */
interface Witness { failure: AppError | null, signal: AbortSignal | undefined, patienceMs: number | undefined, asked: boolean }

/** The body that MSAL is given. A refusal must reach it as a response: it goes on with the token it holds if a renewal is refused. */
function bodyFor(answer: Answer, failure: AppError | null, host: string, witness: Witness): object {
  if (failure) {
    const { serverCode, serverMessage = '' } = failure.details
    if (serverCode === undefined) throw failure
    witness.failure = failure
    return { error: serverCode || 'invalid_client', error_description: serverMessage }
  }
  const { object } = readEntraAnswer(answer)
  if (!object) throw notOfEntra(answer, host)
  return object
}

function createNetworkModule({ send, clock }: Deps, witness: Witness, credential: Credential): INetworkModule {
  const request = async (method: 'GET' | 'POST', address: string, options?: NetworkRequestOptions) => {
    witness.failure = null
    witness.asked = true
    const url = new URL(address)
    try {
      checkUsable(credential, clock.now())
      const answer = await send({
        url,
        method,
        idleMs,
        headers: options?.headers ?? {},
        ...(options?.body !== undefined && { body: options.body }),
        ...(witness.signal && { signal: witness.signal }),
      }, { patienceMs: witness.patienceMs })
      const body = bodyFor(answer, entraFailure(answer, url.host, clock.now()), url.host, witness)
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body }
    } catch (error) {
      if (error instanceof AppError) witness.failure = error
      throw error
    }
  }
  // The casts of this boundary: MSAL's generic promises a body type that only MSAL itself can know.
  return {
    sendGetRequestAsync: async <T>(url: string, options?: NetworkRequestOptions) => await request('GET', url, options) as NetworkResponse<T>,
    sendPostRequestAsync: async <T>(url: string, options?: NetworkRequestOptions) => await request('POST', url, options) as NetworkResponse<T>,
  }
}

/** What failed, with the API that the token was for. */
function failureFor({ failure }: Witness, api: ApiKind): AppError | null {
  return failure && new AppError(failure.code, { ...failure.details, api })
}

interface Client { readonly app: ConfidentialClientApplication, readonly witness: Witness, readonly credentials: Credentials }

const same = (a: Credentials, b: Credentials): boolean =>
  sameApp(a, b) && a.cloud === b.cloud && sameCredential(a.credential, b.credential)

/** What MSAL takes. With the SHA-256 thumbprint it signs with PS256, without the SHA-1 one that it calls deprecated. */
function msalCredential(credential: Credential) {
  if (credential.kind === 'secret') return { clientSecret: credential.clientSecret }
  const { privateKey, certificate: { thumbprintSha256 } } = credential
  return { clientCertificate: { privateKey, thumbprintSha256 } }
}

export function createSignIn(deps: Deps): SignIn {
  let client: Client | null = null

  const clientFor = async (credentials: Credentials): Promise<Client> => {
    // The secret is not part of MSAL's cache key, so another secret needs another instance.
    if (client && same(client.credentials, credentials)) return client
    const { ConfidentialClientApplication } = await deps.loadMsal()
    const witness: Witness = { failure: null, signal: undefined, patienceMs: undefined, asked: false }
    try {
      const app = new ConfidentialClientApplication({
        auth: {
          clientId: credentials.clientId,
          ...msalCredential(credentials.credential),
          authority: `${clouds[credentials.cloud].authority}/${credentials.tenantId}`,
        },
        system: { networkClient: createNetworkModule(deps, witness, credentials.credential), disableInternalRetries: true },
      })
      client = { app, witness, credentials }
      return client
    } catch (error) {
      throw msalFailure(error)
    }
  }

  const acquire: SignIn['acquire'] = async (credentials, options) => {
    const used = client
    const { app, witness } = await clientFor(credentials)
    Object.assign(witness, { failure: null, signal: options.signal, patienceMs: options.patienceMs, asked: false })
    try {
      const result = await app.acquireTokenByClientCredential({ scopes: [apiOf(credentials).scope], skipCache: options.fresh })
      // MSAL resolves with an empty token for some 5xx answers, and hands on whatever stands in its place.
      if (typeof result?.accessToken !== 'string' || result.accessToken === '') throw witness.failure ?? new AppError('token-empty')
      return { value: result.accessToken, obtainedAt: deps.clock.now(), expiresAt: result.expiresOn?.getTime() ?? null }
    } catch (error) {
      // A failed instance throttles itself and refuses the next try without a request: another one asks.
      client = null
      if (used?.app === app && !witness.asked) return acquire(credentials, options)
      throw failureFor(witness, credentials.api) ?? msalFailure(error)
    }
  }

  let turn: Promise<unknown> = Promise.resolve()
  return withLastToken({
    // One at a time: a witness stands for one request.
    acquire: (credentials, options) => {
      const next = turn.then(() => acquire(credentials, options))
      turn = next.catch(() => undefined)
      return next
    },
    forget: () => { client = null },
  }, deps.clock, same)
}
