/** @file The explanation of an access token: claims, checks and verdict. Strings come from the token: untrusted. */
import type { ApiKind } from '../vocabulary/clouds'
import type { Failure } from './failure'

/** The claims that the app shows. Any claim can be missing. They are for display only, because tokens are opaque to clients. */
export interface Claims {
  readonly audience: readonly string[]
  readonly issuer: string | null
  readonly tenantId: string | null
  readonly appId: string | null
  /** The first roles; `moreRoles` counts the rest. */
  readonly roles: readonly string[]
  readonly moreRoles: number
  /** The delegated permissions, as one string. */
  readonly scopes: string | null
  readonly version: string | null
  /** The kind of credential that the app authenticated with. */
  readonly credential: 'secret' | 'certificate' | null
  readonly issuedAt: string | null
  readonly notBefore: string | null
  readonly expiresAt: string | null
  /** The names of the claims above whose value has an unexpected type; `others` contains their values. */
  readonly mistyped: readonly string[]
  /** The first of the other claims, as JSON; `moreOthers` counts the rest. */
  readonly others: readonly { readonly name: string, readonly value: string }[]
  readonly moreOthers: number
}

export type VerdictReason
  = 'role-present' | 'no-roles' | 'roles-malformed' | 'role-missing' | 'delegated' | 'wrong-audience' | 'audience-unknown' | 'wrong-tenant' | 'wrong-app'
    | 'expired' | 'not-yet-valid' | 'unsigned' | 'malformed' | 'encrypted' | 'unreadable'

/** The checks of a token, in the order in which the user should fix what they find. */
export type CheckSubject = 'signature' | 'audience' | 'tenant' | 'app' | 'lifetime' | 'roles'

/** `unknown`: the claim is missing, or there is no saved value to compare it with. */
export type CheckResult = 'good' | 'bad' | 'unknown'

/** APIs whose tokens users mistake for those of the incident APIs. `own-app`: the app itself (ID token); `other-cloud`: an incident API of another cloud. */
export type OtherAudience = 'defender-endpoint' | 'azure-ad-graph' | 'azure-management' | 'office-management' | 'own-app' | 'other-cloud'

/** `unknown`: the readable claims do not prove whether the API accepts the token. */
export type VerdictAnswer = 'yes' | 'no' | 'unknown'

export interface Verdict {
  /** Whether the token can list incidents, by its claims only. `shared/rules/token-answer.ts` also considers the test call. */
  readonly answer: VerdictAnswer
  readonly reason: VerdictReason
  /** The deciding claim, e.g. `roles`, and its value as text. */
  readonly claim: string
  readonly value: string
}

/** The result of requesting the list once with a token. */
export interface AccessTest {
  /** `refused`: the API rejected the token. `undecided`: there was no response, or its result does not depend on the token. */
  readonly outcome: { readonly kind: 'works' } | { readonly kind: 'refused' | 'undecided', readonly failure: Failure }
  /** When the call ended (ISO). */
  readonly testedAt: string
}

export interface Access {
  /** The API that the token was requested for; for a pasted token, the API in Settings. */
  readonly api: ApiKind
  /** The audience of that API's tokens in the profile's cloud. */
  readonly audience: string
  /** The API that the token is for; null if unknown. */
  readonly tokenApi: ApiKind | OtherAudience | null
  readonly claims: Claims
  readonly verdict: Verdict
  readonly checks: Readonly<Record<CheckSubject, CheckResult>>
  /** By how many seconds at least this computer's clock is ahead (negative: behind), derived from `iat`; null without evidence. */
  readonly clockOffsetSeconds: number | null
  /** null for a pasted token. */
  readonly obtainedAt: string | null
  /** The last call with this token; null if there was none. A pasted token is never sent. */
  readonly test: AccessTest | null
}

/** The facts of a failure that Microsoft support needs. Strings come from a server: untrusted. */
export interface SupportFacts {
  /** The failure's code, e.g. `secret-invalid`. */
  readonly failure: string
  /** When the failure occurred, by the server's clock or this computer's clock. */
  readonly time: string
  readonly host?: string
  readonly status?: number
  readonly serverCode?: string
  readonly aadsts?: string
  readonly target?: string
  readonly correlationId?: string
  readonly traceId?: string
}
