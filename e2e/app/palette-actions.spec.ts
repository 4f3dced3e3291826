/** @file The command palette offers every action of the page of incidents, so that nothing needs a mouse. */
import type { Page } from '@playwright/test'
import { edited } from '../cloud/edit-incident'
import { expect, test } from '../harness/fixtures'
import { grid, refresh, searchBox, signIn } from '../harness/user'

test.use({ tenant: { incidents: 12, awkward: false, redirectedShare: 0 } })

/** Controls that the palette offers under another name. */
const otherNames: Readonly<Record<string, string>> = {
  'Export': 'Export incidents…',
  'Changed only': 'Show changed incidents only, or all',
  'Show merged': 'Show or hide merged incidents',
  'Two lines': 'Show one or two lines per row',
  'One line': 'Show one or two lines per row',
  'Overview': 'Show or hide the overview',
  'Tables': 'Show the overview as tables or pictures',
  'Select all shown incidents': 'Select all shown',
  'Timeline': 'Show timeline',
  'Alerts': 'Show alerts',
  'Entities': 'Show entities',
  'Comments': 'Show comments',
  'Raw JSON': 'Show raw JSON',
  'Local': 'Show times in UTC or local time',
  'UTC': 'Show times in UTC or local time',
  'Profile': 'Next profile',
}

/**
 * Elements whose controls belong to one value, row, column or part of an incident: the value of a filter or a bar of the overview (`Values of a column` offers
 * the same), a term of the query, a row (`Select or deselect the row`, `Star or unstar`), the content of a section, and the items of a menu, which are compared
 * by themselves.
 */
const parts = '[role="group"], [role="toolbar"], .facet-box, .facet-button, .terms, [role="row"][tabindex], [role="tabpanel"], [aria-haspopup="menu"]'

/** Returns the names of the controls that are visible on the whole page. */
function controls(page: Page): Promise<readonly string[]> {
  return page.evaluate((excluded) => {
    const all = [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, [role="tab"]')]
    const labelOf = (element: HTMLElement) => 'labels' in element ? (element.labels as NodeListOf<HTMLElement> | null)?.[0]?.innerText : undefined
    return all.filter(element => element.checkVisibility() && !element.closest(excluded))
      .map(element => element.getAttribute('aria-label') ?? (labelOf(element) || element.innerText).trim())
  }, parts)
}

async function paletteLabels(page: Page): Promise<readonly string[]> {
  await page.keyboard.press('Control+k')
  const options = page.getByRole('dialog', { name: 'Command palette' }).getByRole('option')
  await expect(options.first()).toBeVisible()
  const labels = await options.locator('.palette-label').allInnerTexts()
  await page.keyboard.press('Escape')
  return labels
}

test('the palette offers every control of the list and of the open incident, and every item of the menus', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  await page.setViewportSize({ width: 2560, height: 1200 })
  await signIn(page, cloud)
  await refresh(page)
  const [incident] = cloud.tenant.incidents
  if (incident) cloud.defender.replace(edited(incident, { severity: 'High', assignedTo: 'mia@contoso.example' }))
  await refresh(page)
  await page.keyboard.press('/')
  await page.keyboard.type('incident')
  await page.keyboard.press('Enter')
  await expect(grid(page).getByRole('row').nth(1)).toBeFocused()
  await page.keyboard.press('x')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Raw JSON' })).toBeVisible()
  const visible = await controls(page)
  // The state shows the controls that are not always there.
  expect(visible).toEqual(expect.arrayContaining(['Mark seen', 'Clear filters', 'Clear selection', 'Open in Defender', 'Columns', 'Severity']))
  const labels = await paletteLabels(page)
  expect(visible.filter(name => !labels.includes(otherNames[name] ?? name))).toEqual([])

  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  const copies = await page.getByRole('menuitem').allInnerTexts()
  expect(copies).toHaveLength(4)
  expect(copies.filter(text => !labels.includes(text.split('\n')[0]?.trim() ?? ''))).toEqual([])
  const menus = await electron.evaluate(({ Menu }) => (Menu.getApplicationMenu()?.items ?? []).filter(({ label }) => /File|View|Incident/.test(label))
    .flatMap(({ submenu }) => submenu?.items ?? []).filter(({ type, role }) => type === 'normal' && !role).map(({ label }) => label))
  // The palette does not offer itself.
  expect(menus.filter(label => label !== 'Command palette' && !labels.includes(label))).toEqual([])
})

test('the palette chooses a window, an order, rows, columns and a section', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const run = async (text: string) => {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox', { name: 'Search commands' })).toBeFocused()
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
  await run('window 7 days')
  await expect(page.getByRole('radio', { name: '7 days' })).toBeChecked()
  await run('sort by id')
  await expect(grid(page).getByRole('columnheader', { name: 'ID' })).toHaveAttribute('aria-sort', /ascending|descending/)
  await run('compact')
  await expect(page.getByRole('radio', { name: 'One line' })).toBeChecked()
  await run('select all')
  await expect(page.getByRole('status', { name: 'Selection' })).toHaveText('12 selected')
  await run('clear selection')
  await expect(page.getByRole('status', { name: 'Selection' })).toHaveText('')
  await run('columns list')
  await expect(page.getByRole('dialog', { name: 'Columns' }).getByRole('checkbox').nth(1)).toBeVisible()
  await page.keyboard.press('Escape')
  await run('query language')
  await expect(page.getByRole('group', { name: 'Query language' })).toBeVisible()
  await page.keyboard.press('Escape')
  await run('save view')
  await expect(page.getByRole('dialog', { name: 'Save view' })).toBeVisible()
  await page.keyboard.press('Escape')
  await searchBox(page).press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Raw JSON' })).toBeVisible()
  await run('search json')
  await expect(page.getByRole('searchbox', { name: 'Search JSON' })).toBeFocused()
})
