/** @file Puts the app together around its window: adapters, then core. */
import type { BrowserWindow } from 'electron'
import type { Api, Events } from '../shared/ipc'
import type { Profile } from '../shared/model'
import type { ProfileDesk } from './core/api'
import type { IncidentApi } from './core/incident-api'
import type { Interruptions } from './core/interruption'
import type { ReadPage } from './core/page-fetcher'
import type { Profiles } from './core/profiles'
import type { Quota } from './core/quota'
import type { Send } from './core/retry'
import type { SettingsFile } from './core/vault'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import process from 'node:process'
import { app, clipboard, net, powerMonitor, safeStorage, session } from 'electron'
import { createCertificateLook } from './adapters/certificate-look'
import { createCipher } from './adapters/cipher'
import { createClosingGuard } from './adapters/closing'
import { systemClock, systemTimer } from './adapters/clock'
import { readSecretServiceLock } from './adapters/keyring-lock'
import { whenLookedAway } from './adapters/looked-away'
import { createInterruptionFile } from './adapters/interruption-file'
import { createNotice } from './adapters/notice'
import { createNotifier } from './adapters/notification'
import { openLink } from './adapters/open-link'
import { createPageThread } from './adapters/page-thread'
import { whenPainted } from './adapters/painted'
import { createProfileDialogs } from './adapters/profile-dialogs'
import { createProxyLogin } from './adapters/proxy-login'
import { createQuotaFile } from './adapters/quota-file'
import { createSaveDialog } from './adapters/save-dialog'
import { createSettingsFile } from './adapters/settings-file'
import { createApi } from './core/api'
import { createAutoRefresh } from './core/auto-refresh'
import { apiOf } from './core/cloud'
import { createCollections } from './core/collections'
import { createIncidentFetcher } from './core/incident-fetcher'
import { createConnectionTest } from './core/connection-test'
import { createPageFetcher } from './core/page-fetcher'
import { createExchange } from './core/http'
import { createInterruptions } from './core/interruption'
import { createProfiles } from './core/profiles'
import { withNetworkFacts } from './core/network-facts'
import { createProxyDesk, withProxySignIn } from './core/proxy-sign-in'
import { createQuota } from './core/quota'
import { paced, pacedProgress } from './core/progress'
import { createResumption } from './core/resumption'
import { createSend } from './core/retry'
import { createSignIn } from './core/sign-in'
import { createTokens } from './core/tokens'
import { createVault } from './core/vault'
import { writeFileAtomically } from './core/write-file'
import { reportUnexpected } from './log'
import startPageWorker from './page-worker?nodeWorker'

/** Counts the runs of all profiles, so that a page never takes one's for another's. */
const nextRun = ((run: number) => () => ++run)(0)

type Emit = <E extends keyof Events>(event: E, payload: Events[E]) => void

function createStorage(emit: Emit) {
  const notice = createNotice(() => emit('keyring', 'asking'))
  const { platform } = process
  // Only the Secret Service can be asked without a prompt; of any other keyring it is not known.
  const readLock = async () => platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'gnome_libsecret'
    ? readSecretServiceLock(process.env)
    : platform === 'win32' ? 'open' : 'unknown'
  const cipher = createCipher({
    safeStorage,
    platform,
    readLock,
    announce: notice.announce,
    onAnswered: () => emit('keyring', 'answered'),
  })
  const file = createSettingsFile(app.getPath('userData'))
  return { cipher, file, isKeyringOpen: async () => await readLock() === 'open', onKeyringNoticeShown: notice.shown }
}

/** One quota for each app in a tenant and each API, whichever profile uses it. */
function createQuotas() {
  const file = createQuotaFile(path.join(app.getPath('userData'), 'quota.json'))
  const quotas = new Map<string, Quota>()
  const listeners = new Set<(quota: Quota) => void>()
  return {
    of: (api: IncidentApi, profile: Profile | null): Quota => {
      const key = `${profile?.tenantId}/${profile?.clientId}/${api.kind}`
      const known = quotas.get(key)
      if (known) return known
      const quota: Quota = createQuota({
        limits: api.quota,
        clock: systemClock,
        made: file.read(key),
        onChange: (made) => {
          file.write(key, made)
          for (const tell of listeners) tell(quota)
        },
      })
      quotas.set(key, quota)
      return quota
    },
    onChange: (listener: (quota: Quota) => void) => { listeners.add(listener) },
  }
}

/** The one way out: through the system's proxy, which may ask the person, and with failures that name what stood in the way. */
function createNetwork(emit: Emit) {
  const proxy = createProxyDesk(question => emit('proxySignIn', question))
  const login = createProxyLogin(proxy)
  const exchange = withNetworkFacts(withProxySignIn(createExchange((url, init) => net.fetch(url, init)), login.signIn), {
    proxyFor: url => session.defaultSession.resolveProxy(url.href),
    certificatesOf: createCertificateLook(login),
    now: Date.now,
  })
  return { exchange, answerProxy: proxy.answer }
}

interface Shared {
  readonly emit: Emit
  readonly window: BrowserWindow
  readonly storage: ReturnType<typeof createStorage>
  readonly quotas: ReturnType<typeof createQuotas>
  readonly interruptions: Interruptions
  readonly send: Send
  readonly readPage: ReadPage
}

interface WakingDesk extends ProfileDesk {
  /** The computer woke up. */
  readonly woke: () => void
}

/** What belongs to one profile. It shares with others nothing but the network, the keyring, the quota of its app and the thread that parses. */
function createDesk({ emit, window, storage, quotas, interruptions, send, readPage }: Shared, file: SettingsFile, isCurrent: () => boolean): WakingDesk {
  const clock = systemClock
  const vault = createVault({ file, cipher: storage.cipher, platform: process.platform, now: Date.now })
  const signIn = createSignIn({ send, clock, loadMsal: () => import('@azure/msal-node') })
  const tokens = createTokens({ vault, signIn, clock })
  const fetchPage = createPageFetcher({ send, tokens, clock, readPage, quotaOf: api => quotas.of(api, vault.profile()) })
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
    }, systemTimer),
    nextRun,
    onRun: (asked) => { if (isCurrent()) interruptions.follow(asked) },
    onUnexpected: reportUnexpected,
  })
  // The id of an incident means nothing in another profile's list.
  const open = (id: string | null) => id !== null && isCurrent() ? emit('openIncident', id) : emit('command', 'show-incidents')
  const notify = createNotifier(window, open)
  const autoRefresh = createAutoRefresh({ collections, file: storage.file.autoRefresh, timer: systemTimer, isCurrent, notify })
  const resumption = createResumption({
    isOnline: () => net.isOnline(),
    timer: systemTimer,
    start: (each) => { if (isCurrent() && vault.profile()) collections.start(each, { how: 'refresh' }) },
  })
  return {
    vault,
    tokens,
    collections,
    connectionTest,
    autoRefresh,
    quota: () => quotas.of(api(), vault.profile()),
    woke: resumption.woke,
    leave: () => {
      connectionTest.cancel()
      collections.cancel()
      tokens.forget()
    },
  }
}

/** Everything the renderer can ask for, around `window`. */
export function createApp(window: BrowserWindow): Api {
  const emit: Emit = (event, payload) => {
    if (!window.isDestroyed()) window.webContents.send(event, payload)
  }
  const storage = createStorage(emit)
  const quotas = createQuotas()
  const { exchange, answerProxy } = createNetwork(emit)
  const send = createSend(exchange, systemClock)
  const interruptions = createInterruptions({
    file: createInterruptionFile(path.join(app.getPath('userData'), 'interrupted.json')),
    profiles: () => profiles,
    isKeyringOpen: storage.isKeyringOpen,
    painted: () => whenPainted(window),
  })
  const shared = { emit, window, storage, quotas, interruptions, send, readPage: createPageThread(() => startPageWorker({})) }
  const profiles: Profiles<WakingDesk> = createProfiles({
    file: storage.file,
    createDesk: (file, isCurrent) => createDesk(shared, file, isCurrent),
    newId: randomUUID,
    now: Date.now,
  })
  const tell = paced(systemTimer)
  quotas.onChange(() => tell(() => emit('quota', profiles.current().quota().state())))
  powerMonitor.on('resume', () => profiles.current().woke())
  whenLookedAway(window, () => profiles.current().collections.look())
  const whileOpen = createClosingGuard(window)
  return createApi({
    profiles,
    interruptions,
    askWhereToSave: createSaveDialog(window),
    ...createProfileDialogs(window),
    writeFile: (file, chunks) => whileOpen(() => writeFileAtomically(file, chunks)),
    openLink,
    copyText: text => clipboard.writeText(text),
    about: () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      chromium: process.versions.chrome ?? '',
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
    }),
    onKeyringNoticeShown: storage.onKeyringNoticeShown,
    answerProxy,
    emitSettings: settings => emit('settings', settings),
    now: Date.now,
  })
}
