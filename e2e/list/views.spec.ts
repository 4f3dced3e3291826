/** @file What saved views show: their query, their order and their columns, also after a restart. */
import type { Locator, Page } from '@playwright/test'
import type { ListPreferences } from '../../src/shared/contract/preferences'
import { expectAccessible } from '../harness/accessibility'
import { expect, test } from '../harness/fixtures'
import { callMethod, refresh, searchBox, signIn, upToDate } from '../harness/user'

test.use({ tenant: { incidents: 60, awkward: false } })

const view = (page: Page, name: string): Locator => page.getByRole('list', { name: 'Views' }).getByRole('button', { name, exact: true })
const header = (page: Page, name: string): Locator => page.getByRole('columnheader', { name, exact: true })
const headers = (page: Page): Promise<(string | null)[]> => page.getByRole('columnheader').evaluateAll(cells => cells.map(cell => cell.getAttribute('aria-label')))
const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Save view' })
const withColumns = (page: Page): Locator => dialog(page).getByRole('checkbox', { name: 'With the columns as shown' })
const standard = ['Selection', 'Severity', 'Name', 'ID', 'Status', 'Assigned to', 'Alerts', 'Last update']

/** Shows or hides columns in the menu. */
async function toggleColumns(page: Page, ...names: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Columns' }).click()
  for (const name of names) await page.getByRole('dialog', { name: 'Columns' }).getByRole('checkbox', { name, exact: true }).click()
  await page.keyboard.press('Escape')
}

async function saveAs(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await page.getByRole('button', { name: 'Save', exact: true }).or(page.getByRole('button', { name: 'Save as new' })).click()
  await expect(view(page, name)).toHaveAttribute('aria-current', 'true')
}

test('a view shows its own columns and order, and other views those of the profile', async ({ cloud, keyring, launch }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  const { page } = first
  await signIn(page, cloud)
  await refresh(page)
  await page.getByRole('radio', { name: 'One line' }).check({ force: true })
  await searchBox(page).fill('severity:high')
  await page.getByRole('button', { name: 'Save view' }).click()
  await expect(withColumns(page)).not.toBeChecked()
  await withColumns(page).check()
  await expectAccessible(page, 'save a view with its columns')
  await saveAs(page, 'High')
  // A view with columns: the changed ones are the view's once it is updated.
  await view(page, 'High').click()
  await toggleColumns(page, 'Devices', 'Alerts')
  await header(page, 'Name').getByRole('button').click()
  const own = ['Selection', 'Severity', 'Name', 'ID', 'Status', 'Assigned to', 'Last update', 'Devices']
  await expect.poll(() => headers(page)).toEqual(own)
  await page.getByRole('button', { name: 'Save view' }).click()
  await expect(withColumns(page)).toBeChecked()
  await page.getByRole('button', { name: 'Update “High”' }).click()
  await expect(dialog(page)).toBeHidden()
  await view(page, 'All').click()
  await expect.poll(() => headers(page)).toEqual(standard)
  await first.close()

  const { page: again } = await launch({ env })
  await refresh(again)
  await expect.poll(() => headers(again)).toEqual(standard)
  await header(again, 'Severity').getByRole('button').click()
  await expect(header(again, 'Severity')).toHaveAttribute('aria-sort', 'descending')
  await view(again, 'High').click()
  await expect.poll(() => headers(again)).toEqual(own)
  await expect(header(again, 'Name')).toHaveAttribute('aria-sort', 'ascending')
  // A star changes the preferences, but not what the view shows. Another order moves the first row.
  await upToDate(again)
  await again.getByRole('button', { name: /^Star / }).first().click()
  await expect(again.getByRole('button', { name: /^Star / }).first()).toHaveAttribute('aria-pressed', 'true')
  await expect(header(again, 'Name')).toHaveAttribute('aria-sort', 'ascending')
  await view(again, 'All').click()
  await expect.poll(() => headers(again)).toEqual(standard)
  await expect(header(again, 'Severity')).toHaveAttribute('aria-sort', 'descending')
})

test('a deleted view returns to its place with its ID', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  for (const name of ['First', 'Second', 'Third']) {
    await searchBox(page).fill(name)
    await page.getByRole('button', { name: 'Save view' }).click()
    await saveAs(page, name)
  }
  const names = () => page.getByRole('list', { name: 'Views' }).locator('.view-name').evaluateAll(all => all.map(each => each.getAttribute('aria-label')).slice(5))
  const stored = async () => (await callMethod(page, 'preferences') as { readonly value: ListPreferences }).value.views
  const before = await stored()
  const note = page.getByRole('group', { name: 'Deleted view' })
  const deleteView = async (name: string) => {
    await page.getByRole('button', { name: `Options of ${name}` }).press('Enter')
    await page.getByRole('button', { name: 'Delete view' }).click()
    await page.getByRole('dialog', { name: `Delete the view “${name}”?` }).getByRole('button', { name: 'Delete view' }).press('Enter')
    await expect(note).toContainText(`Deleted “${name}”`)
  }
  await deleteView('Second')
  await expect.poll(names).toEqual(['First', 'Third'])
  await expect(note.getByRole('button', { name: 'Undo' })).toBeFocused()
  await expectAccessible(page, 'a deleted view')
  await page.keyboard.press('Enter')
  await expect.poll(names).toEqual(['First', 'Second', 'Third'])
  await expect(view(page, 'Second')).toBeFocused()
  await expect(note).toHaveCount(0)
  expect(await stored()).toEqual(before)

  await deleteView('Third')
  await page.keyboard.press('Escape')
  await expect(note).toHaveCount(0)
  await expect(view(page, 'All')).toBeFocused()
  await deleteView('First')
  await view(page, 'All').click()
  await expect(note).toHaveCount(0)
  await expect.poll(names).toEqual(['Second'])
})
