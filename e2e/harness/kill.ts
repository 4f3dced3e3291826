/** @file Kills the app at chosen moments of its work, as a crash or a power failure does. */
import type { Cloud } from '../cloud/start-cloud'
import type { RunningApp } from './app'
import { watch } from 'node:fs'

/** Where the app starts again and again. */
export interface KillSetting {
  readonly userData: string
  /** A private folder. */
  readonly folder: string
  readonly display: string
  readonly cloud: Cloud
  readonly env: Readonly<Record<string, string>>
}

interface Attack {
  readonly app: RunningApp
  readonly folder: string
  /** The name of the draft that the work writes first. */
  readonly draft: RegExp
  readonly act: () => Promise<unknown>
  /** Kills the app after so many ms, or as soon as the draft appears. */
  readonly when: number | 'draft'
}

/** Starts the work, kills the app and waits until its process has exited. */
export async function killDuring({ app, folder, draft, act, when }: Attack): Promise<void> {
  const exited = new Promise<void>((resolve) => {
    const watcher = when === 'draft'
      ? watch(folder, (_event, name) => { if (name && draft.test(name)) process.kill(app.electron.process().pid ?? 0, 'SIGKILL') })
      : null
    app.electron.process().once('exit', () => { watcher?.close(); resolve() })
  })
  const acted = act().catch(() => undefined)
  const timer = when === 'draft' ? undefined : setTimeout(() => app.electron.process().kill('SIGKILL'), when)
  await exited
  clearTimeout(timer)
  await acted
  await app.kill()
}

/** Returns when to kill: half at the appearance of the draft, half spread evenly over 120 % of the work's duration. */
export function killMoments(durationMs: number, rounds: number): readonly (number | 'draft')[] {
  return Array.from({ length: rounds }, (_, round) => round % 2 === 0 ? 'draft' as const : Math.round(durationMs * 1.2 * round / rounds))
}

/** Counts whether a kill came before, during or after the file was replaced. */
export function createCounter() {
  const counts = { before: 0, during: 0, after: 0 }
  return { counts, add: (moment: keyof typeof counts) => { counts[moment]++ } }
}
