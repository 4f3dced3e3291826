/** @file Puts the app together around its window: adapters, then core. */
import type { BrowserWindow, Session } from 'electron'
import type { About } from '../shared/contract/app'
import type { Methods } from '../shared/contract/ipc'
import type { MethodDeps } from './core/methods/methods'
import type { Confirm } from './adapters/dialogs/confirm'
import type { Profiles } from './core/profiles/profiles'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import process from 'node:process'
import { app, clipboard, powerMonitor, safeStorage } from 'electron'
import { createCertificateDialog, createPublicPartDialog } from './adapters/dialogs/certificate-dialogs'
import { createCertificateInspection } from './adapters/network/certificate-inspection'
import { createCertificateThread } from './adapters/threads/certificate-thread'
import { createCipher } from './adapters/keyring/cipher'
import { createCredentialDialogs } from './adapters/dialogs/credential-dialogs'
import { createClosingGuard } from './adapters/window/closing-guard'
import { systemClock, systemTimer } from './adapters/desktop/clock'
import { readSecretServiceLock } from './adapters/keyring/keyring-lock'
import { onFocusLoss } from './adapters/window/focus-loss'
import { draftOwner } from './adapters/files/draft-owner'
import { createInterruptionFile } from './adapters/files/interruption-file'
import { createPromptNotice } from './adapters/keyring/prompt-notice'
import { openLink } from './adapters/desktop/open-link'
import { createPageThread } from './adapters/threads/page-thread'
import { waitUntilShown } from './adapters/window/wait-until-shown'
import { createProfileDialogs } from './adapters/dialogs/profile-dialogs'
import { createConfirm } from './adapters/dialogs/confirm'
import { createProxyLogin } from './adapters/network/proxy-login'
import { createQuotaFile } from './adapters/files/quota-file'
import type { RedirectWatch } from './adapters/network/redirect-watch'
import { createRedirectWatch } from './adapters/network/redirect-watch'
import { createSaveDialog } from './adapters/dialogs/save-dialog'
import { createSettingsFile } from './adapters/files/settings-file'
import { createMethods } from './core/methods/methods'
import { createCertificates } from './core/credentials/certificates'
import { createExchange } from './core/network/http'
import { createInterruptions } from './core/methods/restart-recovery'
import { createProfiles } from './core/profiles/profiles'
import { withNetworkFacts } from './core/network/network-facts'
import { createProxyQuestions, withProxySignIn } from './core/network/proxy-sign-in'
import { paced } from './core/base/paced'
import { createSend } from './core/network/retry'
import type { FileWriter } from './core/files/write-file'
import { createFileWriter } from './core/files/write-file'
import { rememberWindowState } from './adapters/window/window-state'
import startCertificateWorker from './certificate-worker?nodeWorker'
import startPageWorker from './page-worker?nodeWorker'
import type { Emit, Shared, RunningSession } from './create-profile-session'
import { createQuotas } from './core/network/quota/quotas'
import { createProfileSession } from './create-profile-session'
import { requestSession } from './adapters/network/sessions'

function createStorage(emit: Emit) {
  const notice = createPromptNotice(() => emit('keyring', 'asking'))
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
  return { cipher, file, isKeyringOpen: async () => await readLock() === 'open', confirmKeyringNotice: notice.confirm }
}

function openRequests(redirects: RedirectWatch): Session {
  const requests = requestSession('requests')
  redirects.watch(requests)
  return requests
}

/** The one way out: through the system's proxy, which may ask the person, and with failures that name what stood in the way. */
function createNetwork(window: BrowserWindow, emit: Emit) {
  const redirects = createRedirectWatch()
  let opened: Session | null = null
  // At the first request: it takes time that the page's start needs.
  const requests = () => opened ??= openRequests(redirects)
  const proxy = createProxyQuestions(question => emit('proxySignIn', question))
  const login = createProxyLogin(proxy, requests)
  const exchange = withNetworkFacts(withProxySignIn(createExchange((url, init) => requests().fetch(url, init), systemClock.after), login.signIn), {
    proxyFor: url => requests().resolveProxy(url.href),
    certificatesOf: createCertificateInspection(login),
    redirectOf: redirects.targetOf,
    now: Date.now,
  })
  window.webContents.on('did-finish-load', proxy.again)
  return { exchange, answerProxy: proxy.answer }
}

const createDialogs = (window: BrowserWindow, confirm: Confirm) =>
  ({ askWhereToSave: createSaveDialog(window, confirm), ...createCredentialDialogs(confirm), ...createProfileDialogs(window, confirm) })

/** Holds back the window's closing while it writes. */
function createGuardedWrite(window: BrowserWindow, writer: FileWriter): MethodDeps['writeFile'] {
  const whileOpen = createClosingGuard(window)
  return (file, chunks) => whileOpen(() => writer.write(file, chunks))
}

function about(): About {
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    chromium: process.versions.chrome ?? '',
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
  }
}

/** Reports sleep to the clock first: what `woke` starts measures time by it. */
function followSleep(woke: () => void): void {
  powerMonitor.on('suspend', systemClock.suspended)
  powerMonitor.on('resume', () => {
    systemClock.resumed()
    woke()
  })
}

/** Everything the renderer can ask for, around `window`. */
export function createApp(window: BrowserWindow): Methods {
  const emit: Emit = (event, payload) => {
    if (!window.isDestroyed() && !window.webContents.isCrashed()) window.webContents.send(event, payload)
  }
  const writer = createFileWriter(draftOwner(app.getPath('userData')))
  rememberWindowState(window, writer)
  const storage = createStorage(emit)
  const quotas = createQuotas({ file: createQuotaFile(path.join(app.getPath('userData'), 'quota.json'), writer), clock: systemClock })
  const { exchange, answerProxy } = createNetwork(window, emit)
  const send = createSend(exchange, systemClock)
  const confirm = createConfirm(window)
  const writeFile = createGuardedWrite(window, writer)
  const interruptions = createInterruptions({
    file: createInterruptionFile(path.join(app.getPath('userData'), 'interrupted.json'), writer),
    profiles: () => profiles,
    isKeyringOpen: storage.isKeyringOpen,
    shown: () => waitUntilShown(window),
  })
  const pageThread = createPageThread(() => startPageWorker({}))
  // As the page's other parts: not in the way of the first paint, and there for who refreshes first of all.
  setTimeout(pageThread.prepare, 1000).unref()
  const shared: Shared = {
    emit,
    window,
    cipher: storage.cipher,
    autoRefreshFile: storage.file.autoRefresh,
    quotas,
    interruptions,
    send,
    pageThread,
    onSettings: () => emit('settings', profiles.settings()),
    createCertificates: () => createCertificates({
      ...createCertificateThread(() => startCertificateWorker({}), Date.now),
      askWhichFiles: createCertificateDialog(window),
      savePublicPart: createPublicPartDialog(window, confirm, writeFile),
    }),
  }
  const profiles: Profiles<RunningSession> = createProfiles({
    file: storage.file,
    createProfileSession: (file, isCurrent) => createProfileSession(shared, file, isCurrent),
    newId: randomUUID,
    now: Date.now,
  })
  const tell = paced(systemTimer)
  quotas.onChange(() => tell(() => emit('quota', profiles.current().quota().state())))
  followSleep(() => profiles.current().woke())
  onFocusLoss(window, () => profiles.current().collections.look())
  return createMethods({
    profiles,
    interruptions,
    ...createDialogs(window, confirm),
    writeFile,
    openLink,
    // Electron 33 returns nothing, 44 and later a promise.
    copyText: async text => clipboard.writeText(text),
    about,
    confirmKeyringNotice: storage.confirmKeyringNotice,
    answerProxy,
    emitSettings: settings => emit('settings', settings),
    now: Date.now,
  })
}
