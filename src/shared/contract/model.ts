/**
 * @file The plain data that crosses between main and renderer. No run-time code, no imports: what is here is JSON-safe
 * and readonly. Times are ISO 8601 strings in UTC; incident times keep the API's own text (up to seven fraction digits).
 */

import type { ApiKind, CloudKind } from '../vocabulary/clouds'
import type { TimeField, WindowHours } from '../vocabulary/time-windows'
import type { Access } from './access'
import type { Certificate, CredentialChoice, CredentialExpiry, SecretExpiry } from './credential'
import type { Failure } from './failure'

// ---- settings --------------------------------------------------------------------------------------------------

/** An app in a tenant, and what it asks: incidents are of one, whatever it signs in with. */
export interface Target {
  readonly tenantId: string
  readonly clientId: string
  readonly api: ApiKind
  readonly cloud: CloudKind
}

/** One saved set of credentials, without the secret or the key. */
export interface Profile extends Target {
  /** The certificate that it signs in with; null: with a client secret. */
  readonly certificate: Certificate | null
  /** null where it is not known; always of a certificate, which tells itself. */
  readonly secretExpiry: SecretExpiry | null
  readonly savedAt: string
}

/**
 * Why a secret is kept in memory only. `no-keyring`: none that protects; `keyring-locked`: its prompt was dismissed;
 * `keyring-unavailable`: it does not respond; `sealing-failed`: it responds, but does not encrypt the secret; `fixed-key`: the OS
 * encrypts with a publicly known key; `settings-unwritable`: the file cannot be written.
 */
export type SessionOnlyReason = 'no-keyring' | 'keyring-locked' | 'keyring-unavailable' | 'sealing-failed' | 'fixed-key' | 'settings-unwritable'

export type SecretPlace
  = | { readonly kind: 'none' }
    | { readonly kind: 'sealed', readonly backend: string }
    | { readonly kind: 'session', readonly reason: SessionOnlyReason }

/** A profile as it is offered to choose. */
export interface ProfileEntry {
  readonly id: string
  /** '' where nobody gave one: it is called by its tenant then. */
  readonly name: string
  /** '' of one in which nothing is saved yet. */
  readonly tenantId: string
  readonly api: ApiKind
  readonly cloud: CloudKind
  /** null where it is not known. */
  readonly expiry: CredentialExpiry | null
  /** Whether its entry in the settings file cannot be read: it is there, and cannot be used. */
  readonly unusable: boolean
}

export interface Settings {
  /** The profile in use: everything else here is of it. */
  readonly profileId: string
  readonly profiles: readonly ProfileEntry[]
  /** null where nothing is saved in it yet. */
  readonly profile: Profile | null
  readonly secret: SecretPlace
  /** Where a secret saved now would go, as far as is known without touching the keyring. `backend` is Electron's name. */
  readonly storage: { readonly backend: string, readonly protects: boolean }
  /** What was wrong with the stored settings, if anything; nothing was deleted. */
  readonly problems: readonly Failure[]
}

export interface CredentialInput extends Target {
  readonly credential: CredentialChoice
  /** The day on which the client secret expires, YYYY-MM-DD, where somebody noted it. */
  readonly secretExpires: string | null
}

export interface SaveOutcome {
  readonly settings: Settings
  /** `unchecked`: saved, but Entra could not check them. `kept`: not checked, and the user chose to keep the credentials saved before. */
  readonly check: { readonly kind: 'accepted', readonly access: Access } | { readonly kind: 'unchecked' | 'kept', readonly failure: Failure }
}

// ---- incidents -------------------------------------------------------------------------------------------------

/** What is asked for. `last` counts back from the press of Refresh. `to: null` means until now. */
export type TimeWindow
  = | { readonly kind: 'last', readonly hours: WindowHours }
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
  /** null: they did not come with the list, so how many there are is not known. */
  readonly alerts: number | null
  readonly lastUpdate: string
  readonly created: string
  /** The incident this one was merged into. */
  readonly redirectedTo: string | null
}

export type Waiting
  = | { readonly for: 'quota', readonly until: string }
  /** The retry `attempt`, from 1, of at most `of`. */
    | { readonly for: 'retry', readonly until: string, readonly attempt: number, readonly of: number, readonly cause: Failure }
  /** The service failed and asked to wait. */
    | { readonly for: 'service', readonly until: string, readonly cause: Failure }

export type CollectionOutcome
  = | { readonly kind: 'complete' }
    | { readonly kind: 'incomplete', readonly failure: Failure }

/** `full`: everything was asked for. `changes`: only what changed since the list that was shown, which the rows add to. */
export type CollectionKind = 'full' | 'changes'

/** `app`: auto-refresh, with a part of the quota. A run that is restarted after an interruption keeps who started it. */
export type StartedBy = 'person' | 'app'

export interface Collection {
  /** Counts up with every run of this session. */
  readonly run: number
  readonly startedBy: StartedBy
  readonly kind: CollectionKind
  readonly window: TimeWindow
  readonly range: TimeRange
  readonly startedAt: string
  readonly pages: number
  /** Distinct incidents, redirected ones included. */
  readonly incidents: number
  readonly redirected: number
  /** How many the service sent that lie before the window's start and were left out. */
  readonly outside: number
  /** Of the incidents, how many are of the list before, since this run broke off; `startedAt` is that list's. null where there are none. */
  readonly kept: { readonly incidents: number, readonly startedAt: string } | null
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
  readonly sinceViewed: readonly Change[]
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
  /** Whether there was a complete list of the same window to compare with. */
  readonly compared: boolean
}

/** The list as main holds it: what is shown and exported. `collection` is null before the first one. */
export interface IncidentList {
  readonly collection: Collection | null
  readonly rows: readonly IncidentSummary[]
  readonly changes: readonly IncidentChanges[]
  /** As in ListEnd. */
  readonly compared: boolean
  /** The run under way, if any. */
  readonly running: Collection | null
  /** The last run, if it failed before its first page: `collection` is older than that. */
  readonly failed: Collection | null
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
  /** ISO; the service answered 429 or failed, and asked to wait until then. */
  readonly blockedUntil: string | null
}
