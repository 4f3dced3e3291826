/** @file Controls main's timers, so that no test waits for minutes. */
import type { ElectronApplication } from '@playwright/test'

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

/** Fires main's timers of exactly these lengths immediately from now on. */
export async function skipTimers(electron: ElectronApplication, ...ms: readonly number[]): Promise<void> {
  await electron.evaluate((_electron, lengths) => {
    const { setTimeout: wait } = globalThis
    Object.assign(globalThis, { setTimeout: (act: () => void, after: number) => wait(act, lengths.includes(after) ? 0 : after) })
  }, [...ms])
}
