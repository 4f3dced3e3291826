/** @file An access token explained: its claims, what it was judged by, and the verdict. Strings are a token's: untrusted. */
import type { ApiKind } from './cloud'

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
  /** The first claims beside these, as JSON; `moreOthers` counts those that were left out. */
  readonly others: readonly { readonly name: string, readonly value: string }[]
  readonly moreOthers: number
}

export type VerdictReason
  = 'role-present' | 'no-roles' | 'roles-malformed' | 'role-missing' | 'delegated' | 'wrong-audience' | 'wrong-tenant' | 'wrong-app' | 'expired'
    | 'not-yet-valid' | 'unsigned' | 'unreadable'

/** What a token is judged by, in the order in which to mend it. */
export type CheckSubject = 'signature' | 'audience' | 'tenant' | 'app' | 'lifetime' | 'roles'

/** `unknown`: the claim is missing, or nothing is saved to compare it with. */
export type CheckResult = 'good' | 'bad' | 'unknown'

/** Whose tokens are taken for those of the two APIs. `own-app`: the app itself (an ID token); `other-cloud`: one of the two APIs elsewhere. */
export type OtherAudience = 'defender-endpoint' | 'azure-ad-graph' | 'azure-management' | 'office-management' | 'own-app' | 'other-cloud'

export interface Verdict {
  readonly canList: boolean
  readonly reason: VerdictReason
  /** The claim that decided, e.g. `roles`, and its value as text. */
  readonly claim: string
  readonly value: string
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
