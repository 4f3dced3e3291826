/** @file A large file: rows at once, progress, and memory that does not grow with the size of its incidents. */
import { closeSync, openSync, readFileSync, readdirSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '../harness/fixtures'
import { fileIsRead, source } from '../harness/files/opening'
import { chooseFiles } from '../harness/system/open-dialog'
import { collection, grid } from '../harness/user'

const incidents = 16_700
const text = 'An alert of a large incident. '.repeat(400)

/** Writes about 200 MB of incidents of 12 kB. */
function writeLarge(file: string): void {
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

test('200 MB show their first rows at once and are read within 30 s, in less memory than the file has', async ({ folder, userData, launch }) => {
  test.setTimeout(120_000)
  const file = path.join(folder, 'large.json')
  writeLarge(file)
  expect(statSync(file).size).toBeGreaterThan(195_000_000)
  const { page, electron } = await launch()
  const before = memoryOf(userData)
  await chooseFiles(electron, file)
  const started = Date.now()
  await page.keyboard.press('Control+o')
  await expect(grid(page).getByRole('row').nth(1)).toBeVisible()
  const first = Date.now() - started
  await fileIsRead(page, file, 30_000)
  const whole = Date.now() - started
  await expect(collection(page)).toContainText(`${incidents.toLocaleString('en-US')} incidents`)
  const used = memoryOf(userData) - before
  console.log(`200 MB: first rows after ${first} ms, read after ${whole} ms, ${Math.round(used)} MB more than the empty app (${Math.round(before)} MB)`)
  expect(before).toBeGreaterThan(0)
  expect(whole).toBeLessThan(30_000)
  expect(used).toBeLessThan(200)
  await grid(page).getByRole('row').nth(1).click()
  await expect(page.getByRole('region', { name: /^Incident \d/ })).toContainText('Phish')
  await expect(source(page)).toContainText('File: large.json')
})
