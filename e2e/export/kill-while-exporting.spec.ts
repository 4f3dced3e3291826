/** @file If the app is killed at any moment of an export, either the old or the new file exists, never a partial one. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { launchApp } from '../harness/app'
import { exportButton, exportIncidents, exportStatus, refresh, refreshButton, signIn } from '../harness/user'
import { expect, test } from '../harness/fixtures'
import { until } from '../harness/system/process'
import { chooseSavePath } from '../harness/system/save-dialog'
import { createCounter, killDuring, killMoments, killRounds } from '../harness/kill'
import { exportOf } from '../harness/expected-export'

test.use({ tenant: { incidents: 1500, seed: 8, incidentBytes: 12_000 } })

test(`leaves the old or the new file, never a partial one, after each of ${killRounds} kills during an export`, async ({ cloud, display, folder, keyring, userData }) => {
  test.setTimeout(180_000)
  const { env } = await keyring()
  const start = () => {
    // The starts of all rounds together need more calls than the hourly quota allows.
    rmSync(path.join(userData, 'quota.json'), { force: true })
    return launchApp({ userData, display: display.name, switches: cloud.switches, env })
  }
  const target = path.join(folder, 'exports')
  mkdirSync(target)
  const file = path.join(target, 'incidents.json')
  const draft = /^\.xdr-desk-/
  const hash = (text: Buffer) => createHash('sha256').update(text).digest('hex')
  const newHash = hash(Buffer.from(exportOf(cloud.tenant.incidents.map(({ bytes }) => bytes)), 'latin1'))
  const first = await start()
  await signIn(first.page, cloud)
  await refresh(first.page)
  await chooseSavePath(first.electron, file)
  const began = Date.now()
  await exportIncidents(first.page)
  await until('the export', () => existsSync(file), 20_000)
  const duration = Date.now() - began
  await first.close()

  const { counts, add } = createCounter()
  for (const when of killMoments(duration)) {
    const app = await start()
    await refreshButton(app.page).click()
    await expect(exportButton(app.page)).toBeEnabled({ timeout: 20_000 })
    await chooseSavePath(app.electron, file)
    writeFileSync(file, 'old')
    await killDuring({ app, folder: target, draft, act: () => exportIncidents(app.page), when })
    const found = readFileSync(file)
    const old = found.toString('latin1', 0, 10) === 'old'
    if (!old) expect(hash(found)).toBe(newHash)
    const half = readdirSync(target).some(name => draft.test(name))
    add(!old ? 'after' : half ? 'during' : 'before')
  }
  console.log('kills while exporting', JSON.stringify(counts))
  expect(counts.during).toBeGreaterThanOrEqual(4)
  // The next export removes all leftover drafts.
  const last = await start()
  await refreshButton(last.page).click()
  await expect(exportButton(last.page)).toBeEnabled({ timeout: 20_000 })
  await chooseSavePath(last.electron, file)
  await exportIncidents(last.page)
  await expect(exportStatus(last.page)).toBeVisible()
  expect(readdirSync(target)).toEqual(['incidents.json'])
  await last.close()
})
