/** @file If the app is killed at any moment of a collection, it starts and collects again. */
import type { Page } from '@playwright/test'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { launchApp } from '../harness/app'
import { refresh, refreshButton, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { killDuring } from '../harness/kill'

const rounds = 12

test.use({ tenant: { incidents: 1500, seed: 8, incidentBytes: 12_000 } })

test(`restarts and collects completely after each of ${rounds} kills during a collection`, async ({ cloud, display, keyring, userData }) => {
  test.setTimeout(240_000)
  const { env } = await keyring()
  const start = () => {
    rmSync(path.join(userData, 'quota.json'), { force: true })
    return launchApp({ userData, display: display.name, switches: cloud.switches, env })
  }
  const file = path.join(userData, 'interrupted.json')
  const again = (page: Page) => page.getByText('XDR Desk was closed during the last refresh')
  const left = (page: Page) => page.getByRole('heading', { name: 'The last refresh was interrupted' })
  const ready = (page: Page) => page.getByRole('heading', { name: 'Nothing loaded yet' })
  const first = await start()
  await signIn(first.page, cloud)
  const began = Date.now()
  await refresh(first.page)
  const duration = Date.now() - began
  await first.close()

  const counts = { interrupted: 0, ended: 0, started: 0, left: 0 }
  for (let round = 0; round < rounds; round++) {
    const interrupted = existsSync(file)
    const app = await start()
    if (interrupted) await expect(again(app.page).or(left(app.page))).toBeVisible()
    else await expect(ready(app.page)).toBeVisible()
    const byItself = await again(app.page).isVisible()
    if (interrupted) counts[byItself ? 'started' : 'left']++
    const act = () => byItself ? Promise.resolve() : refreshButton(app.page).click()
    await killDuring({ app, folder: userData, draft: /^never$/, act, when: Math.round(duration * 1.2 * round / rounds) })
    counts[existsSync(file) ? 'interrupted' : 'ended']++
    if (existsSync(file)) expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ window: { kind: 'last', hours: 48 } })
  }
  console.log('kills while collecting', JSON.stringify(counts))
  expect(counts.interrupted).toBeGreaterThanOrEqual(3)
  expect(counts.started).toBeGreaterThanOrEqual(2)
  // Refresh is enabled once no automatic run is active.
  const last = await start()
  await refresh(last.page)
  await expectComplete(last.page, { incidents: 1_500 })
  await last.close()
})
