/**
 * @file Returns the last token, while it is valid, if no new one is available temporarily. MSAL renews tokens before they expire; if the network
 * fails during a renewal, it fails the call although its token is still valid.
 */
import type { SignIn, Token } from '../token'
import type { Credentials } from '../../credentials/credential'
import type { Clock } from '../../base/clock'
import { isUnverified } from '../../../../shared/rules/failure-facts'
import { AppError } from '../../base/errors'

/** The minimum remaining validity of a token, in ms, so that it does not expire before the API receives it. */
const minValidityMs = 60_000
/** The pause before the next request to Entra, in ms, because each request may take as long as all its retries. */
const pauseMs = 60_000

interface Last { readonly credentials: Credentials, readonly token: Token, pausedUntil: number }

const isTemporary = (error: unknown): boolean => error instanceof AppError && isUnverified(error.code)

/** Returns a SignIn that replaces a temporary failure with the last token for the same credentials, except in a call for a fresh token. */
export function withLastToken({ acquire, forget }: SignIn, clock: Pick<Clock, 'now'>, same: (a: Credentials, b: Credentials) => boolean): SignIn {
  let last: Last | null = null
  let drops = 0

  const usable = (credentials: Credentials, fresh: boolean): Last | null =>
    !fresh && last && same(last.credentials, credentials) && last.credentials.api === credentials.api
    && (last.token.expiresAt ?? 0) > clock.now() + minValidityMs
      ? last
      : null

  return {
    acquire: async (credentials, options) => {
      const lastValid = usable(credentials, options.fresh)
      if (lastValid && clock.now() < lastValid.pausedUntil) return lastValid.token
      const dropsBefore = drops
      try {
        const token = await acquire(credentials, options)
        // `forget` was called in the meantime: do not keep this token.
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
