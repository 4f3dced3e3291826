/**
 * @file The plain data that crosses between main and renderer. No run-time code, no imports: what is here is JSON-safe
 * and readonly. Times are ISO 8601 strings in UTC; incident times keep the API's own text (up to seven fraction digits).
 */

import type { Failure } from './failure'

// ---- settings --------------------------------------------------------------------------------------------------

/** Which of Microsoft's APIs lists the incidents. */
export type ApiKind = 'defender-xdr' | 'microsoft-graph'

export interface Profile {
  readonly tenantId: string
  readonly clientId: string
  readonly api: ApiKind
  readonly savedAt: string
}

/**
 * Why a secret is kept in memory only. `no-keyring`: none that protects; `keyring-locked`: its prompt was dismissed;
 * `fixed-key`: the OS answered with a key everybody knows; `settings-unwritable`: the file cannot be written.
 */
export type SessionOnlyReason = 'no-keyring' | 'keyring-locked' | 'fixed-key' | 'settings-unwritable'

export type SecretPlace
  = | { readonly kind: 'none' }
    | { readonly kind: 'sealed', readonly backend: string }
    | { readonly kind: 'session', readonly reason: SessionOnlyReason }

export interface Settings {
  readonly profile: Profile | null
  readonly secret: SecretPlace
  /** Where a secret saved now would go, as far as is known without touching the keyring. `backend` is Electron's name. */
  readonly storage: { readonly backend: string, readonly protects: boolean }
  /** What was wrong with the stored settings, if anything; nothing was deleted. */
  readonly problems: readonly Failure[]
}

export interface CredentialInput {
  readonly tenantId: string
  readonly clientId: string
  /** null keeps the secret that is saved (only for the same tenant and client). */
  readonly clientSecret: string | null
  readonly api: ApiKind
}

export interface SaveOutcome {
  readonly settings: Settings
  /** `unchecked`: saved, but Entra could not be asked. */
  readonly check: { readonly kind: 'accepted', readonly access: Access } | { readonly kind: 'unchecked', readonly failure: Failure }
}

// ---- access ----------------------------------------------------------------------------------------------------

/** The claims shown. Any may be missing: a token is opaque to its client, this is for display only. */
export interface Claims {
  readonly audience: readonly string[]
  readonly issuer: string | null
  readonly tenantId: string | null
  readonly appId: string | null
  readonly roles: readonly string[]
  readonly issuedAt: string | null
  readonly notBefore: string | null
  readonly expiresAt: string | null
}

export type VerdictReason
  = 'role-present' | 'no-roles' | 'role-missing' | 'delegated' | 'wrong-audience' | 'wrong-tenant' | 'wrong-app' | 'expired' | 'not-yet-valid' | 'unreadable'

export interface Verdict {
  readonly canList: boolean
  readonly reason: VerdictReason
  /** The claim that decided, e.g. `roles`, and its value as text. */
  readonly claim: string
  readonly value: string
}

export interface Access {
  /** The API that the token was asked for. */
  readonly api: ApiKind
  /** The API that the token's audience is; null where it is neither. */
  readonly tokenApi: ApiKind | null
  readonly claims: Claims
  readonly verdict: Verdict
  readonly obtainedAt: string
}

// ---- incidents -------------------------------------------------------------------------------------------------

export type TimeField = 'lastUpdateTime' | 'createdTime'

/** What is asked for. `last` counts back from the press of Refresh. `to: null` means until now. */
export type TimeWindow
  = | { readonly kind: 'last', readonly hours: 24 | 48 | 168 | 720 }
    | { readonly kind: 'custom', readonly field: TimeField, readonly from: string, readonly to: string | null }

/** A window resolved to points in time. */
export interface TimeRange {
  readonly field: TimeField
  readonly from: string
  readonly to: string | null
}

/** What a table row needs. Strings are as received: untrusted, any length, any character. */
export interface IncidentSummary {
  /** Decimal digits, exact also beyond 2^53. */
  readonly id: string
  readonly name: string
  readonly severity: string
  readonly status: string
  readonly assignedTo: string | null
  readonly alerts: number
  readonly lastUpdate: string
  readonly created: string
  /** The incident this one was merged into. */
  readonly redirectedTo: string | null
}

export type Waiting
  = | { readonly for: 'quota', readonly until: string }
    | { readonly for: 'retry', readonly until: string, readonly attempt: number, readonly cause: Failure }

export type CollectionOutcome
  = | { readonly kind: 'complete' }
    | { readonly kind: 'incomplete', readonly failure: Failure }

/** `full`: everything was asked for. `changes`: only what changed since the list that was shown, which the rows add to. */
export type CollectionKind = 'full' | 'changes'

export interface Collection {
  /** Counts up with every run of this session. */
  readonly run: number
  readonly kind: CollectionKind
  readonly window: TimeWindow
  readonly range: TimeRange
  readonly startedAt: string
  readonly pages: number
  /** Distinct incidents, redirected ones included. */
  readonly incidents: number
  readonly redirected: number
  readonly elapsedMs: number
  readonly waiting: Waiting | null
  /** null while it runs. */
  readonly outcome: CollectionOutcome | null
  /** This computer's clock is off by more than five minutes, judged from the answers' Date header. */
  readonly clock: Failure | null
}

export type ChangeKind = 'new' | 'severity-raised' | 'severity-lowered' | 'status' | 'reopened' | 'assignee' | 'alerts' | 'merged'

/** What is different about an incident. `from` and `to` are the API's values as text; '' where there was none. */
export interface Change {
  readonly kind: ChangeKind
  readonly from: string
  readonly to: string
}

/** The changes of one incident, since the last refresh and since the app was last looked at. One of the two may be empty. */
export interface IncidentChanges {
  readonly id: string
  readonly sinceRefresh: readonly Change[]
  readonly sinceLooked: readonly Change[]
}

/** Sent while a collection runs. */
export interface CollectionProgress {
  readonly collection: Collection
  /** New or changed ones: replace by id. Of a run of kind `changes` they belong into the list that is shown. */
  readonly rows: readonly IncidentSummary[]
  /** Given at the end of a run that is shown now. */
  readonly end: ListEnd | null
}

export interface ListEnd {
  /** Ids that a run of kind `changes` found to lie outside the window now: they leave the list. */
  readonly dropped: readonly string[]
  readonly changes: readonly IncidentChanges[]
}

/** The list as main holds it: what is shown and exported. `collection` is null before the first one. */
export interface IncidentList {
  readonly collection: Collection | null
  readonly rows: readonly IncidentSummary[]
  readonly changes: readonly IncidentChanges[]
  /** The run under way, if any. */
  readonly running: Collection | null
}

/** How much of one of the API's quotas is left now. */
export interface QuotaLeft {
  readonly seconds: number
  readonly calls: number
  readonly left: number
}

export interface QuotaState {
  /** The shortest first. Of the calls that this app made; other tools may share the quota. */
  readonly limits: readonly QuotaLeft[]
  /** ISO; the service answered 429 and asked to wait until then. */
  readonly blockedUntil: string | null
}

// ---- auto-refresh ----------------------------------------------------------------------------------------------

/** The severity from which a desktop notification is shown. */
export type NotifyFrom = 'none' | 'high' | 'medium' | 'low'

/** `minutes`: 0 is off. */
export interface AutoRefresh {
  readonly minutes: 0 | 5 | 15 | 60
  readonly notifyFrom: NotifyFrom
}

// ---- export and app --------------------------------------------------------------------------------------------

export interface ExportRequest {
  /** Must be true to export an incomplete collection: the person was told and agreed. */
  readonly acceptIncomplete: boolean
}

export type ExportOutcome
  = | { readonly kind: 'cancelled' }
    | { readonly kind: 'saved', readonly fileName: string, readonly folder: string, readonly incidents: number, readonly bytes: number, readonly elapsedMs: number }

export interface About {
  readonly version: string
  readonly electron: string
  readonly chromium: string
  readonly node: string
  readonly platform: string
}

/** Pages that help with the fix of a failure. Main knows their addresses. */
export type HelpPage = 'app-registrations' | 'enterprise-applications' | 'defender-portal' | 'permissions-help' | 'graph-permissions-help' | 'incidents-api-help'

/** What a menu entry or a shortcut asks of the page. */
export type Command = 'refresh' | 'search' | 'export' | 'show-incidents' | 'show-access' | 'show-settings' | 'show-setup' | 'about'

/** `asking`: main is about to call the keyring, which stops it until the OS's prompt is answered. */
export type KeyringState = 'asking' | 'answered'
