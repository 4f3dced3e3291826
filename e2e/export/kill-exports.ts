/** @file Kills the app while it exports JSON over an old file. Either the old or the new file exists then, never a partial one. */
import type { KillSetting } from '../harness/kill'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { launchApp } from '../harness/app'
import { exportButton, exportIncidents, exportStatus, refresh, refreshButton, signIn } from '../harness/user'
import { until } from '../harness/system/process'
import { chooseSavePath } from '../harness/system/save-dialog'
import { createCounter, killDuring, killMoments } from '../harness/kill'
import { exportOf } from '../harness/expected-export'

/** Kills the app during each of `rounds` exports. Returns how often a draft was left. */
export async function killExports({ userData, folder, display, cloud, env }: KillSetting, rounds: number): Promise<number> {
  const start = () => {
    // The starts of all rounds together need more calls than the hourly quota allows.
    rmSync(path.join(userData, 'quota.json'), { force: true })
    return launchApp({ userData, display, switches: cloud.switches, env })
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
  for (const when of killMoments(duration, rounds)) {
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
  // The next export removes all leftover drafts.
  const last = await start()
  await refreshButton(last.page).click()
  await expect(exportButton(last.page)).toBeEnabled({ timeout: 20_000 })
  await chooseSavePath(last.electron, file)
  await exportIncidents(last.page)
  await expect(exportStatus(last.page)).toBeVisible()
  expect(readdirSync(target)).toEqual(['incidents.json'])
  await last.close()
  console.log('kills while exporting', JSON.stringify(counts))
  return counts.during
}
