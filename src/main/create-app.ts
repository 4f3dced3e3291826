/** @file Puts the app together around its window: adapters, then core. */
import type { BrowserWindow } from 'electron'
import type { Api, Events } from '../shared/ipc'
import type { IncidentApi } from './core/incident-api'
import type { Quota } from './core/quota'
import path from 'node:path'
import process from 'node:process'
import { app, clipboard, net, powerMonitor, safeStorage } from 'electron'
import { createCipher } from './adapters/cipher'
import { createClosingGuard } from './adapters/closing'
import { systemClock, systemTimer } from './adapters/clock'
import { readSecretServiceLock } from './adapters/keyring-lock'
import { whenLookedAway } from './adapters/looked-away'
import { createNotice } from './adapters/notice'
import { createNotifier } from './adapters/notification'
import { openLink } from './adapters/open-link'
import { createPageThread } from './adapters/page-thread'
import { createQuotaFile } from './adapters/quota-file'
import { createSaveDialog } from './adapters/save-dialog'
import { createSettingsFile } from './adapters/settings-file'
import { createApi } from './core/api'
import { createAutoRefresh } from './core/auto-refresh'
import { worldwide as cloud } from './core/cloud'
import { createCollections } from './core/collections'
import { createConnectionTest } from './core/connection-test'
import { createPageFetcher } from './core/page-fetcher'
import { createExchange } from './core/http'
import { linkHosts } from './core/portal'
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

type Emit = <E extends keyof Events>(event: E, payload: Events[E]) => void

function createStorage(emit: Emit) {
  const notice = createNotice(() => emit('keyring', 'asking'))
  const { platform } = process
  const cipher = createCipher({
    safeStorage,
    platform,
    // Only the Secret Service can be asked without a prompt; of any other keyring it is not known.
    readLock: async () => platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'gnome_libsecret'
      ? readSecretServiceLock(process.env)
      : platform === 'win32' ? 'open' : 'unknown',
    announce: notice.announce,
    onAnswered: () => emit('keyring', 'answered'),
  })
  const file = createSettingsFile(app.getPath('userData'))
  const vault = createVault({ file, cipher, platform, now: Date.now })
  return { vault, file, onKeyringNoticeShown: notice.shown }
}

/** One quota for each app in a tenant and each API. */
function createQuotas(emit: Emit, vault: ReturnType<typeof createStorage>['vault']) {
  const file = createQuotaFile(path.join(app.getPath('userData'), 'quota.json'))
  const quotas = new Map<string, Quota>()
  const tell = paced(systemTimer)
  return {
    of: (api: IncidentApi): Quota => {
      const profile = vault.profile()
      const key = `${profile?.tenantId}/${profile?.clientId}/${api.kind}`
      const known = quotas.get(key)
      if (known) return known
      const quota: Quota = createQuota({
        limits: api.quota,
        clock: systemClock,
        made: file.read(key),
        onChange: (made) => {
          file.write(key, made)
          tell(() => emit('quota', quota.state()))
        },
      })
      quotas.set(key, quota)
      return quota
    },
  }
}

function createService(emit: Emit, { vault, file }: ReturnType<typeof createStorage>, window: BrowserWindow) {
  const clock = systemClock
  const send = createSend(createExchange((url, init) => net.fetch(url, init)), clock)
  const signIn = createSignIn({ cloud, send, clock, loadMsal: () => import('@azure/msal-node') })
  const tokens = createTokens({ vault, signIn, cloud, clock })
  const quotas = createQuotas(emit, vault)
  const fetchPage = createPageFetcher({ send, tokens, clock, readPage: createPageThread(() => startPageWorker({})), quotaOf: quotas.of })
  const connectionTest = createConnectionTest({ cloud, vault, tokens, send, fetchPage, clock, emit: report => emit('connection', report) })
  const api = () => cloud.apis[vault.profile()?.api ?? 'defender-xdr']
  const collections = createCollections({
    api,
    fetchPage,
    clock,
    emit: pacedProgress((progress) => {
      emit('collection', progress)
      autoRefresh.follow(progress)
      resumption.watch(progress)
    }, systemTimer),
    onUnexpected: reportUnexpected,
  })
  const autoRefresh = createAutoRefresh({ collections, file: file.autoRefresh, timer: systemTimer, notify: createNotifier(window, emit) })
  const resumption = createResumption({
    isOnline: () => net.isOnline(),
    timer: systemTimer,
    start: (each) => { if (vault.profile()) collections.start(each, { how: 'refresh' }) },
  })
  powerMonitor.on('resume', resumption.woke)
  whenLookedAway(window, collections.look)
  return { tokens, collections, connectionTest, autoRefresh, quota: () => quotas.of(api()) }
}

/** Everything the renderer can ask for, around `window`. */
export function createApp(window: BrowserWindow): Api {
  const emit: Emit = (event, payload) => {
    if (!window.isDestroyed()) window.webContents.send(event, payload)
  }
  const storage = createStorage(emit)
  const { vault, onKeyringNoticeShown } = storage
  const whileOpen = createClosingGuard(window)
  return createApi({
    cloud,
    vault,
    ...createService(emit, storage, window),
    askWhereToSave: createSaveDialog(window),
    writeFile: (file, chunks) => whileOpen(() => writeFileAtomically(file, chunks)),
    openLink: url => openLink(url, linkHosts(cloud)),
    copyText: text => clipboard.writeText(text),
    about: () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      chromium: process.versions.chrome ?? '',
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
    }),
    onKeyringNoticeShown,
    emitSettings: settings => emit('settings', settings),
    now: Date.now,
  })
}
