/** @file Time for tests: main's monotonic clock made to run ahead, so that the budget of calls is never spent. */
import type { ElectronApplication } from '@playwright/test'

/**
 * From now on more than a minute passes, as far as main can tell, between any two looks at its monotonic clock. What is timed by
 * it (how long a run took) means nothing then.
 */
export async function spendNothing(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(() => {
    const real = performance.now.bind(performance)
    let ahead = 0
    performance.now = () => real() + (ahead += 61_000)
  })
}

/** Lets so much time pass at once. */
export async function passTime(electron: ElectronApplication, ms: number): Promise<void> {
  await electron.evaluate((_electron, more) => {
    const real = performance.now.bind(performance)
    performance.now = () => real() + more
  }, ms)
}
