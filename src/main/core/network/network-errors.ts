/** @file What Chromium's network errors mean for a person. Names are those of Chromium's net_error_list.h. */
import type { ErrorCode } from '../../../shared/contract/failure'
import { AppError } from '../base/errors'

const byPattern: readonly (readonly [RegExp, ErrorCode])[] = [
  [/ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE|ERR_NETWORK_ACCESS_DENIED/, 'offline'],
  [/ERR_NAME_|ERR_DNS_|ERR_ICANN_NAME_COLLISION/, 'dns'],
  [/ERR_CERT_|ERR_SSL_|ERR_BAD_SSL_|ERR_CERTIFICATE_|ERR_ECH_/, 'tls'],
  [/PROXY|PROXIES|ERR_TUNNEL_|ERR_SOCKS_|ERR_PAC_/, 'proxy'],
  [/TIMED_OUT/, 'timeout'],
  [/REDIRECT/, 'redirected'],
]

/**
 * The AppError for a rejected `fetch` of Electron. Its message holds `net::ERR_…` (Electron's ClientRequest); a redirect under
 * `redirect: 'error'` is told by words. Only these two facts are taken from the message.
 */
export function networkError(error: unknown, host: string): AppError {
  const message = error instanceof Error ? `${error.message} ${String(error.cause)}` : String(error)
  const netError = /net::(ERR_[A-Z0-9_]+)/.exec(message)?.[1]
  if (!netError) return new AppError(/redirect/i.test(message) ? 'redirected' : 'connection', { host })
  return new AppError(byPattern.find(([pattern]) => pattern.test(netError))?.[1] ?? 'connection', { host, netError })
}

/** Worth another try: the connection broke, here or behind a proxy; nothing was refused. */
export function isTransient(error: AppError): boolean {
  return error.code === 'connection' || error.code === 'cut-off' || error.code === 'server-error'
}
