/** @file An access token, and what gets one. */
import type { Credentials } from '../credentials/credential'

/** An access token. It stays in main's memory: never on disk, never to the renderer. */
export interface Token {
  readonly value: string
  /** ms since 1970. */
  readonly obtainedAt: number
  /** ms since 1970, as Entra's answer says; null where it does not. */
  readonly expiresAt: number | null
}

export interface AcquireOptions {
  /** Asks Entra past every cache. */
  readonly fresh: boolean
  readonly signal?: AbortSignal
  /** As in RetryPolicy. */
  readonly patienceMs?: number
}

export interface SignIn {
  /**
   * A token for these credentials, from MSAL's memory cache when `fresh` is false and one is valid.
   * Throws AppError: Entra's refusals as `entraFailure` reads them, the network's, `token-empty`.
   */
  readonly acquire: (credentials: Credentials, options: AcquireOptions) => Promise<Token>
  /** Drops MSAL's cache. */
  readonly forget: () => void
}
