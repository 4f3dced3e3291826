/** @file Creates the parts of the app for its window: adapters, then core, then the methods that the page can call. */
import type { BrowserWindow } from 'electron'
import type { About } from '../shared/contract/app'
import type { Settings } from '../shared/contract/model'
import type { MethodDeps, ServedMethods } from './core/methods/methods'
import type { Quotas } from './core/network/quota/quotas'
import type { ProfilesAndTemporary } from './core/profiles/temporary-profile'
import type { Emit, RunningSession, SharedParts } from './create-profile-session'
import { randomUUID } from 'node:crypto'
import process from 'node:process'
import { app, clipboard, powerMonitor } from 'electron'
import { systemClock, systemTimer } from './adapters/desktop/clock'
import { openLink, showInFolder } from './adapters/desktop/open-link'
import { createCertificateDialog, createPublicPartDialog } from './adapters/dialogs/certificate-dialogs'
import { createConfirm } from './adapters/dialogs/confirm'
import { createCredentialQuestions } from './adapters/dialogs/credential-questions'
import { createProfileFileDialogs } from './adapters/dialogs/profile-file-dialogs'
import { createSaveDialog, createVerifyDialog } from './adapters/dialogs/save-dialog'
import { createCaseThread } from './adapters/threads/case-thread'
import { createCertificateThread } from './adapters/threads/certificate-thread'
import { createExportThread } from './adapters/threads/export-thread'
import { createListThread } from './adapters/threads/list-thread'
import { createPageThread } from './adapters/threads/page-thread'
import { waitUntilShown } from './adapters/window/wait-until-shown'
import startCaseWorker from './case-worker?nodeWorker'
import startCertificateWorker from './certificate-worker?nodeWorker'
import { lookUpTenant } from './core/diagnostics/tenant-lookup'
import { cloudOf } from './core/microsoft/clouds'
import { paced } from './core/base/paced'
import { withJson } from './core/export/encode-json'
import { createMethods } from './core/methods/methods'
import { createInterruptions } from './core/methods/restart-recovery'
import { createQuotas } from './core/network/quota/quotas'
import { copyViews } from './core/preferences/preferences'
import { createProfilesAndTemporary } from './core/profiles/temporary-profile'
import { createKeyring } from './create-keyring'
import { createNetwork } from './create-network'
import { createProfileSession } from './create-profile-session'
import { createSampleSession } from './create-sample-session'
import { createStorage } from './create-storage'
import startExportWorker from './export-worker?nodeWorker'
import startListWorker from './list-worker?nodeWorker'
import { reportUnexpected } from './log'
import startPageWorker from './page-worker?nodeWorker'
import startSampleWorker from './sample-worker?nodeWorker'

/** The delay from the app's creation to the start of the page worker, ms: after the first paint, but before an early refresh needs it. */
const prestartMs = 1000

/** Returns a function that sends events to the page, unless the page is gone. */
const emitTo = (window: BrowserWindow): Emit => (event, payload) => {
  if (!window.isDestroyed() && !window.webContents.isCrashed()) window.webContents.send(event, payload)
}

function createDialogs(window: BrowserWindow, writeFile: MethodDeps['writeFile']) {
  const confirm = createConfirm(window)
  return {
    methods: {
      askWhereToSave: createSaveDialog(window, confirm),
      askWhatToVerify: createVerifyDialog(window),
      ...createCredentialQuestions(confirm),
      ...createProfileFileDialogs(window, confirm),
    },
    certificates: { askWhichFiles: createCertificateDialog(window), savePublicPart: createPublicPartDialog(window, confirm, writeFile) },
  }
}

function createThreads() {
  const page = createPageThread(() => startPageWorker({}))
  setTimeout(page.prepare, prestartMs).unref()
  const list = createListThread(() => startListWorker({}), reportUnexpected)
  const encode = createExportThread(() => startExportWorker({}))
  const openCase = createCaseThread(() => startCaseWorker({}))
  return { page, list, encode, openCase, certificates: createCertificateThread(() => startCertificateWorker({}), Date.now) }
}

/** Sends the state of the current profile's quota after changes of any quota, limited by `paced`. */
function emitQuota(emit: Emit, quotas: Quotas, profiles: ProfilesAndTemporary<RunningSession>): void {
  const pace = paced(systemTimer)
  quotas.onChange(() => pace(() => emit('quota', profiles.current().quota().state())))
}

/** The title names the data if no tenant has it. */
const titleOf = ({ source }: Settings): string => source === 'sample' ? 'Sample data – XDR Desk' : 'XDR Desk'

/** Returns a function that sends the settings, and the current profile's preferences if another profile has become current. */
function createEmitSettings(window: BrowserWindow, emit: Emit, profiles: ProfilesAndTemporary<RunningSession>): (settings: Settings) => void {
  let sent = profiles.currentId()
  return (settings) => {
    emit('settings', settings)
    window.setTitle(titleOf(settings))
    if (settings.profileId === sent) return
    sent = settings.profileId
    emit('preferences', profiles.current().preferences.read())
  }
}

/** Listens for the computer's sleep. The clock is notified first, because the work that `woke` starts uses it. */
function followSleep(woke: () => void): void {
  powerMonitor.on('suspend', systemClock.suspended)
  powerMonitor.on('resume', () => {
    systemClock.resumed()
    woke()
  })
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

export function createApp(window: BrowserWindow): ServedMethods {
  const emit = emitTo(window)

  const storage = createStorage(window)
  const keyring = createKeyring(emit)
  const network = createNetwork(window, emit)
  const threads = createThreads()
  const dialogs = createDialogs(window, storage.writeFile)

  const quotas = createQuotas({ file: storage.quota, clock: systemClock })
  const interruptions = createInterruptions({
    file: storage.interruption,
    profiles: () => profiles,
    isKeyringOpen: keyring.isOpen,
    shown: () => waitUntilShown(window),
  })
  const shared: SharedParts = {
    emit,
    window,
    cipher: keyring.cipher,
    autoRefreshFile: storage.settings.autoRefresh,
    preferencesFiles: storage.preferences,
    quotas,
    interruptions,
    send: network.send,
    pageThread: threads.page,
    listThread: threads.list,
    certificateDeps: { ...threads.certificates, ...dialogs.certificates },
    onSettingsChange: () => emit('settings', profiles.settings()),
  }
  const profiles: ProfilesAndTemporary<RunningSession> = createProfilesAndTemporary({
    file: storage.settings,
    createProfileSession: (...profile) => createProfileSession(shared, ...profile),
    createSampleSession: (...sample) => createSampleSession(shared, () => startSampleWorker({}), ...sample),
    newId: randomUUID,
    now: Date.now,
  })

  emitQuota(emit, quotas, profiles)
  followSleep(() => profiles.current().woke())

  return createMethods({
    profiles,
    interruptions,
    ...dialogs.methods,
    writeFile: storage.writeFile,
    writeSet: storage.writeSet,
    encode: withJson(threads.encode),
    showInFolder,
    openInThread: threads.openCase,
    emitExportProgress: progress => emit('exportProgress', progress),
    timer: systemTimer,
    deleteStateCopies: storage.deleteStateCopies,
    openLink,
    findTenant: where => lookUpTenant(where, { cloud: cloudOf(where), send: network.send, clock: systemClock }, new AbortController().signal),
    // Electron 33 returns nothing; Electron 44 and later return a promise.
    copyText: async text => clipboard.writeText(text),
    about,
    confirmKeyringNotice: keyring.confirmNotice,
    answerProxy: network.answerProxy,
    emitSettings: createEmitSettings(window, emit, profiles),
    copyViews: (from, to) => copyViews(storage.preferences, from, to),
    now: Date.now,
  })
}
