/**
 * @file The contract between main, preload and renderer. To add a method, add it to `Methods`, its name to `methods`, its schema to
 * `main/core/methods/inputs.ts` and its implementation to `main/core/methods/methods.ts`. The compiler reports whatever is missing.
 */
import type { CommandId } from '../vocabulary/commands'
import type { ConnectionReport } from './connection'
import type { ConnectionMethods } from './connection-methods'
import type { Failure } from './failure'
import type { FileMethods } from './file-methods'
import type { IncidentMethods } from './incident-methods'
import type { CertificateChoice, UnsavedCertificate } from './credential'
import type { Access, SupportFacts } from './access'
import type { About, AutoRefresh, HelpPage, Interrupted, KeyringState, ProfilesOutcome } from './app'
import type { ExportProgress } from './export'
import type { ExportMethods } from './export-methods'
import type { EntityId, FacetValue, Listed, ListQuery, ListRequest, ListRows, ListView, RowRange } from './list'
import type { CredentialInput, InProfile, QuotaState, SaveOutcome, Settings, TimeWindow } from './model'
import type { CollectionState } from './collection-state'
import type { PreferenceMethods } from './preference-methods'
import type { ListPreferences } from './preferences'
import type { ColumnId } from './row'
import type { ProxyAnswer, ProxyQuestion } from './proxy'

/** The maximum length of a pasted token, in characters: longer than any token that a service issues. */
export const maxPastedCharacters = 1024 * 1024

export interface PastedToken {
  readonly text: string
}

/** The methods that the renderer can call. An implementation throws `AppError`, which the bridge transfers as a `Failure`. */
export interface Methods extends IncidentMethods, PreferenceMethods, ExportMethods, ConnectionMethods, FileMethods {
  /** Returns the saved settings. Never accesses the keyring. */
  settings: () => Settings
  /**
   * Checks the credentials with one token request, then saves them. Fails and saves nothing if Entra rejects them. If they cannot be
   * checked, an OS dialog asks the user before they replace other credentials.
   */
  saveCredentials: (input: CredentialInput & InProfile) => Promise<SaveOutcome>
  /** Lets the user choose the file or files of a certificate and its key, and reads them. Neither path nor key leaves main. */
  chooseCertificate: () => Promise<CertificateChoice>
  /** Reads the file that the user chose last, with this passphrase. */
  openCertificate: (how: { readonly passphrase: string }) => Promise<CertificateChoice>
  /** Creates a key and a self-signed certificate, and saves the public part to a file that the user chooses. */
  makeCertificate: () => Promise<CertificateChoice>
  /** Saves the unsaved certificate without its key, for the upload to Entra, and returns the file's name; null if the user cancels. */
  savePublicPart: () => Promise<string | null>
  /** Returns the certificate that was created or chosen and is not saved yet; null if there is none. */
  chosenCertificate: () => UnsavedCertificate | null
  /** Discards the unsaved certificate and its key, or the file that needs a passphrase. */
  discardCertificate: (of: InProfile) => void
  /**
   * Asks the user in an OS dialog. If they agree, deletes the current profile with its sealed secret, token and incidents, and makes another
   * profile current.
   */
  forgetCredentials: (of: InProfile) => Promise<'forgotten' | 'kept'>
  /** Makes another profile current. The previous one cancels its requests and drops its token. */
  chooseProfile: (id: string) => Promise<Settings>
  /** Adds an empty profile and makes it current. It is stored once credentials are saved in it. */
  addProfile: () => Settings
  /** Copies the current profile with its sealed secret and makes the copy current. */
  duplicateProfile: () => Promise<Settings>
  renameProfile: (to: { readonly name: string } & InProfile) => Promise<Settings>
  /** Writes every stored profile, without secrets, to a file that the user chooses. */
  exportProfiles: () => Promise<ProfilesOutcome>
  /** Adds the profiles in an exported file that the user chooses, except those that already exist. */
  importProfiles: () => Promise<ProfilesOutcome>
  /** Makes the sample data current, as if it were a profile, and loads its list. It is in memory only, and sends no request. */
  openSample: () => Settings
  /** Discards the sample data. The profile that was current before is current again. */
  closeSample: () => Settings
  /** Explains the token in memory; null if there is none. Sends no request. */
  access: () => Access | null
  /** Requests a new token from Entra, bypassing every cache. */
  renewAccess: () => Promise<Access>
  /** Requests one incident with the token in memory. The token is not renewed, and the result is discarded with it. */
  testAccess: () => Promise<Access>
  cancelAccessTest: () => void
  /** Explains a pasted token and compares it with the saved settings. The token is neither stored nor sent. */
  inspectToken: (pasted: PastedToken) => Access
  /** Copies the facts for support to the clipboard, as text. */
  copySupport: (facts: SupportFacts) => Promise<void>
  /** Copies a name to the clipboard, for a form in Entra's portal. */
  copyName: (name: string) => Promise<void>
  /**
   * Starts a collection and cancels one in progress. Reports progress as `collection` events. `refresh` requests only what changed, if the
   * current list allows it; `reload` requests everything.
   */
  startCollection: (window: TimeWindow, how: 'refresh' | 'reload') => Promise<void>
  cancelCollection: () => void
  /**
   * Restarts the collection that was running when the app ended, after the first paint and only if that cannot cause a keyring prompt. Resolves with null
   * if there is none, or if another collection has been started.
   */
  resumeInterruptedCollection: () => Promise<Interrupted | null>
  collection: () => CollectionState
  /** Applies a query to the list and returns counts and the rows in view. Sends no request. */
  list: (request: ListRequest) => Promise<ListView>
  /** Returns more rows of a view; null if the list or the query has changed since. */
  listRows: (of: { readonly version: number, readonly range: RowRange }) => Promise<ListRows | null>
  /** Returns the IDs of the rows of a view, in its order; null as for `listRows`. */
  listIds: (of: { readonly version: number, readonly range: RowRange }) => Promise<readonly string[] | null>
  /** Returns an incident of the list, whether or not it matches the query; null if there is none. */
  listed: (id: string) => Promise<Listed | null>
  /** Returns how many matching incidents have each value of a column, the most frequent first. */
  frequencies: (of: { readonly query: ListQuery, readonly column: ColumnId }) => Promise<readonly FacetValue[]>
  /** Returns for each query how many incidents match; null for a query with a problem. */
  listCounts: (queries: readonly ListQuery[]) => Promise<readonly (number | null)[]>
  /** Returns for each entity how many incidents of the list contain it. */
  incidentsWith: (entities: readonly EntityId[]) => Promise<readonly number[]>
  /** Starts counting changes from the current list. */
  markSeen: () => Promise<void>
  quota: () => QuotaState
  autoRefresh: () => AutoRefresh
  /** Fails and changes nothing if the choice cannot be stored. */
  chooseAutoRefresh: (choice: AutoRefresh) => Promise<void>
  openHelp: (page: HelpPage) => Promise<void>
  about: () => About
  /** Confirms that the notice is on screen, after the event `keyring` with `asking`. */
  keyringNoticeShown: () => void
  /** Answers the `proxySignIn` question. The credentials are kept in memory only. */
  answerProxy: (answer: ProxyAnswer) => void
  /** Declines the `proxySignIn` question. */
  declineProxy: () => void
}

export const methods = [
  'settings',
  'saveCredentials',
  'chooseCertificate',
  'openCertificate',
  'makeCertificate',
  'savePublicPart',
  'chosenCertificate',
  'discardCertificate',
  'forgetCredentials',
  'chooseProfile',
  'addProfile',
  'duplicateProfile',
  'renameProfile',
  'exportProfiles',
  'importProfiles',
  'openSample',
  'closeSample',
  'chooseFile', 'openDroppedFile', 'reopenFile', 'openRecentFile', 'recentFiles', 'clearRecentFiles', 'closeFile',
  'access',
  'renewAccess',
  'testAccess',
  'cancelAccessTest',
  'inspectToken',
  'copySupport',
  'testConnection',
  'cancelConnectionTest', 'findTenant',
  'copyName',
  'startCollection',
  'cancelCollection',
  'resumeInterruptedCollection',
  'preferences',
  'saveView',
  'deleteView',
  'star',
  'saveLayout',
  'saveTimes',
  'saveMyName',
  'saveExportChoice',
  'collection',
  'list',
  'listRows',
  'listIds',
  'listed',
  'frequencies',
  'listCounts',
  'incidentsWith',
  'markSeen',
  'quota',
  'autoRefresh',
  'chooseAutoRefresh',
  'incident',
  'seenChanges',
  'incidentWithAlerts',
  'incidentFields',
  'rawJson',
  'searchRawJson',
  'copyIncident',
  'copyEntity',
  'copyRawJson',
  'openIncident',
  'openHelp',
  'exportIncidents',
  'cancelExport',
  'showExport',
  'verifyExport',
  'about',
  'keyringNoticeShown',
  'answerProxy',
  'declineProxy',
] as const satisfies readonly (keyof Methods)[]

type Unlisted = Exclude<keyof Methods, (typeof methods)[number]>
/** Does not compile if a name of `Methods` is missing from `methods`. */
export type AllMethodsListed = Unlisted extends never ? true : ['missing from methods', Unlisted]
const allMethodsListed: AllMethodsListed = true
void allMethodsListed

/** The events that main sends to the renderer. */
export interface Events {
  collection: CollectionState
  settings: Settings
  /** Sent after each change, and when another profile becomes current. */
  preferences: ListPreferences
  quota: QuotaState
  connection: ConnectionReport
  keyring: KeyringState
  /** A command that the user chose in a menu. */
  command: CommandId
  /** null: the question no longer needs an answer. */
  proxySignIn: ProxyQuestion | null
  /** The ID of the incident whose notification the user clicked. */
  openIncident: string
  exportProgress: ExportProgress | null
}

export const events = ['collection', 'settings', 'preferences', 'quota', 'connection', 'keyring', 'command', 'proxySignIn', 'openIncident', 'exportProgress'] as const satisfies readonly (keyof Events)[]

/** Methods whose results are sent as JSON text. A bridge between two worlds copies objects one property at a time, which takes a second for megabytes. */
export const methodsWithText: ReadonlySet<keyof Methods> = new Set<keyof Methods>(['list', 'listRows', 'listIds', 'frequencies'])

/** `json`: the value as JSON text, for `methodsWithText` and for large values. */
export type Result<T>
  = | { readonly ok: true, readonly value: T }
    | { readonly ok: true, readonly json: string }
    | { readonly ok: false, readonly failure: Failure }

/** The part of a DOM `File` that main and the page agree on. Only a file that the user chose or dropped has a path, which the preload reads. */
export interface DroppedFile {
  readonly name: string
  readonly size: number
}

/** The API that the preload exposes as `window.xdrDesk`. */
export type Bridge = {
  readonly [M in Exclude<keyof Methods, 'openDroppedFile'>]: (...args: Parameters<Methods[M]>) => Promise<Result<Awaited<ReturnType<Methods[M]>>>>
} & {
  /** Opens a file that the user dropped. SECURITY: it takes the file itself, so that the page never names a path. */
  readonly openDroppedFile: (file: DroppedFile) => Promise<Result<Settings>>
  /** Calls `listener` for every event of that name. Returns a function that removes the listener. */
  readonly on: <E extends keyof Events>(event: E, listener: (payload: Events[E]) => void) => () => void
}
