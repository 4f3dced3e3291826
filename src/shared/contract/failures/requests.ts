/** @file Failures of a request, to Entra or to the API: the network does not carry it, or the response is not what was requested. */

export interface RequestFailure {
  /** Whether it says nothing about the credentials, which may be right. */
  readonly unverified: boolean
  /** Whether the same request may succeed a moment later: it is retried. */
  readonly transient: boolean
  /** Whether the network may be gone: a run that it ends starts again once the network is back. */
  readonly disconnected: boolean
  /** Whether the response may be too much for the service or the app: a smaller page may succeed. */
  readonly heavy: boolean
  /** Whether the service received the request: another one may succeed. */
  readonly answered: boolean
  /** The HTTP statuses that mean it. */
  readonly statuses?: readonly number[]
  /** Entra's numbers for it (AADSTS…). */
  readonly aadsts?: readonly number[]
}

export interface NetworkFailure extends RequestFailure {
  /** Names of Chromium's errors (net_error_list.h) that mean it. The first row that matches a name decides. */
  readonly netErrors: RegExp
}

const networkRows = {
  offline: {
    netErrors: /ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE|ERR_NETWORK_ACCESS_DENIED/,
    unverified: true, transient: false, disconnected: true, heavy: false, answered: false,
  },
  dns: { netErrors: /ERR_NAME_|ERR_DNS_|ERR_ICANN_NAME_COLLISION/, unverified: true, transient: false, disconnected: true, heavy: false, answered: false },
  tls: {
    netErrors: /ERR_CERT_|ERR_SSL_|ERR_BAD_SSL_|ERR_CERTIFICATE_|ERR_ECH_/,
    unverified: true, transient: false, disconnected: false, heavy: false, answered: false,
  },
  proxy: {
    netErrors: /PROXY|PROXIES|ERR_TUNNEL_|ERR_SOCKS_|ERR_PAC_/, statuses: [407],
    unverified: true, transient: false, disconnected: false, heavy: false, answered: false,
  },
  timeout: { netErrors: /TIMED_OUT/, unverified: true, transient: false, disconnected: true, heavy: true, answered: true },
  redirected: { netErrors: /REDIRECT/, unverified: true, transient: false, disconnected: false, heavy: false, answered: false },
  connection: { netErrors: /^/, unverified: true, transient: true, disconnected: true, heavy: false, answered: false },
} satisfies Record<string, NetworkFailure>

/** Codes for a request that the network did not carry to the host and back. */
export type NetworkErrorCode = keyof typeof networkRows

export const networkFailures: Readonly<Record<NetworkErrorCode, NetworkFailure>> = networkRows

const responseRows = {
  'bad-request': { statuses: [400], unverified: false, transient: false, disconnected: false, heavy: false, answered: true },
  'unauthorized': { statuses: [401], unverified: false, transient: false, disconnected: false, heavy: false, answered: true },
  'forbidden': { unverified: false, transient: false, disconnected: false, heavy: false, answered: true },
  'not-found': { statuses: [404], unverified: false, transient: false, disconnected: false, heavy: false, answered: true },
  'refused': { unverified: false, transient: false, disconnected: false, heavy: false, answered: true },
  'unexpected-status': { unverified: false, transient: false, disconnected: false, heavy: false, answered: true },
  'throttled': { statuses: [429], aadsts: [90055], unverified: true, transient: false, disconnected: false, heavy: false, answered: true },
  'server-error': { unverified: true, transient: true, disconnected: false, heavy: true, answered: true },
  'cut-off': { unverified: true, transient: true, disconnected: false, heavy: true, answered: true },
  'damaged': { unverified: false, transient: true, disconnected: false, heavy: true, answered: true },
  'not-json': { unverified: true, transient: false, disconnected: false, heavy: false, answered: true },
  'unexpected-shape': { unverified: false, transient: false, disconnected: false, heavy: false, answered: true },
  'too-large': { unverified: true, transient: false, disconnected: false, heavy: true, answered: true },
  'error-in-page': { unverified: false, transient: false, disconnected: false, heavy: false, answered: true },
} satisfies Record<string, RequestFailure>

/** Codes for a response that is not what was requested. */
export type ResponseErrorCode = keyof typeof responseRows

export const responseFailures: Readonly<Record<ResponseErrorCode, RequestFailure>> = responseRows
