/** @file Creates the session of an opened file from the same parts as a profile's session. */
import type { OpenFile } from './core/opening/opened-file'
import type { ListParts, RunningSession, SharedParts } from './create-profile-session'
import { systemTimer } from './adapters/desktop/clock'
import { AppError } from './core/base/errors'
import { createAutoRefresh } from './core/collection/refresh/auto-refresh'
import { watchIndex } from './core/collection/runs/watched-index'
import { hashOf } from './core/export/verify'
import { realFile } from './core/files/draft-steps'
import { createFileCollections } from './core/opening/session/file-collections'
import { createAutoRefreshInMemory, createPreferencesInMemory, noSettingsFile } from './core/sample/in-memory'
import { createProfileSession } from './create-profile-session'
import { reportUnexpected } from './log'

const refuse = () => Promise.reject(new AppError('no-credentials'))

const nextOpening = ((opening: number) => () => ++opening)(0)

/** Creates the list of a file. */
function createList({ feed, settle, onState, refill, isCurrent }: ListParts, file: string, openFile: OpenFile) {
  const { index, version, lose } = watchIndex(feed, () => collections.shown() !== null)
  const collections: ReturnType<typeof createFileCollections> = createFileCollections({
    file,
    opening: nextOpening(),
    openFile,
    realFile,
    hashFile: (real, bytes, signal) => hashOf(real, bytes, { onBytes: () => undefined, signal }),
    index,
    settle,
    rowsVersion: version,
    refill,
    onState,
    timer: systemTimer,
    onUnexpected: reportUnexpected,
  })
  const source = () => {
    lose()
    return collections.source()
  }
  const never = () => false
  const autoRefresh = createAutoRefresh({
    collections, file: createAutoRefreshInMemory(), timer: systemTimer, now: Date.now, isCurrent, hasCredentials: never, notify: () => undefined,
  })
  return { collections, autoRefresh, source, woke: () => undefined }
}

/** Creates a session that stores nothing and sends nothing. `read` reads the file. */
export function createFileSession(
  shared: SharedParts, openFile: OpenFile, file: string, isCurrent: () => boolean, id: string,
): RunningSession & { readonly read: () => Promise<boolean> } {
  let list: ReturnType<typeof createList> | null = null
  const session = createProfileSession({
    ...shared,
    preferencesFiles: createPreferencesInMemory(),
    isTemporary: true,
    // SECURITY: no method of this session may send a request.
    send: refuse,
    createList: parts => list = createList(parts, file, openFile),
  }, noSettingsFile, isCurrent, id)
  const compare = () => void list?.collections.compare()
  shared.window.on('focus', compare)
  return {
    ...session,
    // No credentials can be saved in it, so none are checked.
    tokens: { ...session.tokens, check: refuse },
    read: async () => list?.collections.read() ?? false,
    leave: () => {
      session.leave()
      session.collections.clear()
      if (!shared.window.isDestroyed()) shared.window.off('focus', compare)
    },
  }
}
