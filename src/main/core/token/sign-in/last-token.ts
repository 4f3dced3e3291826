/**
 * @file Uses the last token while it is valid and a new one is temporarily not available. MSAL renews tokens before they expire and fails the call
 * if the network fails then, although the token that it has is valid.
 */
import type { SignIn, Token } from '../token'
import type { Credentials } from '../../credentials/credential'
import type { Clock } from '../../base/clock'
import { isUnverified } from '../../../../shared/rules/failure-facts'
import { AppError } from '../../base/errors'

/** A token that expires sooner may be refused before the response arrives. */
const leastLeftMs = 60_000
/** The app sends no new request to Entra for this long: each attempt may take the time of all retries. */
const pauseMs = 60_000

interface Last { readonly credentials: Credentials, readonly token: Token, pausedUntil: number }

const isTemporary = (error: unknown): boolean => error instanceof AppError && isUnverified(error.code)

/** Returns `acquire` with the last token of the same credentials in place of a temporary failure. A call for a fresh token never gets the last one. */
export function withLastToken({ acquire, forget }: SignIn, clock: Pick<Clock, 'now'>, same: (a: Credentials, b: Credentials) => boolean): SignIn {
  let last: Last | null = null
  let drops = 0

  const usable = (credentials: Credentials, fresh: boolean): Last | null =>
    !fresh && last && same(last.credentials, credentials) && last.credentials.api === credentials.api
    && (last.token.expiresAt ?? 0) > clock.now() + leastLeftMs
      ? last
      : null

  return {
    acquire: async (credentials, options) => {
      const lastValid = usable(credentials, options.fresh)
      if (lastValid && clock.now() < lastValid.pausedUntil) return lastValid.token
      const dropsBefore = drops
      try {
        const token = await acquire(credentials, options)
        // Dropped in the meantime: do not keep it.
        if (drops === dropsBefore) last = { credentials, token, pausedUntil: 0 }
        return token
      } catch (error) {
        const lastValid = usable(credentials, options.fresh)
        if (!lastValid || !isTemporary(error)) throw error
        lastValid.pausedUntil = clock.now() + pauseMs
        return lastValid.token
      }
    },
    forget: () => {
      drops++
      last = null
      forget()
    },
  }
}
