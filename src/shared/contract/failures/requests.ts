/** @file Failures of a request, to Entra or to the API: the network did not deliver it, or the response is not the requested one. */

export interface RequestFailure {
  /** Whether the credentials may still be valid, because the failure does not depend on them. */
  readonly unverified: boolean
  /** Whether the same request may succeed a moment later, so that it is retried. */
  readonly transient: boolean
  /** Whether the network may be gone, so that a run that ends with this failure restarts once the network is back. */
  readonly disconnected: boolean
  /** Whether the response may have been too large for the service or the app, so that a smaller page may succeed. */
  readonly heavy: boolean
  /** Whether the request reached the service, so that a different request may succeed. */
  readonly reachedService: boolean
  /** The HTTP statuses that identify the failure. */
  readonly statuses?: readonly number[]
  /** Entra's numbers for the failure (AADSTS…). */
  readonly aadsts?: readonly number[]
}

export interface NetworkFailure extends RequestFailure {
  /** Matches Chromium's names for the error (net_error_list.h). The first matching row applies. */
  readonly netErrors: RegExp
}

const networkRows = {
  offline: {
    netErrors: /ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE|ERR_NETWORK_ACCESS_DENIED/,
    unverified: true, transient: false, disconnected: true, heavy: false, reachedService: false,
  },
  dns: {
    netErrors: /ERR_NAME_|ERR_DNS_|ERR_ICANN_NAME_COLLISION/,
    unverified: true, transient: false, disconnected: true, heavy: false, reachedService: false,
  },
  tls: {
    netErrors: /ERR_CERT_|ERR_SSL_|ERR_BAD_SSL_|ERR_CERTIFICATE_|ERR_ECH_/,
    unverified: true, transient: false, disconnected: false, heavy: false, reachedService: false,
  },
  proxy: {
    netErrors: /PROXY|PROXIES|ERR_TUNNEL_|ERR_SOCKS_|ERR_PAC_/, statuses: [407],
    unverified: true, transient: false, disconnected: false, heavy: false, reachedService: false,
  },
  timeout: { netErrors: /TIMED_OUT/, unverified: true, transient: false, disconnected: true, heavy: true, reachedService: true },
  redirected: { netErrors: /REDIRECT/, unverified: true, transient: false, disconnected: false, heavy: false, reachedService: false },
  connection: { netErrors: /^/, unverified: true, transient: true, disconnected: true, heavy: false, reachedService: false },
} satisfies Record<string, NetworkFailure>

/** Codes for a request or a response that the network did not deliver. */
export type NetworkErrorCode = keyof typeof networkRows

export const networkFailures: Readonly<Record<NetworkErrorCode, NetworkFailure>> = networkRows

const responseRows = {
  'bad-request': { statuses: [400], unverified: false, transient: false, disconnected: false, heavy: false, reachedService: true },
  'unauthorized': { statuses: [401], unverified: false, transient: false, disconnected: false, heavy: false, reachedService: true },
  'forbidden': { unverified: false, transient: false, disconnected: false, heavy: false, reachedService: true },
  'not-found': { statuses: [404], unverified: false, transient: false, disconnected: false, heavy: false, reachedService: true },
  'refused': { unverified: false, transient: false, disconnected: false, heavy: false, reachedService: true },
  'unexpected-status': { unverified: false, transient: false, disconnected: false, heavy: false, reachedService: true },
  'throttled': { statuses: [429], aadsts: [90055], unverified: true, transient: false, disconnected: false, heavy: false, reachedService: true },
  'server-error': { unverified: true, transient: true, disconnected: false, heavy: true, reachedService: true },
  'cut-off': { unverified: true, transient: true, disconnected: false, heavy: true, reachedService: true },
  'damaged': { unverified: false, transient: true, disconnected: false, heavy: true, reachedService: true },
  'not-json': { unverified: true, transient: false, disconnected: false, heavy: false, reachedService: true },
  'unexpected-shape': { unverified: false, transient: false, disconnected: false, heavy: false, reachedService: true },
  'too-large': { unverified: true, transient: false, disconnected: false, heavy: true, reachedService: true },
  'error-in-page': { unverified: false, transient: false, disconnected: false, heavy: false, reachedService: true },
} satisfies Record<string, RequestFailure>

/** Codes for a response other than the requested one. */
export type ResponseErrorCode = keyof typeof responseRows

export const responseFailures: Readonly<Record<ResponseErrorCode, RequestFailure>> = responseRows
