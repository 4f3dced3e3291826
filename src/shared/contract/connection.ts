/** @file The connection test as it crosses from main to the renderer: its checks, in the order in which they are made. */
import type { CredentialKind } from './credential'
import type { Failure } from './failure'
import type { Access } from './access'
import type { Waiting } from './model'
import type { ApiKind } from '../vocabulary/clouds'
import type { CheckName } from '../vocabulary/connection-checks'

/** `not-reached`: nothing is known of it, because an earlier check failed, Entra's answer does not tell, or the test was cancelled. */
export type CheckState = 'waiting' | 'running' | 'ok' | 'failed' | 'not-reached'

export interface ConnectionCheck {
  readonly name: CheckName
  readonly state: CheckState
  /** How long its request took; null while it is not known. */
  readonly ms: number | null
}

/** A token that cannot list incidents is no failure of the request: it is explained as on the page Access. */
export type CheckCause = { readonly kind: 'failure', readonly failure: Failure } | { readonly kind: 'token', readonly access: Access }

export type ConnectionOutcome
  = | { readonly kind: 'passed' }
    | { readonly kind: 'cancelled' }
    | { readonly kind: 'failed', readonly check: CheckName, readonly cause: CheckCause }

export interface ConnectionReport {
  readonly api: ApiKind
  /** What was signed in with. */
  readonly credential: CredentialKind
  readonly checks: readonly ConnectionCheck[]
  /** What the running check waits for. */
  readonly waiting: Waiting | null
  readonly elapsedMs: number
  /** null while it runs. */
  readonly outcome: ConnectionOutcome | null
}
