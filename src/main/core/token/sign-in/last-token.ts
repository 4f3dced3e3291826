/**
 * @file A token that is still valid is used when a new one cannot be had for the moment. MSAL renews tokens before their time and
 * fails the call when the network fails then, though the token it holds is good.
 */
import type { SignIn, Token } from '../token'
import type { Credentials } from '../../credentials/credential'
import type { Clock } from '../../base/clock'
import { isUnverified } from '../../../../shared/rules/failure-facts'
import { AppError } from '../../base/errors'

/** A token that ends sooner may be refused before its answer is there. */
const leastLeftMs = 60_000
/** So long Entra is not asked again: each try may take the time of all retries. */
const restMs = 60_000

interface Last { readonly credentials: Credentials, readonly token: Token, restUntil: number }

const passing = (error: unknown): boolean => error instanceof AppError && isUnverified(error.code)

/** `acquire`, with the last token of the same credentials in place of a failure that will pass. A fresh token is never replaced. */
export function withLastToken({ acquire, forget }: SignIn, clock: Pick<Clock, 'now'>, same: (a: Credentials, b: Credentials) => boolean): SignIn {
  let last: Last | null = null
  let forgotten = 0

  const usable = (credentials: Credentials, fresh: boolean): Last | null =>
    !fresh && last && same(last.credentials, credentials) && last.credentials.api === credentials.api
    && (last.token.expiresAt ?? 0) > clock.now() + leastLeftMs
      ? last
      : null

  return {
    acquire: async (credentials, options) => {
      const kept = usable(credentials, options.fresh)
      if (kept && clock.now() < kept.restUntil) return kept.token
      const before = forgotten
      try {
        const token = await acquire(credentials, options)
        // Forgotten meanwhile, it is not held on to.
        if (forgotten === before) last = { credentials, token, restUntil: 0 }
        return token
      } catch (error) {
        const valid = usable(credentials, options.fresh)
        if (!valid || !passing(error)) throw error
        valid.restUntil = clock.now() + restMs
        return valid.token
      }
    },
    forget: () => {
      forgotten++
      last = null
      forget()
    },
  }
}
