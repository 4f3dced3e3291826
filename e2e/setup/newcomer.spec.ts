/** @file The way of a newcomer: from the first start through Setup to the list, with the faults that Setup explains at its steps. */
import type { Locator, Page } from '@playwright/test'
import type { Cloud } from '../cloud/start-cloud'
import { always, respond } from '../cloud/faults'
import { collection, goTo, grid, newProfile, profilePicker, saveButton } from '../harness/user'
import { expectAccessible } from '../harness/accessibility'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { clipboardText, recordOpenedLinks } from '../harness/system/desktop'

test.use({ tenant: { incidents: 60, awkward: false } })

const step = (page: Page, number: number): Locator => page.getByRole('list', { name: 'Steps' }).locator(':scope > li').nth(number - 1)
const head = (page: Page, number: number): Locator => page.getByRole('button', { name: new RegExp(`^Step ${number}:`) })
const next = (page: Page): Promise<void> => page.getByRole('button', { name: 'Continue', exact: true }).click()

/** Fills in Setup up to the step of the secret. */
async function fillIds(page: Page, cloud: Cloud): Promise<void> {
  await page.getByRole('button', { name: 'Connect a tenant' }).click()
  await page.getByRole('textbox', { name: 'Profile name' }).fill('Contoso')
  await next(page)
  await page.getByRole('textbox', { name: 'Tenant ID' }).fill(cloud.entra.app.tenantId)
  await page.getByRole('textbox', { name: 'Client ID' }).fill(cloud.entra.app.clientId)
}

async function reachSecret(page: Page, cloud: Cloud): Promise<void> {
  await fillIds(page, cloud)
  for (const number of [3, 4, 5]) {
    await next(page)
    await expect(head(page, number)).toBeFocused()
  }
}

async function save(page: Page, secret: string): Promise<void> {
  await page.getByLabel('Client secret').fill(secret)
  await saveButton(page).click()
}

test('leads from the first start to the list', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  const openedLinks = await recordOpenedLinks(electron)
  await fillIds(page, cloud)
  // The name stands in the list of profiles before anything is saved.
  await expect(profilePicker(page).locator('option:checked')).toHaveText('Contoso')
  expect(cloud.requests).toEqual([])
  await step(page, 2).getByRole('button', { name: 'Open app registrations' }).click()
  await expect.poll(openedLinks).toEqual([expect.stringMatching(/^https:\/\/entra\.microsoft\.com\/#view\/Microsoft_AAD_RegisteredApps/)])
  await next(page)
  await expect(head(page, 3)).toBeFocused()
  await expect(head(page, 2)).toHaveText(/Done/)
  await expect(step(page, 3)).toHaveText(/Start with this API.*Microsoft Threat Protection.*Incident\.Read\.All/)
  await page.getByRole('button', { name: 'Copy Incident.Read.All' }).click()
  await expect.poll(() => clipboardText(electron)).toBe('Incident.Read.All')
  await next(page)
  await next(page)
  await expect(head(page, 4)).toHaveText(/Not checked/)
  // No later name can replace the secret on the clipboard.
  await expect(page.getByRole('button', { name: /^Copy/ })).toHaveCount(0)
  await save(page, cloud.entra.app.clientSecret)
  await expectComplete(page, { incidents: 60 })
  await expect(grid(page)).toBeVisible()
  expect(cloud.entra.issued).toHaveLength(1)
  await goTo(page, 'Setup')
  for (const number of [1, 2, 3, 4, 5]) await expect(head(page, number)).toHaveText(/Done/)
})

test('explains a fault at the field that repairs it', async ({ cloud, launch }) => {
  const { page } = await launch()
  await fillIds(page, cloud)
  await page.getByRole('textbox', { name: 'Client ID' }).fill('XDR Desk')
  await next(page)
  await expect(page.getByRole('textbox', { name: 'Client ID' })).toBeFocused()
  await expect(step(page, 2)).toHaveText(/Enter the application \(client\) ID: a GUID/)
  expect(cloud.requests).toEqual([])
  await page.getByRole('textbox', { name: 'Client ID' }).fill(cloud.entra.app.clientId)

  cloud.entra.configuration = { tenant_region_sub_scope: 'GCC' }
  await next(page)
  await expect(step(page, 2).getByRole('alert')).toHaveText(/another cloud: the US government cloud GCC.*under Advanced/)
  await expect(page.getByRole('combobox', { name: 'Cloud' })).toBeVisible()
  cloud.fault('configuration', always(respond(503, '<html>')))
  await next(page)
  await expect(step(page, 2).getByRole('alert')).toHaveText(/HTTP 503/)
  await page.getByRole('button', { name: 'Continue without the check' }).click()
  await next(page)
  await next(page)

  cloud.entra.refuseWith = 7000215
  await save(page, 'wrong')
  await expect(step(page, 5).getByRole('alert')).toHaveText(/rejected the client secret/)
  await expect(page.getByLabel('Client secret')).toHaveValue('wrong')
  await expect(step(page, 5).getByRole('alert')).toBeInViewport({ ratio: 1 })
  await expect(saveButton(page)).toBeInViewport({ ratio: 1 })
  cloud.entra.refuseWith = 700016
  await saveButton(page).click()
  await expect(step(page, 2).getByRole('alert')).toHaveText(/cannot find this app/)
  await expect(head(page, 2)).toHaveText(/Failed/)
})

test('loads the list as soon as the missing role is granted', async ({ cloud, launch }) => {
  cloud.entra.roles = []
  const { page } = await launch()
  await reachSecret(page, cloud)
  await save(page, cloud.entra.app.clientSecret)
  await expect(step(page, 4).getByRole('region', { name: 'Verdict' })).toHaveText(/Cannot list incidents/)
  await expect(head(page, 4)).toHaveText(/Failed/)
  expect(cloud.listRequests()).toEqual([])
  cloud.entra.roles = ['Incident.Read.All']
  await page.getByRole('button', { name: 'Check again' }).click()
  await expectComplete(page, { incidents: 60 })
})

test('shares one draft with Settings, and none with another profile', async ({ cloud, launch }) => {
  const { page } = await launch()
  await reachSecret(page, cloud)
  await page.getByLabel('Client secret').fill('half a secret')
  await goTo(page, 'Settings')
  await expect(page.getByRole('textbox', { name: 'Profile name' })).toHaveValue('Contoso')
  await expect(page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue(cloud.entra.app.tenantId)
  await expect(page.getByLabel('Client secret')).toHaveValue('half a secret')
  await page.getByRole('textbox', { name: 'Client ID' }).fill('')
  await goTo(page, 'Setup')
  await saveButton(page).click()
  await expect(page.getByRole('textbox', { name: 'Client ID' })).toBeFocused()
  await goTo(page, 'Settings')
  await newProfile(page)
  await expect(page.getByLabel('Client secret')).toHaveValue('')
  await goTo(page, 'Setup')
  await expect(head(page, 1)).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByRole('textbox', { name: 'Profile name' })).toHaveValue('')
})

test('is accessible at every step, also at 200 % zoom,', async ({ cloud, launch }) => {
  const { page } = await launch()
  await expectAccessible(page, 'first start')
  await reachSecret(page, cloud)
  for (const width of [1280, 640]) {
    await page.setViewportSize({ width, height: width * 5 / 8 })
    for (const number of [1, 2, 3, 4, 5, 6]) {
      await head(page, number).click()
      await expect(head(page, number)).toHaveAttribute('aria-expanded', 'true')
      await expectAccessible(page, `step ${number} at ${width} px`)
      expect(await page.locator('.page-body').evaluate(body => body.scrollWidth - body.clientWidth)).toBe(0)
    }
  }
  cloud.entra.refuseWith = 7000215
  await head(page, 5).click()
  await save(page, 'wrong')
  await expect(page.getByRole('alert')).toBeVisible()
  await expectAccessible(page, 'refused')
  await expect(collection(page)).toHaveCount(0)
})
