/**
 * @file The plain data that crosses between main and renderer. No run-time code, no imports: what is here is JSON-safe
 * and readonly. Times are ISO 8601 strings in UTC; incident times keep the API's own text (up to seven fraction digits).
 */

import type { Failure } from './failure'

// ---- settings --------------------------------------------------------------------------------------------------

export interface Profile {
  readonly tenantId: string
  readonly clientId: string
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

export interface Collection {
  /** Counts up with every run of this session. */
  readonly run: number
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

/** Sent while a collection runs. `rows` are new or changed ones: replace by id. */
export interface CollectionProgress {
  readonly collection: Collection
  readonly rows: readonly IncidentSummary[]
}

/** The list as main holds it: what is shown and exported. `collection` is null before the first one. */
export interface IncidentList {
  readonly collection: Collection | null
  readonly rows: readonly IncidentSummary[]
  /** The run under way, if any. */
  readonly running: Collection | null
}

export interface Field {
  readonly name: string
  readonly value: string
}

export interface AlertDetail {
  readonly id: string
  readonly title: string
  readonly severity: string
  readonly status: string
  readonly category: string
  readonly service: string
  readonly created: string
  readonly description: string
  /** Every other scalar or list-of-text field of the alert, in the API's order and names. */
  readonly more: readonly Field[]
}

export interface Entity {
  /** The one value that names it (an address, a path); '' where none is known. */
  readonly label: string
  /** All its scalar fields, in the API's order and names. */
  readonly fields: readonly Field[]
  /** In how many of the incident's alerts it stands. */
  readonly alerts: number
}

export interface EntityGroup {
  /** The API's entityType (devices are `Device`), or `Unknown` where it is missing. */
  readonly type: string
  readonly entities: readonly Entity[]
}

export interface Comment {
  readonly text: string
  readonly by: string
  readonly at: string
}

export interface IncidentDetail {
  readonly summary: IncidentSummary
  /** Classification, determination, tags and every other scalar field the API sent. */
  readonly fields: readonly Field[]
  readonly alerts: readonly AlertDetail[]
  readonly entities: readonly EntityGroup[]
  readonly comments: readonly Comment[]
  /** Exactly as received. */
  readonly raw: string
  /** Host of the portal link when it is an allow-listed Defender portal, else null: no link is offered then. */
  readonly portalHost: string | null
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
export type HelpPage = 'app-registrations' | 'enterprise-applications' | 'defender-portal' | 'permissions-help' | 'incidents-api-help'

/** What a menu entry or a shortcut asks of the page. */
export type Command = 'refresh' | 'search' | 'export' | 'show-incidents' | 'show-access' | 'show-settings' | 'about'

/** `asking`: main is about to call the keyring, which stops it until the OS's prompt is answered. */
export type KeyringState = 'asking' | 'answered'
