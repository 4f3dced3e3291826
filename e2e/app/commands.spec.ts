/** @file The command palette, the list of shortcuts, the keys of the page and the menus. */
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '../harness/accessibility'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { goTo, grid, refresh, searchBox, signIn } from '../harness/user'

test.use({ tenant: { incidents: 12, awkward: false, redirectedShare: 0 } })

const palette = (page: Page): Locator => page.getByRole('dialog', { name: 'Command palette' })
const box = (page: Page): Locator => palette(page).getByRole('combobox', { name: 'Search commands' })
const option = (page: Page, name: string | RegExp): Locator => palette(page).getByRole('option', { name })
const sheet = (page: Page): Locator => page.getByRole('dialog', { name: 'Keyboard shortcuts' })
const incident = (page: Page): Locator => page.getByRole('region', { name: /^Incident \d/ })

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(box(page)).toBeFocused()
}

test('the palette finds, explains and runs every command by keyboard, the last ones first', async ({ cloud, launch }) => {
  const { page } = await launch()
  await page.keyboard.press('Control+r')
  await expect(page.getByRole('status', { name: 'Command' })).toHaveText('Refresh · Save credentials first')
  await openPalette(page)
  await expect(option(page, 'Refresh Save credentials first')).toBeDisabled()
  await box(page).fill('refresh')
  await page.keyboard.press('Enter')
  await expect(palette(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(palette(page)).toHaveCount(0)

  await signIn(page, cloud)
  await openPalette(page)
  await page.keyboard.type('relo')
  await page.keyboard.press('Enter')
  await expect(palette(page)).toHaveCount(0)
  await expectComplete(page, { incidents: 12 })
  await openPalette(page)
  await expect(palette(page).getByRole('option').first()).toHaveAccessibleName(/^Reload all/)
  await page.keyboard.type('zzz')
  await expect(palette(page).getByRole('status')).toHaveText('No command matches “zzz”.')

  const id = cloud.tenant.incidents[7]?.id ?? ''
  await box(page).fill(`#${id}`)
  await expect(option(page, new RegExp(`^Open incident ${id}`))).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: `Incident ${id}` })).toBeVisible()

  await openPalette(page)
  await page.keyboard.type('views unassigned')
  await expect(option(page, 'Unassigned')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(searchBox(page)).toHaveValue('assignee:none -status:resolved')

  await openPalette(page)
  await page.keyboard.press('ArrowUp')
  await expect(palette(page).getByRole('option').last()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.type('access')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Access', exact: true })).toBeFocused()
})

test('keys open the list of shortcuts, the search, pages and incidents, but type letters into a text box', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await grid(page).getByRole('row').nth(1).click()
  const first = await incident(page).getAttribute('aria-label')
  await page.keyboard.press(']')
  await expect(incident(page)).not.toHaveAttribute('aria-label', first ?? '')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(incident(page)).toHaveAttribute('aria-label', first ?? '')

  await page.keyboard.press('/')
  await expect(searchBox(page)).toBeFocused()
  await page.keyboard.type('?]/')
  await expect(searchBox(page)).toHaveValue('?]/')
  await expect(sheet(page)).toHaveCount(0)
  await searchBox(page).fill('')
  for (const [key, name] of [['2', 'Access'], ['3', 'Setup'], ['4', 'Settings'], ['1', 'Incidents']] as const) {
    await page.keyboard.press(`Control+${key}`)
    await expect(page.getByRole('heading', { name, exact: true, level: 1 })).toBeVisible()
  }

  await grid(page).getByRole('row').nth(2).focus()
  await page.keyboard.press('?')
  await expect(sheet(page).getByRole('region', { name: 'List' }).getByText('Reload all')).toBeVisible()
  // A dialog has the keyboard for itself.
  await page.keyboard.press('Control+2')
  await page.keyboard.press('Escape')
  await expect(sheet(page)).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Incidents', exact: true })).toBeVisible()
  await expect(grid(page).getByRole('row').nth(2)).toBeFocused()
})

test('the menus contain the commands and run them', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  const menus = () => electron.evaluate(({ Menu }) => Object.fromEntries((Menu.getApplicationMenu()?.items ?? []).map(({ label, submenu }) =>
    [label.replace('&', ''), (submenu?.items ?? []).filter(({ type }) => type !== 'separator').map(each => each.label)])))
  await expect.poll(async () => Object.keys(await menus())).toEqual(['File', 'Edit', 'View', 'Incident', 'Window', 'Help'])
  const { Incident, Help } = await menus()
  expect(Incident).toEqual(expect.arrayContaining(['Previous incident', 'Next incident', 'Star or unstar', 'Open in Defender']))
  expect(Help).toContain('Keyboard shortcuts')
  const click = (menu: string, label: string) => electron.evaluate(({ Menu }, [of, name]) => {
    const found = Menu.getApplicationMenu()?.items.find(each => each.label.replace('&', '') === of)?.submenu?.items.find(each => each.label === name)
    found?.click()
  }, [menu, label] as const)
  await click('Help', 'Keyboard shortcuts')
  await expect(sheet(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet(page)).toHaveCount(0)
  await signIn(page, cloud)
  await click('View', 'Refresh')
  await expectComplete(page, { incidents: 12 })
})

test('the palette opens right after the list of shortcuts or the palette was closed', async ({ launch }) => {
  const { page } = await launch()
  for (let round = 0; round < 3; round++) {
    await page.locator('body').press('?')
    await expect(sheet(page)).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await expect(palette(page)).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('about')
    await expect(box(page)).toHaveValue('about')
    await page.keyboard.press('Escape')
    await expect(palette(page)).toHaveCount(0)
  }
})

test('the palette and the list of shortcuts have no accessibility violations', async ({ launch }) => {
  const { page } = await launch()
  await openPalette(page)
  await expectAccessible(page, 'palette')
  await box(page).fill('zzz')
  await expectAccessible(page, 'palette, nothing found')
  await page.keyboard.press('Escape')
  await goTo(page, 'Incidents')
  await page.keyboard.press('?')
  await expectAccessible(page, 'shortcuts')
})
