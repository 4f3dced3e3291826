/** @file Creates the session of one profile from the parts of core. */
import type { BrowserWindow } from 'electron'
import type { Events } from '../shared/contract/ipc'
import type { ProfileSession } from './core/methods/methods'
import type { AutoRefreshFile } from './core/collection/refresh/auto-refresh'
import type { Interruptions } from './core/methods/restart-recovery'
import type { ListFeed } from './core/list/list-feed'
import type { AsyncQueries } from './core/list/list-index'
import type { Preferences, PreferencesFiles } from './core/preferences/preferences'
import type { ListThread } from './adapters/threads/list-thread'
import type { CollectionSession, IncidentSource } from './core/collection/session'
import type { IncidentApi } from './core/microsoft/incident-apis'
import type { PageThread } from './adapters/threads/page-thread'
import type { Quotas } from './core/network/quota/quotas'
import type { Send } from './core/network/retry'
import type { Cipher } from './core/credentials/sealing'
import type { Tokens } from './core/token/tokens'
import type { Vault } from './core/credentials/vault'
import type { SettingsFile } from './core/credentials/stored-profile'
import { randomUUID } from 'node:crypto'
import process from 'node:process'
import { defaultApi, defaultCloud } from '../shared/vocabulary/clouds'
import { app, net, Notification } from 'electron'
import { systemClock, systemTimer } from './adapters/desktop/clock'
import { bringToFront } from './adapters/desktop/bring-to-front'
import { createNotifier } from './adapters/desktop/notification'
import { apiOf } from './core/microsoft/clouds'
import { createIncidentFetcher } from './core/collection/paging/incident-fetcher'
import { createConnectionTest } from './core/diagnostics/connection-test'
import { createPageFetcher } from './core/collection/paging/page-fetcher'
import { createCollectionSession } from './core/collection/session'
import { createListFeed } from './core/list/list-feed'
import { createSignIn } from './core/token/sign-in/sign-in'
import { createTokenTest } from './core/diagnostics/token-test'
import { createTokens } from './core/token/tokens'
import { createCertificates } from './core/credentials/certificates'
import { createVault } from './core/credentials/vault'
import { createPreferences } from './core/preferences/preferences'
import { reportUnexpected } from './log'

/** Numbers the runs of all profiles, so that the page never confuses the runs of two profiles. */
const nextRun = ((run: number) => () => ++run)(0)

/** Sends an event to the page. */
export type Emit = <E extends keyof Events>(event: E, payload: Events[E]) => void

/** The parts of the app that all profile sessions share. */
export interface SharedParts {
  readonly emit: Emit
  readonly window: BrowserWindow
  readonly cipher: Cipher
  readonly autoRefreshFile: AutoRefreshFile
  readonly preferencesFiles: PreferencesFiles
  readonly quotas: Quotas
  readonly interruptions: Interruptions
  readonly send: Send
  readonly pageThread: PageThread
  readonly listThread: ListThread
  /** Each session has its own `Certificates`: a certificate that is chosen in Settings belongs to one profile. */
  readonly certificateDeps: Parameters<typeof createCertificates>[0]
  /** Called when the settings change without a call from the page. */
  readonly onSettingsChange: () => void
}

/** What a list needs to exist. */
export interface ListParts {
  /** The index of the list. */
  readonly feed: ListFeed
  /** Sends the list's state to the page, if the session is current. */
  readonly onState: () => void
  /** Resolves once the index has performed every command so far. */
  readonly settle: () => Promise<unknown>
  /** Fills the index again. */
  readonly refill: () => void
  readonly isCurrent: () => boolean
}

/** The parts of one session: those that all share, unless it has its own. */
export interface SessionParts extends SharedParts {
  /** What its incidents come from, if that is not an API. */
  readonly incidents?: IncidentSource
  /** Creates its list, if that is not collected from `incidents`. */
  readonly createList?: (parts: ListParts) => CollectionSession
  /** Whether the files are in memory only. */
  readonly isTemporary?: boolean
}

export interface RunningSession extends ProfileSession {
  /** Must be called when the computer wakes up. */
  readonly woke: () => void
}

function openPreferences({ emit, preferencesFiles, isTemporary = false }: SessionParts, profileId: string, isCurrent: () => boolean): Preferences {
  const preferences = createPreferences({ profileId, files: preferencesFiles, newId: randomUUID, isTemporary })
  preferences.onChange(() => { if (isCurrent()) emit('preferences', preferences.read()) })
  return preferences
}

/** Returns where the next run of a profile requests incidents. */
function sourceOf(vault: Vault): ReturnType<IncidentSource['source']> {
  const { cloud = defaultCloud, api = defaultApi, tenantId = '' } = vault.profile() ?? {}
  return { source: 'live', api: apiOf({ cloud, api }), cloud, tenantId }
}

/** Creates the list of a profile in the thread of the index. `onLost` is called if the index was lost. */
function openList(listThread: ListThread, preferences: Preferences, onLost: () => void): { readonly feed: ListFeed, readonly queries: AsyncQueries } {
  const { commands, queries } = listThread.create(onLost)
  const feed = createListFeed(commands, systemClock)
  preferences.followMarks(feed.setMarks)
  return { feed, queries }
}

function loadMsal(pageThread: PageThread) {
  // Prestart: pages follow sign-in.
  pageThread.prepare()
  return import('@azure/msal-node')
}

/** Cancels what a session does, and drops what it holds in memory only, except its list. */
function leave(session: Pick<ProfileSession, 'connectionTest' | 'tokenTest' | 'collections' | 'certificates'> & { readonly tokens: Pick<Tokens, 'end'> }): void {
  session.connectionTest.cancel()
  session.tokenTest.cancel()
  session.collections.cancel()
  session.tokens.end()
  session.certificates.drop()
}

/** Creates a profile's session. Sessions share only the network, the keyring, the quota of their app registration and the page worker. */
export function createProfileSession(shared: SessionParts, file: SettingsFile, isCurrent: () => boolean, profileId: string): RunningSession {
  const { emit, window, cipher, quotas, interruptions, send, pageThread, listThread } = shared
  const clock = systemClock
  const quotaOf = (api: IncidentApi) => quotas.of(api, vault.profile())
  const vault = createVault({ file, cipher, platform: process.platform, now: Date.now, onChange: shared.onSettingsChange })
  const signIn = createSignIn({ send, clock, loadMsal: () => loadMsal(pageThread) })
  const tokens = createTokens({ vault, signIn, clock })
  const certificates = createCertificates(shared.certificateDeps)
  const preferences = openPreferences(shared, profileId, isCurrent)
  const fetchPage = createPageFetcher({ send, tokens, clock, ...pageThread, quotaOf })
  const fetchIncident = createIncidentFetcher({ send, tokens, clock, quotaOf })
  const tokenTest = createTokenTest({ tokens, fetchPage, clock })
  const connectionTest = createConnectionTest({ vault, tokens, send, fetchPage, clock, emit: (report) => { if (isCurrent()) emit('connection', report) } })
  const incidents: IncidentSource = shared.incidents ?? {
    source: () => sourceOf(vault),
    fetchPage,
    fetchIncident,
    onRun: (run) => { if (isCurrent()) interruptions.follow(run) },
    hasCredentials: () => vault.profile() !== null,
  }
  // If another profile is current, opens the list instead, because an incident's ID is unique only within its profile.
  const open = (id: string | null) => id !== null && isCurrent() ? emit('openIncident', id) : emit('command', 'show-incidents')
  // SECURITY: the page receives data of the current profile only.
  const onListState = () => { if (isCurrent()) emit('collection', collections.state()) }
  const refill = () => void feed.refill(source()).then(onListState, reportUnexpected)
  const { feed, queries } = openList(listThread, preferences, refill)
  const notify = createNotifier({ Notification, bringToFront: () => bringToFront(window), open, onUnexpected: reportUnexpected })
  const collect = ({ onState }: ListParts): CollectionSession => createCollectionSession({
    index: feed,
    ...incidents,
    appVersion: app.getVersion(),
    clock,
    timer: systemTimer,
    onState,
    nextRun,
    onUnexpected: reportUnexpected,
    autoRefreshFile: shared.autoRefreshFile,
    notify,
    isCurrent,
    isOnline: () => net.isOnline(),
    awakeMs: () => performance.now(),
  })
  const parts: ListParts = { feed, settle: () => queries.counts([]), onState: onListState, refill, isCurrent }
  const { collections, autoRefresh, source, woke } = (shared.createList ?? collect)(parts)
  return {
    vault,
    tokens,
    tokenTest,
    certificates,
    collections,
    list: queries,
    connectionTest,
    autoRefresh,
    preferences,
    holdsKey: () => certificates.unsaved()?.kind === 'made',
    quota: () => quotaOf(incidents.source().api),
    woke,
    leave: () => leave({ connectionTest, tokenTest, collections, tokens, certificates }),
  }
}
