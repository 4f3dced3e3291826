/** @file Every screen by axe, light and dark; a journey by keyboard alone; the real save dialog and the real shortcuts. */
import type { Page } from '@playwright/test'
import path from 'node:path'
import { edited } from '../cloud/edit-incident'
import { always, from, respond } from '../cloud/faults'
import { accepted, cancelButton, certificateOption, chosenCertificate, collection, exportButton, exportStatus, finished, goTo, grid, refresh, refreshButton, saveButton, searchBox, secretOption, signIn, typeCredentials } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { saveByKeyboard, sendKeys } from '../harness/system/keys'
import { chooseSavePath } from '../harness/system/save-dialog'
import { expectAccessible } from '../harness/accessibility'
import { expectWholeExport } from '../harness/expected-export'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no accessibility violations beside an unsaved certificate and a token that cannot be read, ${colorScheme}`, async ({ cloud, folder, launch }) => {
    cloud.entra.reshape = token => token.slice(-100)
    const { page, electron } = await launch()
    await page.emulateMedia({ colorScheme })
    const check = (screen: string) => expectAccessible(page, screen)
    await signIn(page, cloud)
    await check('settings, saved with a token that cannot be read')
    await chooseSavePath(electron, path.join(folder, 'app.cer'))
    await certificateOption(page).check()
    await page.getByRole('button', { name: 'Make a certificate…' }).click()
    await expect(chosenCertificate(page)).toBeVisible()
    await secretOption(page).check()
    await page.getByLabel('Client secret').fill('"a secret",')
    await check('settings, a certificate that is not saved and a doubtful secret')
    await page.getByRole('button', { name: 'Discard', exact: true }).click()
    await check('settings, question about a certificate')
    await page.getByRole('button', { name: 'Keep it' }).click()
    await goTo(page, 'Access')
    await page.getByRole('button', { name: 'Test with the API' }).click()
    await expect(page.getByText('The API accepts this token')).toBeVisible()
    await check('access, unknown and accepted')
    cloud.fault('api', always(respond(403, '')))
    await page.getByRole('button', { name: 'Test with the API' }).click()
    await expect(page.getByRole('alert')).toContainText('HTTP 403')
    await check('access, unknown and refused')
    await page.getByRole('textbox', { name: 'Token to judge' }).fill('P@ssw0rd-4711')
    await expect(page.getByText('looks like a password')).toBeVisible()
    await check('access, a password that was pasted')
  })

  test(`no accessibility violations on any screen, ${colorScheme}`, async ({ cloud, folder, launch }) => {
    const { page, electron } = await launch()
    await page.emulateMedia({ colorScheme })
    const check = (screen: string) => expectAccessible(page, screen)
    await check('first start')
    await goTo(page, 'Access')
    await check('access without credentials')
    await goTo(page, 'Settings')
    await check('settings, empty')
    await saveButton(page).click()
    await check('settings, problems')
    await typeCredentials(page, cloud, { clientSecret: 'wrong' })
    await expect(page.getByRole('alert')).toBeVisible()
    await check('settings, rejected')
    await signIn(page, cloud)
    await check('settings, saved')
    await page.getByLabel('Secret expires on').fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10))
    await saveButton(page).click()
    await expect(page.getByRole('status', { name: 'Expiry', exact: true })).toBeVisible()
    await check('settings, reminded of the secret\'s end')
    await certificateOption(page).check()
    await check('settings, certificate')
    await chooseSavePath(electron, path.join(folder, 'app.cer'))
    await page.getByRole('button', { name: 'Make a certificate…' }).click()
    await expect(chosenCertificate(page)).toBeVisible()
    await check('settings, certificate made')
    await secretOption(page).check()
    await page.getByRole('button', { name: 'About XDR Desk' }).click()
    await check('about')
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await goTo(page, 'Access')
    await check('access, can')
    cloud.entra.roles = []
    await page.getByRole('button', { name: 'Get a new token' }).click()
    await expect(page.getByRole('region', { name: 'Verdict' })).toHaveText(/Cannot/)
    await check('access, cannot')
    await page.getByRole('textbox', { name: 'Token to judge' }).fill('eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL2FwaS5zZWN1cml0eWNlbnRlci5taWNyb3NvZnQuY29tIiwicm9sZXMiOlsiTWFjaGluZS5SZWFkLkFsbCJdfQ.c2ln')
    await expect(page.getByRole('region', { name: 'Verdict of the pasted token' })).toBeVisible()
    await check('access, a pasted token')
    await page.getByRole('textbox', { name: 'Token to judge' }).fill('no token')
    await expect(page.getByRole('alert')).toBeVisible()
    await check('access, no token')
    cloud.entra.roles = ['Incident.Read.All']
    await page.getByRole('button', { name: 'Get a new token' }).click()
    await goTo(page, 'Incidents')
    await check('incidents, ready')
    cloud.fault('api', from(2, respond(429, '', { 'Retry-After': '8' })))
    await refreshButton(page).click()
    await expect(collection(page)).toContainText('waiting')
    await check('incidents, waiting')
    await cancelButton(page).click()
    await finished(page)
    await check('incidents, incomplete')
    await exportButton(page).click()
    await check('export question')
    await page.getByRole('button', { name: 'Do not export' }).click()
    cloud.fault('api', null)
    await refresh(page)
    await page.getByRole('switch', { name: 'Show redirected' }).check()
    await page.getByRole('radio', { name: 'Custom' }).check()
    await check('incidents, full')
    await page.getByRole('radio', { name: '48 hours' }).check()
    for (const [index, severity] of ['High', 'Low', 'Medium'].entries()) {
      const incident = cloud.tenant.incidents[index * 10]
      if (incident) cloud.defender.replace(edited(incident, { severity, assignedTo: 'mia@contoso.example', redirectIncidentId: null }))
    }
    await refresh(page)
    await page.getByRole('switch', { name: 'Changed only' }).check()
    await expect(page.getByRole('row').nth(1).getByRole('img')).toBeVisible()
    await page.getByRole('row').nth(1).click()
    await expect(page.getByRole('region', { name: 'Raw JSON' })).toBeVisible()
    await check('one incident')
  })
}

/** Presses Tab until the element has the focus: it is reachable. */
async function tabTo(page: Page, role: 'button' | 'textbox' | 'link' | 'row' | 'searchbox', name: string): Promise<void> {
  const target = page.getByRole(role, { name, exact: role !== 'row' }).first()
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate(element => element === document.activeElement).catch(() => false)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${role} ${name} is not reached by Tab`)
}

test('the whole journey by keyboard alone', async ({ cloud, launch }) => {
  const { page } = await launch()
  await tabTo(page, 'button', 'Open Settings')
  await page.keyboard.press('Enter')
  await tabTo(page, 'textbox', 'Tenant ID')
  await page.keyboard.type(cloud.entra.app.tenantId)
  await page.keyboard.press('Tab')
  await page.keyboard.type(cloud.entra.app.clientId)
  await page.keyboard.press('Tab')
  await page.keyboard.type(cloud.entra.app.clientSecret)
  await page.keyboard.press('Enter')
  await expect(accepted(page)).toBeVisible()
  await tabTo(page, 'button', 'Go to incidents')
  await page.keyboard.press('Enter')
  await tabTo(page, 'button', 'Refresh')
  await page.keyboard.press('Enter')
  await finished(page)
  await expectComplete(page)

  const rows = page.getByRole('row')
  const first = (await rows.nth(1).locator('.col-id').textContent())?.trim() ?? ''
  const second = (await rows.nth(2).locator('.col-id').textContent())?.trim() ?? ''
  await tabTo(page, 'row', first)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: `Incident ${first}` })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('region', { name: `Incident ${second}` })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: /^Incident / })).toHaveCount(0)
  await page.keyboard.press('End')
  const count = Number(await grid(page).getAttribute('aria-rowcount'))
  await expect(page.locator(`[aria-rowindex="${count}"]`)).toBeFocused()
})

test('real shortcuts and the real save dialog', async ({ cloud, display, folder, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await sendKeys(display.name, '^XDR Desk$', 'key', 'ctrl+1')
  await expect(page.getByRole('heading', { name: 'Incidents', exact: true })).toBeVisible()
  await sendKeys(display.name, '^XDR Desk$', 'key', 'ctrl+r')
  await expectComplete(page, { incidents: 250 })
  await sendKeys(display.name, '^XDR Desk$', 'key', 'ctrl+f')
  await expect(searchBox(page)).toBeFocused()
  await sendKeys(display.name, '^XDR Desk$', 'key', 'ctrl+e')
  const file = path.join(folder, 'by keyboard.json')
  await saveByKeyboard(display.name, 'Export 250 incidents', file)
  await expect(exportStatus(page)).toContainText('Exported 250 incidents to by keyboard.json')
  expectWholeExport(file, cloud)

  // Cancelled in the real dialog: nothing happens.
  await sendKeys(display.name, '^XDR Desk$', 'key', 'ctrl+e')
  await sendKeys(display.name, 'Export 250 incidents', 'key', 'Escape')
  await expect(exportButton(page)).toBeEnabled()
  await sendKeys(display.name, '^XDR Desk$', 'key', 'ctrl+comma')
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible()
})
