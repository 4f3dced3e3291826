/**
 * @file The one contract between main, preload and renderer. Adding a method means: its line in `Methods`, its name in
 * `methods`, its schema in `main/core/methods/inputs.ts`, its implementation in `main/core/methods/methods.ts`; the compiler names what is missing.
 */
import type { ConnectionReport } from './connection'
import type { Failure } from './failure'
import type { IncidentDetail } from './detail'
import type { CertificateChoice, UnsavedCertificate } from './credential'
import type { Access, SupportFacts } from './access'
import type { About, AutoRefresh, Command, ExportOutcome, ExportRequest, HelpPage, Interrupted, KeyringState, ProfilesOutcome } from './app'
import type { CollectionProgress, CredentialInput, IncidentList, QuotaState, SaveOutcome, Settings, TimeWindow } from './model'
import type { ProxyAnswer, ProxyQuestion } from './proxy'

/** Characters that may be pasted as a token: more than any service issues. */
export const mostPasted = 1024 * 1024

export interface PastedToken {
  readonly text: string
}

/** The profile that is in sight. Where another one is in use by then nothing is done (`cancelled`). */
export interface InProfile {
  readonly profileId: string
}

/** What main can do for the renderer. An implementation throws `AppError`; the bridge carries it as a `Failure`. */
export interface Methods {
  /** What is saved. Never touches the keyring. */
  settings: () => Settings
  /**
   * Checks the credentials with one token request, then saves them. Fails, and saves nothing, when Entra rejects them. If they could
   * not be checked, main asks the user in a dialog of the OS before they replace other credentials.
   */
  saveCredentials: (input: CredentialInput & InProfile) => Promise<SaveOutcome>
  /** Asks for the file of a certificate and its key, or for the two files, and reads it. Neither path nor key leaves main. */
  chooseCertificate: () => Promise<CertificateChoice>
  /** Reads the file that was chosen last with its passphrase. */
  openCertificate: (how: { readonly passphrase: string }) => Promise<CertificateChoice>
  /** Makes a key and a self-signed certificate, and saves the public part where a dialog says. */
  makeCertificate: () => Promise<CertificateChoice>
  /** The certificate that was made or chosen and is not saved yet, for a page that is new; null where there is none. */
  chosenCertificate: () => UnsavedCertificate | null
  /** Drops the certificate that is not saved yet, with its key, or the file that waits for its passphrase. */
  discardCertificate: (of: InProfile) => void
  /**
   * Asks the user in a dialog of the OS; if they agree, deletes the profile in use and its sealed secret, its token and its incidents.
   * Another profile takes its place.
   */
  forgetCredentials: (of: InProfile) => Promise<'forgotten' | 'kept'>
  /** Another profile: everything that is asked for from now on is of it. The one before ends what is under way and drops its token. */
  chooseProfile: (id: string) => Promise<Settings>
  /** A new, empty profile; it is stored when credentials are saved in it. */
  addProfile: () => Settings
  /** A copy of the profile in use, with its sealed secret, in use from now on. */
  duplicateProfile: () => Promise<Settings>
  renameProfile: (to: { readonly name: string } & InProfile) => Promise<Settings>
  /** Asks for a file and writes every stored profile to it, without secrets. */
  exportProfiles: () => Promise<ProfilesOutcome>
  /** Asks for such a file and adds what is not there yet. */
  importProfiles: () => Promise<ProfilesOutcome>
  /** The token in memory, explained; null when there is none. No request. */
  access: () => Access | null
  /** Gets a new token from Entra, past every cache. */
  renewAccess: () => Promise<Access>
  /** Makes one call of the incident list with the token in memory. The token is not renewed, and the outcome is dropped with it. */
  testAccess: () => Promise<Access>
  cancelAccessTest: () => void
  /** Judges a token that was pasted, against what is saved. Nothing of it is kept or sent anywhere. */
  inspectToken: (pasted: PastedToken) => Access
  /** Puts the facts that support asks for on the clipboard, as text. */
  copySupport: (facts: SupportFacts) => Promise<void>
  /** Tests the saved credentials, from the tenant to one call of the list; progress follows as `connection` events. One that runs is cancelled first. */
  testConnection: () => Promise<ConnectionReport>
  cancelConnectionTest: () => void
  /** Puts a name that a form of Entra's portal asks for on the clipboard. */
  copyName: (name: string) => Promise<void>
  /**
   * Starts a collection; progress follows as `collection` events. A running one is cancelled first. `refresh` asks only for what
   * changed where the list that is shown allows it; `reload` asks for everything.
   */
  startCollection: (window: TimeWindow, how: 'refresh' | 'reload') => Promise<void>
  cancelCollection: () => void
  /**
   * Starts over, after the first paint, the collection that the end of the app interrupted, where that cannot make the keyring ask.
   * null where there is none, also once something else was begun.
   */
  resumeInterruptedCollection: () => Promise<Interrupted | null>
  incidents: () => IncidentList
  quota: () => QuotaState
  autoRefresh: () => AutoRefresh
  /** Fails, and changes nothing, when it cannot be stored. */
  chooseAutoRefresh: (choice: AutoRefresh) => Promise<void>
  /** An incident of the list as it is held. No request. */
  incident: (id: string) => IncidentDetail
  /** The same with its alerts: asks the API where they did not come with the list, and keeps what came. */
  incidentWithAlerts: (id: string) => Promise<IncidentDetail>
  /** Opens the incident in the browser, if its link is on an allow-listed portal. */
  openIncident: (id: string) => Promise<void>
  openHelp: (page: HelpPage) => Promise<void>
  /** Asks for a file name and writes every incident of the collection that is shown. */
  exportIncidents: (request: ExportRequest) => Promise<ExportOutcome>
  about: () => About
  /** The renderer's answer to `keyring: asking`: the notice is on screen. */
  keyringNoticeShown: () => void
  /** The person's answer to the `proxySignIn` that is asked. Kept in memory only. */
  answerProxy: (answer: ProxyAnswer) => void
  /** They would rather not answer it. */
  declineProxy: () => void
}

export const methods = [
  'settings',
  'saveCredentials',
  'chooseCertificate',
  'openCertificate',
  'makeCertificate',
  'chosenCertificate',
  'discardCertificate',
  'forgetCredentials',
  'chooseProfile',
  'addProfile',
  'duplicateProfile',
  'renameProfile',
  'exportProfiles',
  'importProfiles',
  'access',
  'renewAccess',
  'testAccess',
  'cancelAccessTest',
  'inspectToken',
  'copySupport',
  'testConnection',
  'cancelConnectionTest',
  'copyName',
  'startCollection',
  'cancelCollection',
  'resumeInterruptedCollection',
  'incidents',
  'quota',
  'autoRefresh',
  'chooseAutoRefresh',
  'incident',
  'incidentWithAlerts',
  'openIncident',
  'openHelp',
  'exportIncidents',
  'about',
  'keyringNoticeShown',
  'answerProxy',
  'declineProxy',
] as const satisfies readonly (keyof Methods)[]

type Unlisted = Exclude<keyof Methods, (typeof methods)[number]>
/** Fails to compile when `methods` misses one of `Methods`. */
export type AllMethodsListed = Unlisted extends never ? true : ['missing from methods', Unlisted]
const allMethodsListed: AllMethodsListed = true
void allMethodsListed

/** What main tells the renderer unasked. */
export interface Events {
  collection: CollectionProgress
  settings: Settings
  quota: QuotaState
  connection: ConnectionReport
  keyring: KeyringState
  command: Command
  /** null: the last question is settled. */
  proxySignIn: ProxyQuestion | null
  /** An id: somebody pressed a notification of this incident. */
  openIncident: string
}

export const events = ['collection', 'settings', 'quota', 'connection', 'keyring', 'command', 'proxySignIn', 'openIncident'] as const satisfies readonly (keyof Events)[]

export type Result<T>
  = | { readonly ok: true, readonly value: T }
    | { readonly ok: false, readonly failure: Failure }

/** What the preload puts on `window.xdrDesk`. */
export type Bridge = {
  readonly [M in keyof Methods]: (...args: Parameters<Methods[M]>) => Promise<Result<Awaited<ReturnType<Methods[M]>>>>
} & {
  /** Calls `listener` for every event of that name until the returned function is called. */
  readonly on: <E extends keyof Events>(event: E, listener: (payload: Events[E]) => void) => () => void
}
