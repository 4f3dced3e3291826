/** @file A long export: its progress, its end by the user, and the page meanwhile. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expectAccessible } from '../harness/accessibility'
import { expect, test } from '../harness/fixtures'
import { chooseSavePath } from '../harness/system/save-dialog'
import { exportButton, exportIncidents, exportStatus, refresh, signIn } from '../harness/user'

test.use({ tenant: { incidents: 3000, seed: 6, incidentBytes: 12_000 } })

test('shows the progress of a long export, and leaves nothing if the user cancels it', async ({ cloud, folder, launch }) => {
  test.setTimeout(120_000)
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await chooseSavePath(electron, path.join(folder, 'book.xlsx'))
  await exportIncidents(page, 'All', 'Excel')
  const progress = page.getByRole('progressbar', { name: 'Exporting' })
  await expect(progress).toHaveAttribute('aria-valuetext', /^Writing [\d,]+ of 3,000.incidents$/)
  await expect(exportButton(page)).toBeDisabled()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(exportStatus(page)).toHaveText('Export canceled. No file was left.')
  await expect(progress).toHaveCount(0)
  await expectAccessible(page, 'a cancelled export')
  expect(readdirSync(folder)).toEqual(['user-data'])
  await chooseSavePath(electron, path.join(folder, 'lines.jsonl'))
  await exportIncidents(page, 'All', 'JSON Lines')
  await expect(exportStatus(page)).toHaveText(/Exported 3,000\sincidents\.\s*lines\.jsonl ·/)
})
