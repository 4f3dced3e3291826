/** @file Opens hostile files and large ones in the window, a few in `npm test` and many in `npm run soak`. */
import type { RunningApp } from '../harness/app'
import { closeSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { fileIsRead, openByDialog, source } from '../harness/files/opening'
import { chooseFiles } from '../harness/system/open-dialog'
import { collection, grid, searchBox } from '../harness/user'
import { hostileFiles } from './hostile-files'

const plainFile = '[{"incidentId":1,"incidentName":"Phish 1","alerts":[]},{"incidentId":2,"incidentName":"Phish 2","alerts":[]}]'

/** Measures the longest time (ms) for which main and the page handle no event, until the returned function is called. */
async function watchHangs({ page, electron }: RunningApp) {
  const watch = () => {
    const state = { longest: 0 }
    let last = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      state.longest = Math.max(state.longest, now - last - 20)
      last = now
    }, 20)
    Object.assign(globalThis, { hangs: state, stopWatching: () => clearInterval(timer) })
  }
  const stop = () => {
    const { hangs, stopWatching } = globalThis as unknown as { hangs: { longest: number }, stopWatching: () => void }
    stopWatching()
    return Math.round(hangs.longest)
  }
  await electron.evaluate(watch)
  await page.evaluate(watch)
  return async () => ({ main: await electron.evaluate(stop), page: await page.evaluate(stop) })
}

interface Hostile { readonly folder: string, readonly userData: string, readonly count: number, readonly seed: number }

/**
 * Opens hostile files with hostile names, one after another. The window still works afterward. Returns the longest time (ms) without a handled event, and
 * the growth of the app's memory (MB).
 */
export async function openHostileFiles(app: RunningApp, { folder, userData, count, seed }: Hostile) {
  const { page, electron } = app
  const before = memoryOf(userData)
  const stop = await watchHangs(app)
  for (const [index, { bytes, what }] of hostileFiles(count, seed).entries()) {
    const file = path.join(folder, `${index} ${'..%2f<b>'.slice(0, index % 9)}\u202E.json`)
    writeFileSync(file, bytes)
    await chooseFiles(electron, file)
    await page.keyboard.press('Control+o')
    await expect(source(page), what).toContainText(`File: ${index} `)
    await expect(page.getByRole('progressbar', { name: 'Reading' }), what).toHaveCount(0)
    rmSync(file)
  }
  const hangs = await stop()
  const last = path.join(folder, 'last.json')
  writeFileSync(last, plainFile)
  await openByDialog(app, last)
  await searchBox(page).fill('Phish 2')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '2')
  const grown = Math.round(memoryOf(userData) - before)
  console.log(`${count} hostile files: longest hang of main ${hangs.main} ms, of the page ${hangs.page} ms, ${grown} MB more`)
  return { ...hangs, grown }
}

const text = 'An alert of a large incident. '.repeat(400)

/** Writes incidents of 12 kB each. */
function writeLarge(file: string, incidents: number): void {
  const descriptor = openSync(file, 'w')
  for (let id = 1; id <= incidents; id++) {
    const incident = { incidentId: id, incidentName: `Phish ${id}`, severity: 'High', status: 'Active', lastUpdateTime: '2026-11-24T10:04:00Z', alerts: [{ title: 'A', description: text }] }
    writeSync(descriptor, `${id === 1 ? '[' : ',\n'}${JSON.stringify(incident)}`)
  }
  writeSync(descriptor, ']\n')
  closeSync(descriptor)
}

/** Returns the proportional memory of the app's processes in MB: of those that this user may read. */
function memoryOf(userData: string): number {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name)).reduce((sum, pid) => {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(userData)) return sum
      return sum + Number(/^Pss:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
    } catch {
      return sum
    }
  }, 0)
}

interface Large { readonly folder: string, readonly userData: string, readonly incidents: number, readonly seconds: number, readonly megabytes: number }

/** Opens a file of so many incidents within these seconds and megabytes of memory. Its first rows appear before it is read. */
export async function openLargeFile({ page, electron }: RunningApp, { folder, userData, incidents, seconds, megabytes }: Large): Promise<void> {
  const file = path.join(folder, 'large.json')
  writeLarge(file, incidents)
  const before = memoryOf(userData)
  expect(before).toBeGreaterThan(0)
  await chooseFiles(electron, file)
  const started = Date.now()
  await page.keyboard.press('Control+o')
  await expect(grid(page).getByRole('row').nth(1)).toBeVisible()
  const first = Date.now() - started
  await fileIsRead(page, file, seconds * 1000)
  const whole = Date.now() - started
  await expect(collection(page)).toContainText(`${incidents.toLocaleString('en-US')} incidents`)
  const used = () => Math.round(memoryOf(userData) - before)
  console.log(`${incidents} incidents: first rows after ${first} ms, read after ${whole} ms, ${used()} MB more than the empty app (${Math.round(before)} MB)`)
  // Garbage of the last batches is collected a moment later.
  await expect.poll(used, { timeout: 60_000 }).toBeLessThan(megabytes)
  console.log(`${used()} MB more once garbage was collected`)
  await grid(page).getByRole('row').nth(1).click()
  await expect(page.getByRole('region', { name: /^Incident \d/ })).toContainText('Phish')
}
