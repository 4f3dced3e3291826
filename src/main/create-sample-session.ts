/** @file Creates the session of the sample data from the same parts as a profile's session. */
import type { Worker } from 'node:worker_threads'
import type { RunningSession, SharedParts } from './create-profile-session'
import { systemClock } from './adapters/desktop/clock'
import { createSampleThread } from './adapters/threads/sample-thread'
import { AppError } from './core/base/errors'
import { createAutoRefreshInMemory, createPreferencesInMemory, noSettingsFile } from './core/sample/in-memory'
import { createSampleSource } from './core/sample/sample-source'
import { createProfileSession } from './create-profile-session'

const refuse = () => Promise.reject(new AppError('no-credentials'))

/** Creates a session that stores nothing and sends nothing. Its tenant ends with it. */
export function createSampleSession(shared: SharedParts, startWorker: () => Worker, isCurrent: () => boolean, id: string): RunningSession {
  const thread = createSampleThread(startWorker)
  const session = createProfileSession({
    ...shared,
    incidents: createSampleSource({ ask: thread.ask, readPage: shared.pageThread.readPage, clock: systemClock }),
    preferencesFiles: createPreferencesInMemory(),
    autoRefreshFile: createAutoRefreshInMemory(),
    isTemporary: true,
    // SECURITY: no method of this session may send a request.
    send: refuse,
  }, noSettingsFile, isCurrent, id)
  return {
    ...session,
    // No credentials can be saved in it, so none are checked.
    tokens: { ...session.tokens, check: refuse },
    leave: () => {
      session.leave()
      session.collections.clear()
      thread.end()
    },
  }
}
