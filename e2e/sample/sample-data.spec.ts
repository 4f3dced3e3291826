/** @file The sample data: from the first start into a list without credentials, and back. */
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expectAccessible } from '../harness/accessibility'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { filesIn, findSecrets } from '../harness/secret-scan'
import { chooseSavePath } from '../harness/system/save-dialog'
import { callMethod, collection, exportIncidents, exportStatus, goTo, grid, openSection, profilePicker, refresh, searchBox, signIn } from '../harness/user'

const explore = (page: Page): Locator => page.getByRole('button', { name: 'Explore sample data' })
const source = (page: Page): Locator => page.getByRole('status', { name: 'Source' })
const connect = (page: Page): Locator => page.getByRole('button', { name: 'Connect a tenant' })
const rows = (page: Page): Locator => grid(page).getByRole('row')
const incident = (page: Page): Locator => page.getByRole('region', { name: /^Incident \d/ })
const shownProfile = (page: Page): Locator => profilePicker(page).locator('option:checked')
const windowTitle = (electron: ElectronApplication): Promise<string> => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '')

/** Returns the files that store what a user does with a profile. */
const stateFiles = (userData: string): readonly string[] =>
  filesIn(userData).filter(file => /^(?:settings|views|stars|quota|interrupted)\b.*\.json/.test(path.basename(file)))

const intrusion = 'Multi-stage incident involving Initial access & Exfiltration'

/** Opens the incident of the intrusion. Returns its ID. */
async function openIntrusion(page: Page): Promise<string> {
  await rows(page).filter({ hasText: intrusion }).click()
  await expect(incident(page)).toContainText(intrusion)
  return (await incident(page).getAttribute('aria-label'))?.replace(/\D/g, '') ?? ''
}

test('leads from the first start to the story, its changes and a marked export, and stores and sends nothing', async ({ cloud, folder, userData, launch }) => {
  const { page, electron, output } = await launch()
  await expect(source(page)).toHaveCount(0)
  await explore(page).click()
  await expectComplete(page, { incidents: 180, merged: 6 })
  await expect(source(page)).toContainText('Sample data')
  await expect(shownProfile(page)).toHaveText('Sample data')
  expect(await windowTitle(electron)).toBe('Sample data – XDR Desk')

  const id = await openIntrusion(page)
  await expect(incident(page).getByText('Sample data', { exact: true })).toBeVisible()
  await expect(incident(page).getByRole('link', { name: 'Open in Defender' })).toHaveCount(0)
  await openSection(page, 'Timeline')
  await expect(page.getByRole('tabpanel', { name: 'Timeline' })).toContainText('Password spray attack with a successful sign-in')
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click()
  await expect.poll(() => electron.evaluate(({ clipboard }) => clipboard.readText())).toContain('**Sample data.**')
  await page.keyboard.press('Escape')

  await refresh(page)
  await expectComplete(page, { incidents: 181, merged: 6 })
  await expect(page.getByRole('status', { name: 'Changes' })).toContainText('4 changed')

  const file = path.join(folder, 'sample.json')
  const dialog = await chooseSavePath(electron, file)
  await exportIncidents(page)
  await expect(exportStatus(page)).toContainText('Exported 181 incidents')
  expect(path.basename((await dialog.options()).defaultPath)).toMatch(/^SAMPLE Latest Incidents \S+Z\.json$/)
  const exported = JSON.parse(readFileSync(file, 'utf8')) as { id: string, displayName: string }[]
  expect(exported).toHaveLength(181)
  expect(exported.find(each => each.id === id)?.displayName).toContain(intrusion)

  expect(cloud.requests).toEqual([])
  expect(stateFiles(userData)).toEqual([])
  expect(findSecrets([intrusion, 'adele.vance', 'Mail Sync Pro', 'Sample data'], userData, output())).toEqual([])
})

test('is reached and left by keyboard, and accessible', async ({ cloud, launch }) => {
  const { page } = await launch()
  // The page has its keys once it shows the first start.
  await expect(explore(page)).toBeVisible()
  await page.keyboard.press('Control+Shift+D')
  await expectComplete(page, { incidents: 180, merged: 6 })
  await expectAccessible(page, 'the sample')
  await page.keyboard.press('Control+f')
  await page.keyboard.type('device:srv-sync-02')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '2')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('explore')
  await expect(page.getByRole('option', { name: 'Explore sample data The sample data is already open' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('leave sample')
  await page.keyboard.press('Enter')
  await expect(explore(page)).toBeVisible()
  await expect(source(page)).toHaveCount(0)
  expect(cloud.requests).toEqual([])
})

test('has views, stars and settings of its own, which end with it', async ({ userData, launch }) => {
  const { page } = await launch()
  await explore(page).click()
  await expectComplete(page)
  await page.getByRole('button', { name: 'Unassigned', exact: true }).click()
  await expect(searchBox(page)).toHaveValue('assignee:none -status:resolved')
  await searchBox(page).fill('is:starred')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '1')
  await searchBox(page).fill('')
  await rows(page).nth(1).focus()
  await page.keyboard.press('s')
  await searchBox(page).fill('is:starred')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '2')
  await goTo(page, 'Settings')
  await page.getByRole('radio', { name: '15 minutes' }).check()
  await page.getByLabel('Desktop notification').selectOption('Medium and above')
  await page.getByRole('button', { name: 'Leave sample data' }).click()
  await expect(explore(page)).toBeVisible()
  await explore(page).click()
  await expectComplete(page)
  await searchBox(page).fill('is:starred')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '1')
  expect(stateFiles(userData)).toEqual([])
})

test('needs no credentials on any page, saves none, and leads to Setup', async ({ cloud, launch }) => {
  const { page } = await launch()
  await explore(page).click()
  await expectComplete(page)
  for (const name of ['Settings', 'Access', 'Setup'] as const) {
    await goTo(page, name)
    await expect(page.getByRole('heading', { name: 'Sample data needs no credentials' })).toBeVisible()
    await expectAccessible(page, name)
  }
  const settings = await callMethod(page, 'settings') as { value: { profileId: string } }
  const { profileId } = settings.value
  const { tenantId, clientId, clientSecret } = cloud.entra.app
  const credentials = { profileId, tenantId, clientId, api: 'microsoft-graph', cloud: 'worldwide', credential: { kind: 'secret', clientSecret }, secretExpires: null }
  expect(await callMethod(page, 'saveCredentials', credentials)).toMatchObject({ ok: false, failure: { code: 'no-credentials' } })
  await connect(page).click()
  await expect(page.getByRole('heading', { name: 'Setup', exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Sample data needs no credentials' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^Step 1:/ })).toHaveAttribute('aria-expanded', 'true')
  expect(cloud.requests).toEqual([])
})

test.describe('beside a saved profile', () => {
  test.use({ tenant: { incidents: 12, awkward: false, redirectedShare: 0 } })

  test('leaves the profile, its list and its file as they were', async ({ cloud, userData, launch }) => {
    const { page } = await launch()
    await signIn(page, cloud)
    await refresh(page)
    const before = readFileSync(path.join(userData, 'settings.json'), 'utf8')
    const requests = cloud.requests.length
    await page.keyboard.press('Control+Shift+D')
    await expectComplete(page, { incidents: 180 })
    await expect(rows(page).filter({ hasText: intrusion })).toBeVisible()
    await refresh(page)
    await profilePicker(page).selectOption({ index: 0 })
    await expectComplete(page, { incidents: 12 })
    await expect(source(page)).toHaveCount(0)
    await expect(collection(page)).not.toContainText('181')
    expect(cloud.requests).toHaveLength(requests)
    expect(readFileSync(path.join(userData, 'settings.json'), 'utf8')).toBe(before)
  })
})
