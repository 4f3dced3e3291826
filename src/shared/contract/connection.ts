/** @file The report of the connection test. */
import type { CredentialKind } from './credential'
import type { Failure } from './failure'
import type { Access } from './access'
import type { Waiting } from './model'
import type { ApiKind } from '../vocabulary/clouds'
import type { CheckName } from '../vocabulary/connection-checks'

/** `not-reached`: the result is unknown, because an earlier check failed, Entra's response does not decide it, or the test was cancelled. */
export type CheckState = 'waiting' | 'running' | 'ok' | 'failed' | 'not-reached'

export interface ConnectionCheck {
  readonly name: CheckName
  readonly state: CheckState
  /** The duration of the check's request in ms; null while unknown. */
  readonly ms: number | null
}

/** `token`: the token request succeeded, but the token cannot list incidents. */
export type CheckCause = { readonly kind: 'failure', readonly failure: Failure } | { readonly kind: 'token', readonly access: Access }

export type ConnectionOutcome
  = | { readonly kind: 'passed' }
    | { readonly kind: 'cancelled' }
    | { readonly kind: 'failed', readonly check: CheckName, readonly cause: CheckCause }

export interface ConnectionReport {
  readonly api: ApiKind
  /** The credential that was used to sign in. */
  readonly credential: CredentialKind
  readonly checks: readonly ConnectionCheck[]
  /** What the running check waits for; null if it does not wait. */
  readonly waiting: Waiting | null
  readonly elapsedMs: number
  /** null while the test runs. */
  readonly outcome: ConnectionOutcome | null
}
