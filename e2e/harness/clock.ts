/** @file Fake time in main: a fast monotonic clock, and a computer that sleeps and wakes. `timers.ts` controls its timers. */
import type { ElectronApplication } from '@playwright/test'

/**
 * Advances main's monotonic clock by `ms` at each reading, so that the call quota never runs out. The durations that main measures become
 * meaningless, and a list is soon old enough for a refresh to read all of it.
 */
export async function neverSpendQuota(electron: ElectronApplication, ms = 61_000): Promise<void> {
  await electron.evaluate((_electron, step) => {
    const real = performance.now.bind(performance)
    let ahead = 0
    performance.now = () => real() + (ahead += step)
  }, ms)
}

/** Simulates that the computer sleeps for `ms`: the wall clock advances; the monotonic clock and the timers do not. */
export async function suspend(electron: ElectronApplication, ms: number): Promise<void> {
  await electron.evaluate(({ powerMonitor }, more) => {
    powerMonitor.emit('suspend')
    const real = Date.now.bind(Date)
    Date.now = () => real() + more
    powerMonitor.emit('resume')
  }, ms)
}

/** Tells main that the computer has woken up. */
export async function wake(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ powerMonitor }) => { powerMonitor.emit('resume') })
}

/** Advances main's monotonic clock once, by `ms`. */
export async function advanceClock(electron: ElectronApplication, ms: number): Promise<void> {
  await electron.evaluate((_electron, more) => {
    const real = performance.now.bind(performance)
    performance.now = () => real() + more
  }, ms)
}
