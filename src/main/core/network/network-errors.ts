import { netErrorCode } from '../../../shared/rules/failure-facts'
import { AppError } from '../base/errors'

/**
 * Returns the AppError for a rejected `fetch` of Electron. The error's message contains `net::ERR_…` (Electron's ClientRequest), or the word
 * "redirect" with `redirect: 'error'`. Nothing else of the message is used.
 */
export function networkError(error: unknown, host: string): AppError {
  const message = error instanceof Error ? `${error.message} ${String(error.cause)}` : String(error)
  const netError = /net::(ERR_[A-Z0-9_]+)/.exec(message)?.[1]
  if (!netError) return new AppError(/redirect/i.test(message) ? 'redirected' : 'connection', { host })
  return new AppError(netErrorCode(netError), { host, netError })
}
