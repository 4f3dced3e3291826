/** @file The dialog of an export: what, in which format, and what it remembers. The formats' contents have specs of their own. */
import type { Page } from '@playwright/test'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expectAccessible } from '../harness/accessibility'
import { expect, test } from '../harness/fixtures'
import { chooseSavePath } from '../harness/system/save-dialog'
import { exportIncidents, exportStatus, grid, openExport, refresh, searchBox, signIn, upToDate } from '../harness/user'

test.use({ tenant: { incidents: 180, seed: 31, awkward: false } })

const radio = (page: Page, name: string) => page.getByRole('dialog', { name: 'Export incidents' }).getByRole('radio', { name, exact: true })
const idsIn = (file: string): readonly number[] => (JSON.parse(readFileSync(file, 'utf8')) as { incidentId: number }[]).map(({ incidentId }) => incidentId)

/** Filters the list. Returns the number of incidents that match. */
async function search(page: Page, query: string): Promise<number> {
  await searchBox(page).fill(query)
  await upToDate(page)
  return Number(await grid(page).getAttribute('aria-rowcount')) - 1
}

const selectRow = (page: Page, position: number) => page.getByRole('row').nth(position).getByRole('checkbox').click()

test('exports the shown incidents in the order of the list, and the selected ones among them', async ({ cloud, folder, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await openExport(page)
  await expect(radio(page, 'All')).toHaveAccessibleDescription(/^180 /)
  await expect(radio(page, 'Selected')).toBeDisabled()
  await page.keyboard.press('Escape')
  const high = await search(page, 'severity:high')
  await selectRow(page, 1)
  await selectRow(page, 2)
  const medium = await search(page, 'severity:medium')
  await selectRow(page, 3)
  await page.getByRole('columnheader', { name: 'Created' }).getByRole('button').first().click()
  await upToDate(page)
  const shown = path.join(folder, 'shown.json')
  const dialog = await chooseSavePath(electron, shown)
  await exportIncidents(page, 'Shown')
  await expect(exportStatus(page)).toContainText(`Exported ${medium} incidents. shown.json ·`)
  expect((await dialog.options()).defaultPath).toContain(`(${medium} of 180).json`)
  const exported = JSON.parse(readFileSync(shown, 'utf8')) as { severity: string, createdTime: string }[]
  expect(exported.map(({ severity }) => severity)).toEqual(Array.from({ length: medium }, () => 'Medium'))
  const created = exported.map(({ createdTime }) => Date.parse(createdTime))
  expect(created).toEqual(created.toSorted((a, b) => b - a))

  await openExport(page)
  await expect(radio(page, 'Shown')).toBeChecked()
  await expect(radio(page, 'Selected')).toHaveAccessibleDescription(/^1 2\smore are not shown and left out/)
  await page.keyboard.press('Escape')
  await chooseSavePath(electron, path.join(folder, 'selected.json'))
  await exportIncidents(page, 'Selected')
  await expect(exportStatus(page)).toHaveText(/Exported 1\sincident\.\s*selected\.json ·/)
  await search(page, 'severity:high')
  await exportIncidents(page, 'Selected')
  await expect(exportStatus(page)).toHaveText(/Exported 2\sincidents\.\s*selected\.json ·/)
  expect([idsIn(path.join(folder, 'selected.json')).length, high > 2]).toEqual([2, true])
})

test('remembers the last choice, and says that a selection is gone', async ({ cloud, folder, keyring, launch }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  await refresh(first.page)
  await selectRow(first.page, 1)
  const sheet = await openExport(first.page)
  await radio(first.page, 'Selected').check()
  await sheet.getByRole('checkbox', { name: 'Add a manifest' }).check()
  await expectAccessible(first.page, 'the export sheet')
  await chooseSavePath(first.electron, path.join(folder, 'out.json'))
  // Enter saves, wherever the focus is.
  await radio(first.page, 'Selected').press('Enter')
  await expect(exportStatus(first.page)).toContainText(', with its manifest')
  expect(readdirSync(folder).filter(name => name.startsWith('out'))).toEqual(['out.json', 'out.manifest.json'])
  expect(statSync(path.join(folder, 'out.manifest.json')).mode & 0o777).toBe(0o600)
  await first.close()

  const second = await launch({ env })
  await refresh(second.page)
  await expect(second.page.getByRole('row').nth(1)).toBeVisible()
  await second.page.keyboard.press('Control+E')
  await expect(radio(second.page, 'All')).toBeChecked()
  await expect(second.page.getByText('Last time you exported the selection. Now nothing is selected.')).toBeVisible()
  await expect(second.page.getByRole('checkbox', { name: 'Add a manifest' })).toBeChecked()
  await second.page.keyboard.press('Escape')
  // The key does not use the last choice.
  await chooseSavePath(second.electron, path.join(folder, 'all.json'))
  await second.page.keyboard.press('Control+Shift+E')
  await expect(exportStatus(second.page)).toHaveText(/Exported 180\sincidents\.\s*all\.json ·/)
  expect(readdirSync(folder).filter(name => name.startsWith('all'))).toEqual(['all.json'])
})

test('offers only the options of the format', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const sheet = await openExport(page)
  const [manifest, ids, columns] = [
    sheet.getByRole('checkbox', { name: 'Add a manifest' }), sheet.getByRole('checkbox', { name: /^Include tenant ID/ }), sheet.getByRole('radiogroup', { name: 'Columns' }),
  ]
  for (const [format, ...visible] of [
    ['JSON as received', true, false, false], ['JSON Lines', false, true, false], ['CSV', false, true, true], ['Excel', false, true, true], ['Parquet', false, true, false],
  ] as const) {
    await radio(page, format).check()
    expect([await manifest.isVisible(), await ids.isVisible(), await columns.isVisible()]).toEqual(visible)
  }
  await expectAccessible(page, 'the export sheet with Parquet')
})
