/** @file Creates the parts of the app for its window: adapters, then core, then the methods that the page can call. */
import type { BrowserWindow } from 'electron'
import type { About } from '../shared/contract/app'
import type { Settings } from '../shared/contract/model'
import type { MethodDeps, ServedMethods } from './core/methods/methods'
import type { RecentFilesFile } from './core/opening/session/recent-files'
import type { Quotas } from './core/network/quota/quotas'
import type { ProfilesAndTemporary } from './core/profiles/temporary-profile'
import type { FilesToOpen } from './adapters/desktop/files-to-open'
import type { Emit, RunningSession, SharedParts } from './create-profile-session'
import { randomUUID } from 'node:crypto'
import { access } from 'node:fs/promises'
import process from 'node:process'
import { app, clipboard, powerMonitor } from 'electron'
import { visibleText } from '../shared/values/hidden-characters'
import { systemClock, systemTimer } from './adapters/desktop/clock'
import { openLink, showInFolder } from './adapters/desktop/open-link'
import { createCertificateDialog, createPublicPartDialog } from './adapters/dialogs/certificate-dialogs'
import { createConfirm } from './adapters/dialogs/confirm'
import { createCredentialQuestions } from './adapters/dialogs/credential-questions'
import { createOpenDialog } from './adapters/dialogs/open-dialog'
import { createProfileFileDialogs } from './adapters/dialogs/profile-file-dialogs'
import { createSaveDialog, createVerifyDialog } from './adapters/dialogs/save-dialog'
import { createCaseThread } from './adapters/threads/case-thread'
import { createCertificateThread } from './adapters/threads/certificate-thread'
import { createExportThread } from './adapters/threads/export-thread'
import { createListThread } from './adapters/threads/list-thread'
import { createOpeningThread } from './adapters/threads/opening-thread'
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
import { createOpening } from './core/methods/file-methods'
import { createOpenFile } from './core/opening/open-file'
import { createRecentFiles } from './core/opening/session/recent-files'
import { createProfilesAndTemporary } from './core/profiles/temporary-profile'
import { createFileSession } from './create-file-session'
import { createKeyring } from './create-keyring'
import { createNetwork } from './create-network'
import { createProfileSession } from './create-profile-session'
import { createSampleSession } from './create-sample-session'
import { createStorage } from './create-storage'
import startExportWorker from './export-worker?nodeWorker'
import startOpeningWorker from './opening-worker?nodeWorker'
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
      askWhichFile: createOpenDialog(window),
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
function titleOf({ source, profileId, profiles }: Settings): string {
  const shown = profiles.find(({ id }) => id === profileId)
  return source === 'live' || !shown ? 'XDR Desk' : `${visibleText(shown.name)} – XDR Desk`
}

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

/** Creates what opens files. */
function createFiles(
  shared: SharedParts, profiles: ProfilesAndTemporary<RunningSession>, recentFiles: RecentFilesFile, emitSettings: (settings: Settings) => void,
) {
  const recent = createRecentFiles(recentFiles, exists)
  const openFile = createOpenFile(createOpeningThread(options => startOpeningWorker(options)))
  return {
    recent,
    opening: createOpening({ profiles, createFileSession: (...file) => createFileSession(shared, openFile, ...file), recent, emitSettings }),
  }
}

const exists = (file: string): Promise<boolean> => access(file).then(() => true, () => false)

function about(): About {
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    chromium: process.versions.chrome ?? '',
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
  }
}

/** What the methods use of the desktop. */
const desktop = {
  openLink,
  showInFolder,
  // Electron 33 returns nothing; Electron 44 and later return a promise.
  copyText: async (text: string) => clipboard.writeText(text),
  about,
  appVersion: app.getVersion(),
  timer: systemTimer,
  now: Date.now,
}

export function createApp(window: BrowserWindow, filesToOpen: FilesToOpen): ServedMethods {
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
    newId: randomUUID,
    now: Date.now,
  })

  const emitSettings = createEmitSettings(window, emit, profiles)
  const files = createFiles(shared, profiles, storage.recentFiles, emitSettings)
  filesToOpen.follow(files.opening.open)

  emitQuota(emit, quotas, profiles)
  followSleep(() => profiles.current().woke())

  return createMethods({
    profiles,
    interruptions,
    ...dialogs.methods,
    writeFile: storage.writeFile,
    writeSet: storage.writeSet,
    encode: withJson(threads.encode),
    ...desktop,
    openInThread: threads.openCase,
    emitExportProgress: progress => emit('exportProgress', progress),
    deleteStateCopies: storage.deleteStateCopies,
    findTenant: where => lookUpTenant(where, { cloud: cloudOf(where), send: network.send, clock: systemClock }, new AbortController().signal),
    confirmKeyringNotice: keyring.confirmNotice,
    answerProxy: network.answerProxy,
    emitSettings,
    createSampleSession: (...sample) => createSampleSession(shared, () => startSampleWorker({}), ...sample),
    ...files,
    copyViews: (from, to) => copyViews(storage.preferences, from, to),
  })
}
