/** @file Puts together what belongs to one profile. */
import type { BrowserWindow } from 'electron'
import type { Events } from '../shared/contract/ipc'
import type { ProfileSession } from './core/methods/methods'
import type { AutoRefreshFile } from './core/collection/refresh/auto-refresh'
import type { Certificates } from './core/credentials/certificates'
import type { Interruptions } from './core/methods/restart-recovery'
import type { PageThread } from './adapters/threads/page-thread'
import type { Quotas } from './core/network/quota/quotas'
import type { Send } from './core/network/retry'
import type { Cipher } from './core/credentials/sealing'
import type { SettingsFile } from './core/credentials/stored-profile'
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
import { createSignIn } from './core/token/sign-in/sign-in'
import { createTokenTest } from './core/diagnostics/token-test'
import { createTokens } from './core/token/tokens'
import { createVault } from './core/credentials/vault'
import { reportUnexpected } from './log'

/** Counts the runs of all profiles, so that a page never takes one's for another's. */
const nextRun = ((run: number) => () => ++run)(0)

export type Emit = <E extends keyof Events>(event: E, payload: Events[E]) => void

export interface Shared {
  readonly emit: Emit
  readonly window: BrowserWindow
  readonly cipher: Cipher
  readonly autoRefreshFile: AutoRefreshFile
  readonly quotas: Quotas
  readonly interruptions: Interruptions
  readonly send: Send
  readonly pageThread: PageThread
  /** What Settings tells changed without anybody's asking. */
  readonly onSettings: () => void
  /** What is chosen in Settings belongs to one profile as well. */
  readonly createCertificates: () => Certificates
}

export interface RunningSession extends ProfileSession {
  /** The computer woke up. */
  readonly woke: () => void
}

/** What belongs to one profile. It shares with others nothing but the network, the keyring, the quota of its app and the thread that parses. */
export function createProfileSession(shared: Shared, file: SettingsFile, isCurrent: () => boolean): RunningSession {
  const { emit, window, cipher, quotas, interruptions, send, pageThread } = shared
  const clock = systemClock
  const vault = createVault({ file, cipher, platform: process.platform, now: Date.now, onChange: shared.onSettings })
  const loadMsal = () => {
    // Who signs in reads pages next.
    pageThread.prepare()
    return import('@azure/msal-node')
  }
  const signIn = createSignIn({ send, clock, loadMsal })
  const tokens = createTokens({ vault, signIn, clock })
  const certificates = shared.createCertificates()
  const fetchPage = createPageFetcher({ send, tokens, clock, ...pageThread, quotaOf: api => quotas.of(api, vault.profile()) })
  const fetchIncident = createIncidentFetcher({ send, tokens, clock, quotaOf: api => quotas.of(api, vault.profile()) })
  const tokenTest = createTokenTest({ tokens, fetchPage, clock })
  const connectionTest = createConnectionTest({ vault, tokens, send, fetchPage, clock, emit: (report) => { if (isCurrent()) emit('connection', report) } })
  const source = () => {
    const { cloud = defaultCloud, api = defaultApi, tenantId = '' } = vault.profile() ?? {}
    return { api: apiOf({ cloud, api }), cloud, tenantId }
  }
  // The id of an incident means nothing in another profile's list.
  const open = (id: string | null) => id !== null && isCurrent() ? emit('openIncident', id) : emit('command', 'show-incidents')
  const { collections, autoRefresh, woke } = createCollectionSession({
    source,
    appVersion: app.getVersion(),
    fetchPage,
    fetchIncident,
    clock,
    timer: systemTimer,
    // SECURITY: nothing of a profile that is not in sight reaches the page.
    emit: (progress) => { if (isCurrent()) emit('collection', progress) },
    nextRun,
    onRun: (run) => { if (isCurrent()) interruptions.follow(run) },
    onUnexpected: error => reportUnexpected(error),
    autoRefreshFile: shared.autoRefreshFile,
    notify: createNotifier({ Notification, bringToFront: () => bringToFront(window), open, onUnexpected: reportUnexpected }),
    isCurrent,
    hasCredentials: () => vault.profile() !== null,
    isOnline: () => net.isOnline(),
    awakeMs: () => performance.now(),
  })
  return {
    vault,
    tokens,
    tokenTest,
    certificates,
    collections,
    connectionTest,
    autoRefresh,
    holdsKey: () => certificates.waiting()?.kind === 'made',
    quota: () => quotas.of(source().api, vault.profile()),
    woke,
    leave: () => {
      connectionTest.cancel()
      tokenTest.cancel()
      collections.cancel()
      tokens.end()
      certificates.drop()
    },
  }
}
