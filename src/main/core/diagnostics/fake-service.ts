/** @file A connection test for tests: sign-in, retries and the page fetcher are real; only HTTP and the clock are fake. */
import type { ConnectionReport } from '../../../shared/contract/connection'
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import type { Profile } from '../../../shared/contract/model'
import type { Cloud } from '../microsoft/clouds'
import type { HttpResponse, Exchange, HttpRequest } from '../network/http'
import type { Clock } from '../base/clock'
import type { Credentials } from '../credentials/credential'
import { Buffer } from 'node:buffer'
import * as msal from '@azure/msal-node'
import { worldwide } from '../microsoft/clouds'
import { createConnectionTest } from './connection-test'
import { AppError } from '../base/errors'
import { readPage } from '../collection/paging/page'
import { createPageFetcher } from '../collection/paging/page-fetcher'
import { createQuota } from '../network/quota/quota'
import { createSend } from '../network/retry'
import { app, issuedAt, jwt } from '../token/claims/fixtures'
import { createSignIn } from '../token/sign-in/sign-in'
import { createTokens } from '../token/tokens'

/** A response or error that the test injects. */
export type Fault = HttpResponse | AppError
/** The endpoints to which the connection test sends requests. */
export type Endpoint = 'tenant' | 'token' | 'list'

export const start = issuedAt
export const credentials: Credentials = { ...app, credential: { kind: 'secret', clientSecret: 's3cret~value' }, api: 'defender-xdr', cloud: 'worldwide' }

export const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}): HttpResponse =>
  ({ status, headers: new Headers(headers), chunks: [Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))] })
/** Returns a refusal by Entra; `error` is OAuth's name of the refusal. */
export const refusal = (number: number, status = 400, error = 'refused') =>
  answer(status, { error, error_description: `AADSTS${number}: Text.`, error_codes: [number], trace_id: 't', correlation_id: 'c' })
export const configuration = (more: Record<string, unknown> = {}) => answer(200, {
  issuer: `https://login.microsoftonline.com/${credentials.tenantId}/v2.0`, cloud_instance_name: 'microsoftonline.com', tenant_region_sub_scope: null, msgraph_host: 'graph.microsoft.com', ...more,
})
export const token = (value = jwt()) => answer(200, { token_type: 'Bearer', expires_in: 3599, access_token: value })
/** Returns a list of one incident, valid for both APIs. */
const list = () => answer(200, { value: [{ incidentId: 1, id: '1', lastUpdateTime: '2026-11-24T11:00:00Z', lastUpdateDateTime: '2026-11-24T11:00:00Z' }] })

export const endpointOf = ({ url }: HttpRequest): Endpoint => url.pathname.endsWith('/openid-configuration') ? 'tenant' : url.pathname.endsWith('/token') ? 'token' : 'list'

interface Given {
  readonly at?: Endpoint
  /** Returns the response or error that replaces the usual response to the nth request (from 1) of the endpoint `at`. */
  readonly fault?: (nth: number, request: HttpRequest) => Fault | undefined | Promise<Fault>
  readonly api?: ApiKind
  readonly cloud?: Cloud
  readonly load?: (signal?: AbortSignal) => Promise<Credentials>
  /** The token that Entra issues; by default, one for the API. */
  readonly tokenValue?: string | (() => string)
}

/** Creates a connection test and records its requests and reports. Every request takes 120 ms. */
export function setUp({ at, fault, api = 'defender-xdr', cloud = worldwide, load = async () => ({ ...credentials, api, cloud: cloud.kind }), tokenValue }: Given = {}) {
  let elapsed = 0
  const clock: Clock = { now: () => start + elapsed, monotonic: () => elapsed, wait: async (ms) => { elapsed += ms } }
  const requests: HttpRequest[] = []
  const usual = { tenant: configuration, token: () => token((typeof tokenValue === 'function' ? tokenValue() : tokenValue) ?? jwt(api === 'microsoft-graph' ? { aud: 'https://graph.microsoft.com', roles: ['SecurityIncident.Read.All'] } : {})), list }
  const exchange: Exchange = async (request) => {
    requests.push(request)
    elapsed += 120
    const endpoint = endpointOf(request)
    const nth = requests.filter(each => endpointOf(each) === endpoint).length
    const outcome = (endpoint === at ? await fault?.(nth, request) : undefined) ?? usual[endpoint]()
    if (outcome instanceof AppError) throw outcome
    return outcome
  }
  const send = createSend(exchange, clock)
  const { tenantId, clientId } = credentials
  const profile: Profile = { tenantId, clientId, api, cloud: cloud.kind, certificate: null, secretExpiry: null, savedAt: new Date(start).toISOString() }
  const vault = { load, profile: () => profile, noteExpired: async () => undefined }
  const tokens = createTokens({ vault, signIn: createSignIn({ send, clock, loadMsal: async () => msal }), clock })
  const quota = createQuota({ limits: cloud.apis[api].quota, clock, callTimes: [], onChange: () => undefined })
  const fetchPage = createPageFetcher({ send, tokens, clock, quotaOf: () => quota, readPage: async (chunks, kind) => readPage(Buffer.concat(chunks), kind) })
  const reports: ConnectionReport[] = []
  const test = createConnectionTest({ vault, tokens, send, fetchPage, clock, emit: report => reports.push(report) })
  return { test, requests, reports, quota, tokens, fetchPage, clock }
}
