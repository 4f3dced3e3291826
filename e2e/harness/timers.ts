/** @file Main's timers in the hands of a test: nobody waits for minutes. */
import type { ElectronApplication } from '@playwright/test'

export interface HeldTimers {
  /** So much time has passed for those that wait. Resolves with how many they were. */
  readonly pass: () => Promise<number>
}

/** From now on main's timers of exactly `ms` end when the test says so. */
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
      pass: () => {
        const acts = [...due.values()]
        due.clear()
        for (const act of acts) act()
        return acts.length
      },
    }
  }, ms)
  return { pass: () => held.evaluate(({ pass }) => pass()) }
}

/** From now on main's timers of exactly these lengths end at once. */
export async function hurryTimers(electron: ElectronApplication, ...ms: readonly number[]): Promise<void> {
  await electron.evaluate((_electron, lengths) => {
    const { setTimeout: wait } = globalThis
    Object.assign(globalThis, { setTimeout: (act: () => void, after: number) => wait(act, lengths.includes(after) ? 0 : after) })
  }, [...ms])
}
