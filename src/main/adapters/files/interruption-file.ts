/** @file The collection that is running, stored for the start after a quit, a crash or a kill. */
import type { FileWriter } from '../../core/files/write-file'
import type { Interruption, InterruptionFile } from '../../core/methods/restart-recovery'
import type { StateSchema } from './state-file'
import { app } from 'electron'
import * as v from 'valibot'
import { timeWindow } from '../../core/base/time-window-schema'
import { profileId } from '../../core/methods/inputs'
import { createStateFile } from './state-file'

const interruptionSchema = v.object({
  profileId,
  window: timeWindow,
  // The defaults are for files of version 0.1.0, which wrote these two members only for runs of auto-refresh.
  startedBy: v.optional(v.picklist(['person', 'app']), 'person'),
  knownUntil: v.optional(v.nullable(v.pipe(v.string(), v.isoTimestamp())), null),
  tries: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

const schema: StateSchema<Interruption> = {
  version: 1,
  members: ['profileId', 'window', 'startedBy', 'knownUntil', 'tries'],
  check: (document) => {
    const parsed = v.safeParse(interruptionSchema, document)
    return parsed.success ? parsed.output : null
  },
}

/** Calls `act` and ignores its error: a file that cannot be changed must not stop a collection. */
function ifPossible(act: () => void): void {
  try {
    act()
  } catch {
    // As a result, the next start does not restart the collection, or repeats one that was complete.
  }
}

export function createInterruptionFile(file: string, writer: FileWriter): InterruptionFile {
  const state = createStateFile(file, schema, writer)
  /** Whether the app is quitting: a run that ends now is interrupted, so its file stays. */
  let isQuitting = false
  app.on('will-quit', () => { isQuitting = true })

  return {
    read: state.read,
    write: interruption => ifPossible(() => state.write(interruption)),
    remove: () => {
      if (!isQuitting) ifPossible(state.remove)
    },
  }
}
