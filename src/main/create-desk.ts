/** @file Puts together what belongs to one profile. */
import type { BrowserWindow } from 'electron'
import type { Events } from '../shared/ipc'
import type { ProfileDesk } from './core/api'
import type { AutoRefreshFile } from './core/collection/auto-refresh'
import type { Certificates } from './core/credentials/certificates'
import type { Interruptions } from './core/collection/interruption'
import type { PageThread } from './adapters/page-thread'
import type { Quotas } from './core/network/quotas'
import type { Send } from './core/network/retry'
import type { Cipher } from './core/credentials/sealing'
import type { SettingsFile } from './core/credentials/vault'
import process from 'node:process'
import { net } from 'electron'
import { systemClock, systemTimer } from './adapters/clock'
import { createNotifier } from './adapters/notification'
import { createAutoRefresh } from './core/collection/auto-refresh'
import { apiOf } from './core/cloud'
import { createCollections } from './core/collection/collections'
import { createIncidentFetcher } from './core/incident/incident-fetcher'
import { createConnectionTest } from './core/setup/connection-test'
import { createPageFetcher } from './core/collection/page-fetcher'
import { pacedProgress } from './core/collection/progress'
import { createResumption } from './core/collection/resumption'
import { createSignIn } from './core/token/sign-in'
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

export interface WakingDesk extends ProfileDesk {
  /** The computer woke up. */
  readonly woke: () => void
}

/** What belongs to one profile. It shares with others nothing but the network, the keyring, the quota of its app and the thread that parses. */
export function createDesk(shared: Shared, file: SettingsFile, isCurrent: () => boolean): WakingDesk {
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
  const fetchIncident = createIncidentFetcher({ send, tokens, quotaOf: api => quotas.of(api, vault.profile()) })
  const connectionTest = createConnectionTest({ vault, tokens, send, fetchPage, clock, emit: (report) => { if (isCurrent()) emit('connection', report) } })
  const api = () => apiOf(vault.profile() ?? { cloud: 'worldwide', api: 'defender-xdr' })
  const collections = createCollections({
    api,
    fetchPage,
    fetchIncident,
    clock,
    emit: pacedProgress((progress) => {
      // SECURITY: nothing of a profile that is not in sight reaches the page.
      if (isCurrent()) emit('collection', progress)
      autoRefresh.follow(progress)
      resumption.watch(progress)
    }, systemTimer, run => collections.isUnderWay(run)),
    nextRun,
    onRun: (asked) => { if (isCurrent()) interruptions.follow(asked) },
    onUnexpected: reportUnexpected,
  })
  // The id of an incident means nothing in another profile's list.
  const open = (id: string | null) => id !== null && isCurrent() ? emit('openIncident', id) : emit('command', 'show-incidents')
  const notify = createNotifier(window, open)
  const autoRefresh = createAutoRefresh({ collections, file: shared.autoRefreshFile, timer: systemTimer, isCurrent, notify })
  const resumption = createResumption({
    isOnline: () => net.isOnline(),
    timer: systemTimer,
    monotonic: clock.monotonic,
    start: (each) => { if (isCurrent() && vault.profile()) collections.start(each, { how: 'refresh' }) },
  })
  return {
    vault,
    tokens,
    certificates,
    collections,
    connectionTest,
    autoRefresh,
    quota: () => quotas.of(api(), vault.profile()),
    woke: resumption.woke,
    leave: () => {
      connectionTest.cancel()
      collections.cancel()
      tokens.forget()
      certificates.drop()
    },
  }
}
