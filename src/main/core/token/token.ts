/** @file An access token, and the interface that acquires one. */
import type { Credentials } from '../credentials/credential'

/** An access token. SECURITY: it stays in the main process's memory, never on disk and never in the renderer. */
export interface Token {
  readonly value: string
  /** ms since 1970. */
  readonly obtainedAt: number
  /** ms since 1970, from Entra's response; null if the response does not contain it. */
  readonly expiresAt: number | null
}

export interface AcquireOptions {
  /** Whether to request a new token from Entra, whatever is cached. */
  readonly fresh: boolean
  readonly signal?: AbortSignal
  /** As in RetryPolicy. */
  readonly retryBudgetMs?: number
}

/** Acquires tokens from Entra. */
export interface SignIn {
  /**
   * Returns a token for these credentials: from MSAL's memory cache if `fresh` is false and it has a valid one.
   * Throws AppError: Entra's refusals as `entraFailure` reads them, the network's, `token-empty`.
   */
  readonly acquire: (credentials: Credentials, options: AcquireOptions) => Promise<Token>
  /** Drops MSAL's cache. */
  readonly forget: () => void
}
