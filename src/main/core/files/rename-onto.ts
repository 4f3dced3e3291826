/**
 * @file Renames a draft onto its file. Windows refuses this while another program, such as a virus scanner, has the file open,
 * usually for a moment only. On other systems the same errors mean that the rename is not allowed.
 */
import { renameSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { errnoOf } from './errno'

const inUse: ReadonlySet<string | undefined> = new Set(['EPERM', 'EBUSY', 'EACCES'])

/** The pauses before the retries, ms: two seconds in total. */
const pauses: readonly number[] = [10, 40, 150, 300, 500, 1000]
/** The pauses of a rename that blocks main, ms: 70 ms in total. */
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

const isRetryable = (error: unknown, platform: string): boolean => platform === 'win32' && inUse.has(errnoOf(error))

/** Renames a file, with retries if it is in use. Throws the system's error. */
export async function renameOnto(from: string, to: string, deps: RenameDeps = { platform: process.platform, rename, wait: setTimeout }): Promise<void> {
  for (const pause of pauses) {
    try {
      return await deps.rename(from, to)
    } catch (error) {
      if (!isRetryable(error, deps.platform)) throw error
      await deps.wait(pause)
    }
  }
  await deps.rename(from, to)
}

/** Blocks this thread. */
const sleep = (ms: number): void => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms) }

/** Renames a file as `renameOnto` does, but synchronously and with shorter pauses, for example when the window closes. */
export function renameOntoSync(from: string, to: string, deps: RenameSyncDeps = { platform: process.platform, rename: renameSync, wait: sleep }): void {
  for (const pause of shortPauses) {
    try {
      return deps.rename(from, to)
    } catch (error) {
      if (!isRetryable(error, deps.platform)) throw error
      deps.wait(pause)
    }
  }
  deps.rename(from, to)
}
