import path from 'node:path'
import { exportIncidents, exportStatus, goTo, grid, openSection, refresh, refreshButton, secretStorage, sections, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { chooseSavePath } from '../harness/system/save-dialog'
import { expectWholeExport } from '../harness/expected-export'

test.use({ tenant: { incidents: 321, seed: 11 } })

test('a user signs in, restarts, refreshes, opens an incident and exports', async ({ cloud, folder, keyring, launch }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await expect(first.page.getByRole('button', { name: 'Connect a tenant' })).toBeVisible()
  await signIn(first.page, cloud)
  await expect(secretStorage(first.page)).toContainText('gnome_libsecret')
  await expect(first.page.getByLabel('Client secret')).toHaveValue('')
  await first.close()

  const before = cloud.requests.length
  const { page, electron } = await launch({ env })
  await goTo(page, 'Settings')
  await expect(page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue(cloud.entra.app.tenantId)
  await expect(secretStorage(page)).toContainText('gnome_libsecret')
  expect(cloud.requests.length, 'no request before Refresh').toBe(before)

  await refresh(page)
  const hidden = cloud.tenant.incidents.filter(incident => incident.redirected).length
  await expectComplete(page, { incidents: 321, merged: hidden, pages: 4 })
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(321 - hidden + 1))
  await page.getByRole('switch', { name: 'Show merged' }).check()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '322')

  const id = cloud.tenant.incidents[0]?.id ?? ''
  await page.getByRole('row').nth(1).click()
  const incident = page.getByRole('region', { name: `Incident ${id}` })
  for (const name of sections) await openSection(page, name)
  await page.keyboard.press('Escape')
  await expect(incident).toHaveCount(0)

  const file = path.join(folder, 'incidents.json')
  const dialog = await chooseSavePath(electron, file)
  await exportIncidents(page)
  await expect(exportStatus(page)).toHaveText(/Exported 321\sincidents\.\s*incidents\.json ·/)
  const options = await dialog.options()
  expect(options.title).toBe('Export 321 incidents')
  expect(path.basename(options.defaultPath)).toMatch(/^Latest Incidents \d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d\.\d{3}Z\.json$/)
  // Compared with the stand-in's own bytes, never through a parser of ours.
  expectWholeExport(file, cloud)
  await expect(refreshButton(page)).toBeEnabled()
})
