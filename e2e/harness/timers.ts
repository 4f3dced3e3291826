/** @file Controls main's timers, so that no test waits for minutes. */
import type { ElectronApplication } from '@playwright/test'
import { retryPausesMs } from '../../src/main/core/network/retry'

export interface HeldTimers {
  /** Fires the held timers. Resolves with their number. */
  readonly fire: () => Promise<number>
}

/** Holds main's timers of exactly `ms` from now on; they fire only when the test calls `fire`. */
export async function holdTimers(electron: ElectronApplication, ms: number): Promise<HeldTimers> {
  const held = await electron.evaluateHandle((_electron, length) => {
    const { setTimeout: wait, clearTimeout: stop } = globalThis
    const due = new Map<unknown, () => void>()
    Object.assign(globalThis, {
      setTimeout: (act: () => void, after: number) => {
        const timer = wait(after === length ? () => undefined : act, after)
        if (after === length) due.set(timer, act)
        return timer
      },
      clearTimeout: (timer: NodeJS.Timeout) => { due.delete(timer); stop(timer) },
    })
    return {
      fire: () => {
        const acts = [...due.values()]
        due.clear()
        for (const act of acts) act()
        return acts.length
      },
    }
  }, ms)
  return { fire: () => held.evaluate(({ fire }) => fire()) }
}

/** Skips main's pauses between the attempts of a request from now on. retries.spec.ts tests the pauses themselves. */
export async function skipRetryPauses(electron: ElectronApplication): Promise<void> {
  await electron.evaluate((_electron, pauses) => {
    const { setTimeout: wait } = globalThis
    Object.assign(globalThis, { setTimeout: (act: () => void, after: number) => wait(act, pauses.includes(after) ? 0 : after) })
  }, [...retryPausesMs] as readonly number[])
}
