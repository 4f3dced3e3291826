/** @file Kills the app during saves: the settings file has the old or the new content. */
import type { RunningApp } from '../harness/app'
import type { KillSetting } from '../harness/kill'
import { readFileSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { launchApp } from '../harness/app'
import { accepted, goTo, refresh, saveButton, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect } from '../harness/fixtures'
import { createCounter, killDuring, killMoments } from '../harness/kill'
import { settingsFile } from '../harness/settings-file'

/** Saves the credentials and kills the app `rounds` times. Returns how often the kill left a draft. */
export async function killSaves({ userData, display, cloud, env }: Omit<KillSetting, 'folder'>, rounds: number): Promise<number> {
  const start = () => launchApp({ userData, display, switches: cloud.switches, env })
  const file = settingsFile(userData)
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

  const { counts, add } = createCounter()
  for (const when of killMoments(duration, rounds)) {
    const app = await start()
    await goTo(app.page, 'Settings')
    await expect(app.page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue(cloud.entra.app.tenantId)
    const before = readFileSync(file, 'utf8')
    began = Date.now()
    await killDuring({ app, folder: userData, draft, act: () => press(app), when })
    const after = readFileSync(file, 'utf8')
    const { profiles: [profile] } = JSON.parse(after) as { profiles: [{ savedAt: string, tenantId: string, sealed: { ciphertext: string } }] }
    expect(profile.tenantId).toBe(cloud.entra.app.tenantId)
    expect(profile.sealed.ciphertext).toMatch(/^[\w+/]+=*$/)
    if (after !== before) expect(Date.parse(profile.savedAt)).toBeGreaterThanOrEqual(began - 1000)
    const half = readdirSync(userData).some(name => draft.test(name))
    add(after !== before ? 'after' : half ? 'during' : 'before')
    // A later save removes leftover drafts. The test removes them now, because each round must count only its own.
    for (const name of readdirSync(userData).filter(name => draft.test(name))) rmSync(path.join(userData, name))
  }
  console.log('kills while saving', JSON.stringify(counts))
  const last = await start()
  await refresh(last.page)
  await expectComplete(last.page)
  await last.close()
  return counts.during
}
