/** @file An access token explained: its claims, what it was judged by, and the verdict. Strings are a token's: untrusted. */
import type { ApiKind } from '../vocabulary/clouds'
import type { Failure } from './failure'

/** The claims shown. Any may be missing: a token is opaque to its client, this is for display only. */
export interface Claims {
  readonly audience: readonly string[]
  readonly issuer: string | null
  readonly tenantId: string | null
  readonly appId: string | null
  /** The first of them; `moreRoles` counts the others. */
  readonly roles: readonly string[]
  readonly moreRoles: number
  /** Delegated permissions, as one text. */
  readonly scopes: string | null
  readonly version: string | null
  /** What the app proved itself with. */
  readonly credential: 'secret' | 'certificate' | null
  readonly issuedAt: string | null
  readonly notBefore: string | null
  readonly expiresAt: string | null
  /** Names of the claims above whose value is of another type than a token has; `others` holds the value. */
  readonly odd: readonly string[]
  /** The first claims beside these, as JSON; `moreOthers` counts those that were left out. */
  readonly others: readonly { readonly name: string, readonly value: string }[]
  readonly moreOthers: number
}

export type VerdictReason
  = 'role-present' | 'no-roles' | 'roles-malformed' | 'role-missing' | 'delegated' | 'wrong-audience' | 'audience-unknown' | 'wrong-tenant' | 'wrong-app'
    | 'expired' | 'not-yet-valid' | 'unsigned' | 'malformed' | 'encrypted' | 'unreadable'

/** What a token is judged by, in the order in which to mend it. */
export type CheckSubject = 'signature' | 'audience' | 'tenant' | 'app' | 'lifetime' | 'roles'

/** `unknown`: the claim is missing, or nothing is saved to compare it with. */
export type CheckResult = 'good' | 'bad' | 'unknown'

/** Whose tokens are taken for those of the two APIs. `own-app`: the app itself (an ID token); `other-cloud`: one of the two APIs elsewhere. */
export type OtherAudience = 'defender-endpoint' | 'azure-ad-graph' | 'azure-management' | 'office-management' | 'own-app' | 'other-cloud'

/** `unknown`: the readable claims prove neither that the API accepts the token nor that it refuses it. */
export type VerdictAnswer = 'yes' | 'no' | 'unknown'

export interface Verdict {
  /** Whether the token can list incidents, by its claims alone. */
  readonly answer: VerdictAnswer
  readonly reason: VerdictReason
  /** The claim that decided, e.g. `roles`, and its value as text. */
  readonly claim: string
  readonly value: string
}

/** What one list call with a token showed. */
export interface AccessTest {
  /** `refused`: the API answered and did not accept the token. `undecided`: no answer came, or one that says nothing of the token. */
  readonly outcome: { readonly kind: 'works' } | { readonly kind: 'refused' | 'undecided', readonly failure: Failure }
  /** When the call ended (ISO). */
  readonly testedAt: string
}

export interface Access {
  /** The API that the token was asked for; of a pasted one, that of Settings. */
  readonly api: ApiKind
  /** The audience that a token for it has, in the profile's cloud. */
  readonly audience: string
  /** Whom the token is for; null where nobody here knows. */
  readonly tokenApi: ApiKind | OtherAudience | null
  readonly claims: Claims
  readonly verdict: Verdict
  readonly checks: Readonly<Record<CheckSubject, CheckResult>>
  /** Seconds by which this computer's clock is at least off, from `iat` (positive: ahead); null without a sign of that. */
  readonly clockOff: number | null
  /** null for a token that was pasted. */
  readonly obtainedAt: string | null
  /** The last call with this very token; null where none was made. A pasted token is never sent. */
  readonly test: AccessTest | null
}

/** What Microsoft's support asks for, of one failure. Texts of a server: untrusted. */
export interface SupportFacts {
  /** The failure's code, e.g. `secret-invalid`. */
  readonly failure: string
  /** When it happened, as the server or this computer says. */
  readonly time: string
  readonly host?: string
  readonly status?: number
  readonly serverCode?: string
  readonly aadsts?: string
  readonly target?: string
  readonly correlationId?: string
  readonly traceId?: string
}
