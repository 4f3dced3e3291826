/** @file Killed at any moment of a save, a collection or an export: the app starts again, and files are the old or the new, never half. */
import type { Page } from '@playwright/test'
import type { RunningApp } from '../harness/app'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs'
import path from 'node:path'
import { launchApp } from '../harness/app'
import { accepted, exportButton, exportStatus, goTo, refresh, refreshButton, saveButton, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { until } from '../harness/system/process'
import { chooseSavePath } from '../harness/system/save-dialog'

const rounds = 50
const collectingRounds = 20

interface Attack {
  readonly app: RunningApp
  readonly folder: string
  /** The name of the temporary file that the work writes first. */
  readonly draft: RegExp
  readonly act: () => Promise<unknown>
  /** Kill after so many ms, or as soon as the temporary file appears. */
  readonly when: number | 'draft'
}

/** Starts the work, kills the app, and waits until the process is gone. */
async function strike({ app, folder, draft, act, when }: Attack): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    const watcher = when === 'draft'
      ? watch(folder, (_event, name) => { if (name && draft.test(name)) process.kill(app.electron.process().pid ?? 0, 'SIGKILL') })
      : null
    app.electron.process().once('exit', () => { watcher?.close(); resolve() })
  })
  const acted = act().catch(() => undefined)
  const timer = when === 'draft' ? undefined : setTimeout(() => app.electron.process().kill('SIGKILL'), when)
  await gone
  clearTimeout(timer)
  await acted
  await app.kill()
}

/** Half of the strikes at the draft's appearance, half spread evenly over the time the work takes and a little more. */
const moments = (durationMs: number) => Array.from({ length: rounds }, (_, round) =>
  round % 2 === 0 ? 'draft' as const : Math.round(durationMs * 1.2 * round / rounds))

function counter() {
  const counts = { before: 0, during: 0, after: 0 }
  return { counts, add: (moment: keyof typeof counts) => { counts[moment]++ } }
}

test(`${rounds} kills while saving`, async ({ cloud, display, keyring, userData }) => {
  test.setTimeout(240_000)
  const { env } = await keyring()
  const start = () => launchApp({ userData, display: display.name, switches: cloud.switches, env })
  const file = path.join(userData, 'settings.json')
  const draft = /^settings\.json\.tmp-/
  const press = async ({ page }: RunningApp) => {
    await page.getByLabel('Client secret').fill(cloud.entra.app.clientSecret)
    await saveButton(page).click()
  }
  const first = await start()
  await signIn(first.page, cloud)
  let began = Date.now()
  await press(first)
  await expect(accepted(first.page)).toBeVisible()
  const duration = Date.now() - began
  await first.close()

  const { counts, add } = counter()
  for (const when of moments(duration)) {
    const app = await start()
    await goTo(app.page, 'Settings')
    await expect(app.page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue(cloud.entra.app.tenantId)
    const before = readFileSync(file, 'utf8')
    began = Date.now()
    await strike({ app, folder: userData, draft, act: () => press(app), when })
    const after = readFileSync(file, 'utf8')
    const { profiles: [profile] } = JSON.parse(after) as { profiles: [{ savedAt: string, tenantId: string, sealed: { ciphertext: string } }] }
    expect(profile.tenantId).toBe(cloud.entra.app.tenantId)
    expect(profile.sealed.ciphertext).toMatch(/^[\w+/]+=*$/)
    if (after !== before) expect(Date.parse(profile.savedAt)).toBeGreaterThanOrEqual(began - 1000)
    const half = readdirSync(userData).some(name => draft.test(name))
    add(after !== before ? 'after' : half ? 'during' : 'before')
    // A later save removes what is left; here, so that the next round counts its own.
    for (const name of readdirSync(userData).filter(name => draft.test(name))) rmSync(path.join(userData, name))
  }
  console.log('kills while saving', JSON.stringify(counts))
  expect(counts.during).toBeGreaterThanOrEqual(10)
  const last = await start()
  await refresh(last.page)
  await expectComplete(last.page)
  await last.close()
})

test.describe(() => {
  test.use({ tenant: { incidents: 1500, seed: 8, incidentBytes: 12_000 } })

  test(`${collectingRounds} kills while collecting`, async ({ cloud, display, keyring, userData }) => {
    test.setTimeout(240_000)
    const { env } = await keyring()
    const start = () => {
      rmSync(path.join(userData, 'quota.json'), { force: true })
      return launchApp({ userData, display: display.name, switches: cloud.switches, env })
    }
    const file = path.join(userData, 'interrupted.json')
    const again = (page: Page) => page.getByText('XDR Desk was closed during the last collection')
    const left = (page: Page) => page.getByRole('heading', { name: 'The last collection was interrupted' })
    const ready = (page: Page) => page.getByRole('heading', { name: 'Ready to collect' })
    const first = await start()
    await signIn(first.page, cloud)
    const began = Date.now()
    await refresh(first.page)
    const duration = Date.now() - began
    await first.close()

    const counts = { interrupted: 0, ended: 0, started: 0, left: 0 }
    for (let round = 0; round < collectingRounds; round++) {
      const interrupted = existsSync(file)
      const app = await start()
      if (interrupted) await expect(again(app.page).or(left(app.page))).toBeVisible()
      else await expect(ready(app.page)).toBeVisible()
      const byItself = await again(app.page).isVisible()
      if (interrupted) counts[byItself ? 'started' : 'left']++
      const act = () => byItself ? Promise.resolve() : refreshButton(app.page).click()
      await strike({ app, folder: userData, draft: /^never$/, act, when: Math.round(duration * 1.2 * round / collectingRounds) })
      counts[existsSync(file) ? 'interrupted' : 'ended']++
      if (existsSync(file)) expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ window: { kind: 'last', hours: 48 } })
    }
    console.log('kills while collecting', JSON.stringify(counts))
    expect(counts.interrupted).toBeGreaterThanOrEqual(5)
    expect(counts.started).toBeGreaterThanOrEqual(3)
    // Refresh can be pressed once nothing runs by itself any more.
    const last = await start()
    await refresh(last.page)
    await expectComplete(last.page, { incidents: 1_500 })
    await last.close()
  })

  test(`${rounds} kills while exporting`, async ({ cloud, display, folder, keyring, userData }) => {
    test.setTimeout(300_000)
    const { env } = await keyring()
    const start = () => {
      // Between two starts of fifty lies more than the hour that the budget of calls is counted for.
      rmSync(path.join(userData, 'quota.json'), { force: true })
      return launchApp({ userData, display: display.name, switches: cloud.switches, env })
    }
    const target = path.join(folder, 'exports')
    mkdirSync(target)
    const file = path.join(target, 'incidents.json')
    const draft = /^\.xdr-desk-/
    const hash = (text: Buffer) => createHash('sha256').update(text).digest('hex')
    const newHash = hash(Buffer.from(`[${cloud.tenant.incidents.map(each => each.bytes.toString('latin1')).join(',\n')}]\n`, 'latin1'))
    const first = await start()
    await signIn(first.page, cloud)
    await refresh(first.page)
    await chooseSavePath(first.electron, file)
    const began = Date.now()
    await exportButton(first.page).click()
    await until('the export', () => existsSync(file), 20_000)
    const duration = Date.now() - began
    await first.close()

    const { counts, add } = counter()
    for (const when of moments(duration)) {
      const app = await start()
      await refreshButton(app.page).click()
      await expect(exportButton(app.page)).toBeEnabled({ timeout: 20_000 })
      await chooseSavePath(app.electron, file)
      writeFileSync(file, 'old')
      await strike({ app, folder: target, draft, act: () => exportButton(app.page).click(), when })
      const found = readFileSync(file)
      const old = found.toString('latin1', 0, 10) === 'old'
      if (!old) expect(hash(found)).toBe(newHash)
      const half = readdirSync(target).some(name => draft.test(name))
      add(!old ? 'after' : half ? 'during' : 'before')
    }
    console.log('kills while exporting', JSON.stringify(counts))
    expect(counts.during).toBeGreaterThanOrEqual(10)
    // The next export removes every orphan.
    const last = await start()
    await refreshButton(last.page).click()
    await expect(exportButton(last.page)).toBeEnabled({ timeout: 20_000 })
    await chooseSavePath(last.electron, file)
    await exportButton(last.page).click()
    await expect(exportStatus(last.page)).toBeVisible()
    expect(readdirSync(target)).toEqual(['incidents.json'])
    await last.close()
  })
})
