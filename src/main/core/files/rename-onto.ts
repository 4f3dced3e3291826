/**
 * @file Renames a draft onto its file. Windows refuses that while another program, such as a virus scanner, holds the file open; it
 * usually lets go within a moment. Elsewhere the same errors mean that the rename is not allowed.
 */
import { renameSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { errnoOf } from './errno'

const inUse: ReadonlySet<string | undefined> = new Set(['EPERM', 'EBUSY', 'EACCES'])

/** Pauses before further tries, ms: together two seconds. */
const pauses: readonly number[] = [10, 40, 150, 300, 500, 1000]
/** Of a rename that main waits for: together 70 ms. */
const shortPauses: readonly number[] = [5, 15, 50]

export interface RenameDeps {
  readonly platform: string
  readonly rename: (from: string, to: string) => Promise<void>
  readonly wait: (ms: number) => Promise<unknown>
}

export interface RenameSyncDeps {
  readonly platform: string
  readonly rename: (from: string, to: string) => void
  readonly wait: (ms: number) => void
}

const isWorthAnotherTry = (error: unknown, platform: string): boolean => platform === 'win32' && inUse.has(errnoOf(error))

/** Renames a file, several times if it is in use. Throws the system's error. */
export async function renameOnto(from: string, to: string, deps: RenameDeps = { platform: process.platform, rename, wait: setTimeout }): Promise<void> {
  for (const pause of pauses) {
    try {
      return await deps.rename(from, to)
    } catch (error) {
      if (!isWorthAnotherTry(error, deps.platform)) throw error
      await deps.wait(pause)
    }
  }
  await deps.rename(from, to)
}

/** Stops this thread. */
const sleep = (ms: number): void => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms) }

/** The same for a file that is replaced at once, for example when the window closes; with less patience. */
export function renameOntoSync(from: string, to: string, deps: RenameSyncDeps = { platform: process.platform, rename: renameSync, wait: sleep }): void {
  for (const pause of shortPauses) {
    try {
      return deps.rename(from, to)
    } catch (error) {
      if (!isWorthAnotherTry(error, deps.platform)) throw error
      deps.wait(pause)
    }
  }
  deps.rename(from, to)
}
