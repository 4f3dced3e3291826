/** @file Time for tests: main's monotonic clock made to run ahead, so that the budget of calls is never spent; a computer that sleeps. */
import type { ElectronApplication } from '@playwright/test'

/**
 * From now on `ms`, a minute and more, pass between any two readings of main's monotonic clock. Durations that it measures, such as that of
 * a run, mean nothing then; and a list is soon so old that a refresh reads all of it.
 */
export async function spendNothing(electron: ElectronApplication, ms = 61_000): Promise<void> {
  await electron.evaluate((_electron, step) => {
    const real = performance.now.bind(performance)
    let ahead = 0
    performance.now = () => real() + (ahead += step)
  }, ms)
}

/** The computer sleeps for so long, as main can tell: the wall clock goes on, the monotonic one and the timers stand still. */
export async function sleep(electron: ElectronApplication, ms: number): Promise<void> {
  await electron.evaluate(({ powerMonitor }, more) => {
    powerMonitor.emit('suspend')
    const real = Date.now.bind(Date)
    Date.now = () => real() + more
    powerMonitor.emit('resume')
  }, ms)
}

/** Lets so much time pass at once. */
export async function passTime(electron: ElectronApplication, ms: number): Promise<void> {
  await electron.evaluate((_electron, more) => {
    const real = performance.now.bind(performance)
    performance.now = () => real() + more
  }, ms)
}
