/** @file Which collection is under way, kept on disk for the start after a quit, a crash or a kill. */
import type { InterruptionFile } from '../../core/methods/restart-recovery'
import { readFileSync } from 'node:fs'
import { app } from 'electron'
import * as v from 'valibot'
import { profileId, timeWindow } from '../../core/methods/inputs'
import { removeFile, replaceFile } from './replace-file'

const fileSchema = v.object({
  profileId,
  window: timeWindow,
  // Kept of the app's own runs only: what a person's run finds is on the screen.
  startedBy: v.optional(v.picklist(['person', 'app']), 'person'),
  knownUntil: v.optional(v.nullable(v.pipe(v.string(), v.isoTimestamp())), null),
  tries: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

/** Does `act`; a file that cannot be changed is no reason to keep a collection from running. */
function ifPossible(act: () => void): void {
  try {
    act()
  } catch {
    // The next start knows nothing of the collection then, or starts one over that was whole.
  }
}

export function createInterruptionFile(file: string): InterruptionFile {
  /** What ends from now on is ended by the quit. */
  let quitting = false
  app.on('will-quit', () => { quitting = true })

  return {
    read: () => {
      try {
        return v.parse(fileSchema, JSON.parse(readFileSync(file, 'utf8')))
      } catch {
        return null
      }
    },
    write: ({ startedBy, knownUntil, ...run }) => ifPossible(() => {
      replaceFile(file, JSON.stringify({ ...run, ...(startedBy === 'app' && { startedBy, knownUntil }) }))
    }),
    remove: () => {
      if (!quitting) ifPossible(() => removeFile(file))
    },
  }
}
