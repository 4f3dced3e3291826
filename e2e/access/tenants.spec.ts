/** @file Several tenants: the app never shows, sends or exports one tenant's data under another tenant. */
import type { Cloud } from '../cloud/start-cloud'
import type { RunningApp } from '../harness/app'
import path from 'node:path'
import { from } from '../cloud/faults'
import { collection, exportIncidents, exportStatus, goTo, grid, newProfile, profilePicker, refresh, reloadButton, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { chooseSavePath } from '../harness/system/save-dialog'
import { addGovernment, expectSeparate, oneCloud, titleAmongSeveral, twoClouds, watchRows } from '../harness/tenants'
import { expectWholeExport } from '../harness/expected-export'

test.use({ tenant: { incidents: 250, awkward: false } })

/** Holds the list's responses, starting with the nth, until the returned function is called. */
function holdFrom(cloud: Cloud, nth: number): () => void {
  let release = () => undefined as void
  const held = new Promise<void>((resolve) => { release = resolve })
  cloud.fault('api', from(nth, { kind: 'hold', until: held }))
  return release
}

/** Exports the list and expects the file to contain the whole tenant, byte for byte. */
async function expectExport({ page, electron }: RunningApp, folder: string, tenant: Cloud): Promise<void> {
  const file = path.join(folder, `${tenant.entra.app.tenantId}.json`)
  await chooseSavePath(electron, file)
  await exportIncidents(page)
  await expect(exportStatus(page)).toContainText('Exported')
  expectWholeExport(file, tenant)
}

twoClouds('keeps two tenants in two clouds separate while the user switches, exports and reloads', async ({ cloud, government, switches, folder, launch }) => {
  const app = await launch({ switches })
  const { page } = app
  await signIn(page, cloud)
  await refresh(page)
  await addGovernment(page, government)
  await expect(profilePicker(page).locator('option')).toHaveText([titleAmongSeveral(cloud), titleAmongSeveral(government)])
  await goTo(page, 'Incidents')
  await expect(grid(page)).toHaveCount(0)
  await refresh(page)
  await expectComplete(page, { incidents: 130 })
  await page.getByRole('row').nth(1).click()
  await expect(page.getByRole('link', { name: 'Open in Defender' })).toHaveAttribute('href', 'https://security.microsoft.us/')

  const seen = await watchRows(page, [titleAmongSeveral(cloud), titleAmongSeveral(government)])
  for (const tenant of [cloud, government, cloud, government, cloud]) {
    await profilePicker(page).selectOption({ label: titleAmongSeveral(tenant) })
    await expect(collection(page)).toHaveText(tenant === cloud ? /^250\sincidents/ : /^130\sincidents/)
    await expect(page.getByRole('region', { name: /^Incident \d/ })).toHaveCount(0)
    await expectExport(app, folder, tenant)
  }

  // Switch profiles during a run, before a response arrives.
  const release = holdFrom(cloud, 2)
  await reloadButton(page).click()
  await expect.poll(() => cloud.listRequests().length).toBeGreaterThan(4)
  await profilePicker(page).selectOption({ label: titleAmongSeveral(government) })
  await expect(collection(page)).toHaveText(/^130\sincidents/)
  release()
  await refresh(page)
  await expectComplete(page, { incidents: 130 })
  expect(await seen()).toEqual([])

  expectSeparate(cloud, government)
})

oneCloud('keeps two tenants in one cloud separate too', async ({ cloud, neighbor, folder, launch }) => {
  const app = await launch()
  const { page } = app
  await signIn(page, cloud)
  await refresh(page)
  await page.getByRole('row').nth(1).click()
  await goTo(page, 'Settings')
  await newProfile(page)
  await signIn(page, neighbor)
  await goTo(page, 'Incidents')
  await expect(grid(page)).toHaveCount(0)
  await refresh(page)
  await expectComplete(page, { incidents: 130 })

  const seen = await watchRows(page, [titleAmongSeveral(cloud), titleAmongSeveral(neighbor)])
  for (const tenant of [cloud, neighbor, cloud]) {
    await profilePicker(page).selectOption({ label: titleAmongSeveral(tenant) })
    await refresh(page)
    await expectComplete(page, { incidents: tenant === cloud ? 250 : 130 })
    await expect(page.getByRole('status', { name: 'Changes' })).toContainText('Nothing changed')
    await expectExport(app, folder, tenant)
  }

  const release = holdFrom(cloud, 2)
  await reloadButton(page).click()
  await expect.poll(() => cloud.listRequests().length).toBeGreaterThan(6)
  await profilePicker(page).selectOption({ label: titleAmongSeveral(neighbor) })
  await expect(collection(page)).toHaveText(/^130\sincidents/)
  release()
  // The export takes long enough for the held response to arrive.
  await expectExport(app, folder, neighbor)
  await page.getByRole('row').nth(1).click()
  await expect(page.getByRole('region', { name: /^Incident \d/ })).toBeVisible()
  await refresh(page)
  await expectComplete(page, { incidents: 130 })
  expect(await seen()).toEqual([])
  expectSeparate(cloud, neighbor)
})

oneCloud('drops all data of the first tenant if a profile changes its tenant during a collection', async ({ cloud, neighbor, folder, launch }) => {
  const app = await launch()
  const { page } = app
  await signIn(page, cloud)
  await refresh(page)
  const release = holdFrom(cloud, 2)
  await reloadButton(page).click()
  await expect.poll(() => cloud.listRequests().length).toBeGreaterThan(4)
  await signIn(page, neighbor)
  release()
  await goTo(page, 'Incidents')
  await expect(grid(page)).toHaveCount(0)
  await refresh(page)
  await expectComplete(page, { incidents: 130 })
  await expectExport(app, folder, neighbor)
  expectSeparate(cloud, neighbor)
})
