/**
 * @file The data that main and the renderer exchange. Types only: all of it is JSON-safe and readonly. Times are ISO 8601 strings in UTC;
 * an incident's times keep the API's own text (up to seven fraction digits).
 */

import type { ApiKind, CloudKind } from '../vocabulary/clouds'
import type { TimeField, WindowHours } from '../vocabulary/time-windows'
import type { Access } from './access'
import type { Certificate, CredentialChoice, CredentialExpiry, SecretExpiry } from './credential'
import type { Failure } from './failure'

// ---- settings --------------------------------------------------------------------------------------------------

/** An app in a tenant with its API and cloud. A list belongs to one target, whichever credential signs in. */
export interface Target {
  readonly tenantId: string
  readonly clientId: string
  readonly api: ApiKind
  readonly cloud: CloudKind
}

/** A tenant, and the API and cloud in which it is used. */
export type TenantChoice = Pick<Target, 'tenantId' | 'api' | 'cloud'>

/** One saved set of credentials, without the secret or the key. */
export interface Profile extends Target {
  /** The certificate to sign in with; null if it is a client secret. */
  readonly certificate: Certificate | null
  /** When the secret expires; null if that is unknown, and for a certificate, which contains its expiry. */
  readonly secretExpiry: SecretExpiry | null
  readonly savedAt: string
}

/**
 * Why a secret is kept in memory only. `no-keyring`: there is no keyring that protects it; `keyring-locked`: the user dismissed its prompt;
 * `keyring-unavailable`: it does not respond; `sealing-failed`: it responds, but does not encrypt the secret; `fixed-key`: the OS encrypts
 * with a publicly known key; `settings-unwritable`: the settings file cannot be written.
 */
export type SessionOnlyReason = 'no-keyring' | 'keyring-locked' | 'keyring-unavailable' | 'sealing-failed' | 'fixed-key' | 'settings-unwritable'

/** Where the secret or the certificate's key is. `backend`: Electron's name of the keyring. */
export type SecretPlace
  = | { readonly kind: 'none' }
    | { readonly kind: 'sealed', readonly backend: string }
    | { readonly kind: 'session', readonly reason: SessionOnlyReason }

/** Where incidents come from: `live` is an API of Microsoft, `sample` the tenant that the app makes up, `file` a file that the user opened. */
export type SourceKind = 'live' | 'sample' | 'file'

/** A profile in the list of profiles. */
export interface ProfileEntry {
  readonly id: string
  /** '' if the user entered none; the app then shows the tenant. */
  readonly name: string
  /** '' if nothing is saved in it yet. */
  readonly tenantId: string
  readonly api: ApiKind
  readonly cloud: CloudKind
  /** null if unknown. */
  readonly expiry: CredentialExpiry | null
  /** Whether the profile's entry in the settings file is unreadable: the profile is listed, but cannot be used. */
  readonly unusable: boolean
}

export interface Settings {
  /** The current profile. Every other member except `profiles` describes it. */
  readonly profileId: string
  readonly profiles: readonly ProfileEntry[]
  readonly source: SourceKind
  /** null if nothing is saved in it yet. */
  readonly profile: Profile | null
  readonly secret: SecretPlace
  /** Where a secret would be stored now, determined without accessing the keyring. `backend`: Electron's name of the keyring. */
  readonly storage: { readonly backend: string, readonly protects: boolean }
  /** Problems with the stored settings; nothing was deleted. */
  readonly problems: readonly Failure[]
}

/** The profile on screen. If another profile is current when main receives the call, it fails with `cancelled`. */
export interface InProfile {
  readonly profileId: string
}

export interface CredentialInput extends Target {
  readonly credential: CredentialChoice
  /** The day on which the client secret expires (YYYY-MM-DD); null if the user entered none. */
  readonly secretExpires: string | null
}

export interface SaveOutcome {
  readonly settings: Settings
  /** `unchecked`: saved, but Entra could not check them. `kept`: not saved, because they could not be checked and the user kept the previous ones. */
  readonly check: { readonly kind: 'accepted', readonly access: Access } | { readonly kind: 'unchecked' | 'kept', readonly failure: Failure }
}

// ---- incidents -------------------------------------------------------------------------------------------------

/** The time window that the user chose. `last` counts back from the click on Refresh. `to: null` means until now. */
export type TimeWindow
  = | { readonly kind: 'last', readonly hours: WindowHours }
    | { readonly kind: 'custom', readonly field: TimeField, readonly from: string, readonly to: string | null }

/** A time window resolved to points in time. */
export interface TimeRange {
  readonly field: TimeField
  readonly from: string
  readonly to: string | null
}

/** The fields of a row. Strings are as received: untrusted, any length, any character. */
export interface IncidentSummary {
  /** Decimal digits, exact even beyond 2^53. */
  readonly id: string
  readonly name: string
  readonly severity: string
  readonly status: string
  readonly assignedTo: string | null
  /** The number of alerts; null if the list was received without alerts. */
  readonly alerts: number | null
  readonly lastUpdate: string
  readonly created: string
  /** The ID of the incident that this one was merged into; null if there is none. */
  readonly redirectedTo: string | null
}

/** What a request waits for, and until when (ISO). */
export type Waiting
  = | { readonly for: 'quota', readonly until: string }
  /** The pause before retry number `attempt` (from 1) of at most `of`. */
    | { readonly for: 'retry', readonly until: string, readonly attempt: number, readonly of: number, readonly cause: Failure }
  /** The service failed and requested a wait. */
    | { readonly for: 'service', readonly until: string, readonly cause: Failure }

export type CollectionOutcome
  = | { readonly kind: 'complete' }
    | { readonly kind: 'incomplete', readonly failure: Failure }

/**
 * Whether a list contains every incident of its time window. `recorded-incomplete`: the manifest of an opened file says that it does not; `reason` is from the
 * manifest: untrusted. `not-recorded`: an opened file has no manifest.
 */
export type Completeness
  = | CollectionOutcome
    | { readonly kind: 'recorded-incomplete', readonly reason: string | null }
    | { readonly kind: 'not-recorded' }

/** `full`: requests everything. `changes`: a refresh; its rows update the list that is shown. */
export type CollectionKind = 'full' | 'changes'

/** `app`: auto-refresh, which uses only part of the quota. A reconnect keeps the value of the run that it restarts. */
export type StartedBy = 'person' | 'app'

/** One run and its result. */
export interface Collection {
  /** Increases with every run of this session. */
  readonly run: number
  readonly startedBy: StartedBy
  readonly kind: CollectionKind
  readonly window: TimeWindow
  readonly range: TimeRange
  readonly startedAt: string
  readonly pages: number
  /** The oldest time that a full run has reached, in the window's field, as received; null if no page has arrived. */
  readonly reached: string | null
  /** The number of distinct incidents, including merged ones. */
  readonly incidents: number
  /** The number of merged incidents among them. */
  readonly redirected: number
  /** The number of incidents that the service sent although they are older than the window. They are not in the list. */
  readonly outside: number
  /** The incidents carried over from the previous list because this run ended early, and when that list's run started; null if there are none. */
  readonly carriedOver: { readonly incidents: number, readonly startedAt: string } | null
  readonly elapsedMs: number
  readonly waiting: Waiting | null
  /** null while it runs. */
  readonly outcome: CollectionOutcome | null
  /** Set if this computer's clock differs by more than five minutes from the Date header of the responses. */
  readonly clock: Failure | null
}

export type ChangeKind = 'new' | 'severity-raised' | 'severity-lowered' | 'status' | 'reopened' | 'assignee' | 'alerts' | 'merged'

/** One change of an incident. `from` and `to` are the API's values as text; '' for none. */
export interface Change {
  readonly kind: ChangeKind
  readonly from: string
  readonly to: string
}

/** A change that a refresh of this session found. The service reports no time of a change. */
export interface SeenChange {
  readonly change: Change
  /** When that refresh ended (ISO, by this computer's clock). */
  readonly at: string
}

/** The changes of one incident, since the last refresh and since the user last viewed the list. One of the two may be empty. */
export interface IncidentChanges {
  readonly id: string
  readonly sinceRefresh: readonly Change[]
  readonly sinceViewed: readonly Change[]
}

/** The state of one of the API's limits. `left`: the calls that remain of `calls` per `seconds`. */
export interface QuotaLeft {
  readonly seconds: number
  readonly calls: number
  readonly left: number
}

export interface QuotaState {
  /** The limits, shortest period first. They count only this app's calls; other tools may share the quota. */
  readonly limits: readonly QuotaLeft[]
  /** The end of the wait that the service requested after a 429 or an outage (ISO); null if it requested none. */
  readonly blockedUntil: string | null
}
