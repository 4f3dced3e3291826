/** @file The user's actions, and the elements they use, by the names on the screen. */
import type { Locator, Page } from '@playwright/test'
import type { Bridge } from '../../src/shared/contract/ipc'
import type { Cloud } from '../cloud/start-cloud'
import type { RunningApp } from './app'
import type { DialogQuestion } from './system/message-dialog'
import { expect } from '@playwright/test'
import { answerMessageDialogs } from './system/message-dialog'

export type Credentials = Partial<{ readonly tenantId: string, readonly clientId: string, readonly clientSecret: string }>

export const collection = (page: Page): Locator => page.getByRole('status', { name: 'Collection' })
export const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Incidents' })
export const refreshButton = (page: Page): Locator => page.getByRole('button', { name: 'Refresh', exact: true })
export const reloadButton = (page: Page): Locator => page.getByRole('button', { name: 'Reload all', exact: true })
export const exportButton = (page: Page): Locator => page.getByRole('button', { name: 'Export', exact: true })
export const cancelButton = (page: Page): Locator => page.getByRole('button', { name: 'Cancel', exact: true })
export const saveButton = (page: Page): Locator => page.getByRole('button', { name: 'Save', exact: true })
export const exportStatus = (page: Page): Locator => page.getByRole('status', { name: 'Export' })
export const secretStorage = (page: Page): Locator => page.getByRole('status', { name: 'Secret storage' })
export const profilePicker = (page: Page): Locator => page.getByRole('combobox', { name: 'Profile', exact: true })
export const searchBox = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search incidents' })
export const accepted = (page: Page): Locator => page.getByText('Entra accepted the credentials')
export const certificateOption = (page: Page): Locator => page.getByRole('radio', { name: 'Certificate', exact: true })
export const secretOption = (page: Page): Locator => page.getByRole('radio', { name: 'Client secret', exact: true })
export const chosenCertificate = (page: Page): Locator => page.getByRole('region', { name: 'Chosen certificate' })

export const incidentRegion = (page: Page, id: string): Locator => page.getByRole('region', { name: `Incident ${id}`, exact: true })

/** The sections of an open incident. */
export const sections = ['Timeline', 'Alerts', 'Entities', 'Comments', 'Raw JSON'] as const

/** Chooses a section of the open incident. Returns its panel. */
export async function openSection(page: Page, name: (typeof sections)[number]): Promise<Locator> {
  await page.getByRole('tab', { name, exact: true }).click()
  const panel = page.getByRole('tabpanel', { name, exact: true })
  await expect(panel).toBeVisible()
  return panel
}

export async function goTo(page: Page, name: 'Incidents' | 'Access' | 'Setup' | 'Settings'): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click()
}

/** Opens the sheet of an export. */
export async function openExport(page: Page): Promise<Locator> {
  await exportButton(page).click()
  const sheet = page.getByRole('dialog', { name: 'Export incidents' })
  await expect(sheet).toBeVisible()
  return sheet
}

/** Exports incidents through the sheet, by default every incident as received. The test has chosen the answer of the save dialog. */
export async function exportIncidents(page: Page, what: 'All' | 'Shown' | 'Selected' = 'All', format = 'JSON as received'): Promise<void> {
  const sheet = await openExport(page)
  await sheet.getByRole('radiogroup', { name: 'What' }).getByRole('radio', { name: what, exact: true }).check()
  await sheet.getByRole('radiogroup', { name: 'Format' }).getByRole('radio', { name: format, exact: true }).check()
  await sheet.getByRole('button', { name: 'Save', exact: true }).click()
}

/** Types the tenant ID and the client ID into Settings. */
export async function typeIds(page: Page, cloud: Cloud, changed: Credentials = {}): Promise<void> {
  const { tenantId, clientId } = { ...cloud.entra.app, ...changed }
  await goTo(page, 'Settings')
  await page.getByRole('textbox', { name: 'Tenant ID' }).fill(tenantId)
  await page.getByRole('textbox', { name: 'Client ID' }).fill(clientId)
}

/** Types credentials into Settings and clicks Save. */
export async function typeCredentials(page: Page, cloud: Cloud, changed: Credentials = {}): Promise<void> {
  const { clientSecret } = { ...cloud.entra.app, ...changed }
  await typeIds(page, cloud, changed)
  await page.getByLabel('Client secret').fill(clientSecret)
  await page.getByRole('button', { name: 'Save' }).click()
}

/** Saves the cloud's credentials and waits until Entra accepts them. */
export async function signIn(page: Page, cloud: Cloud): Promise<void> {
  await typeCredentials(page, cloud)
  await expect(accepted(page)).toBeVisible()
}

/** Selects a cloud in the open form, which hides the choice under Advanced. */
export async function chooseCloud(page: Page, cloud: string | { readonly index: number }): Promise<void> {
  const choice = page.getByRole('combobox', { name: 'Cloud' })
  if (!await choice.isVisible()) await page.getByText('Advanced: cloud and region').click()
  await choice.selectOption(cloud)
}

/** Selects Microsoft Graph in Settings. */
export async function chooseGraph(page: Page): Promise<void> {
  await goTo(page, 'Settings')
  await page.getByRole('radiogroup', { name: 'API' }).getByRole('radio', { name: 'Microsoft Graph' }).check()
}

/** Selects Microsoft Graph and signs in. */
export async function signInToGraph(page: Page, cloud: Cloud): Promise<void> {
  await chooseGraph(page)
  await signIn(page, cloud)
}

/** Starts a new profile and waits for its empty form. */
export async function newProfile(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New profile' }).click()
  await expect(page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue('')
}

/** Selects a custom window with these ends, to the minute, by creation time. */
export async function chooseCreatedBetween(page: Page, start: Date, end: Date): Promise<void> {
  await page.getByRole('radio', { name: 'Custom' }).check()
  await page.getByRole('combobox', { name: 'Time field' }).selectOption('createdTime')
  await page.getByLabel('From').fill(inputTime(start))
  await page.getByLabel('To', { exact: true }).fill(inputTime(end))
}

/** Returns the minute `hours` hours ago: the window's inputs have no seconds. */
export function hoursAgo(hours: number): Date {
  return new Date(Math.floor((Date.now() - hours * 3_600_000) / 60_000) * 60_000)
}

/** Formats a time for a datetime-local input. */
export function inputTime(date: Date): string {
  return date.toISOString().slice(0, 16)
}

/** Calls a method of the IPC contract from the page, as the page itself does. */
export function callMethod(page: Page, name: Exclude<keyof Bridge, 'on'>, ...args: readonly unknown[]): Promise<unknown> {
  return page.evaluate(([method, values]) => {
    const bridge = (globalThis as unknown as { xdrDesk: Record<string, (...args: unknown[]) => Promise<unknown>> }).xdrDesk
    return bridge[method]?.(...values)
  }, [name, args] as const)
}

/** Clicks a button that starts a run. Waits until the run has begun, because an assertion about its result may already hold before it. */
async function startRun(page: Page, button: Locator): Promise<void> {
  await expect(button).toBeEnabled()
  // A run may end between two polls, so the page itself watches for its start.
  const running = await collection(page).evaluateHandle((status) => {
    const began = new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!status.textContent.trim().startsWith('Loading')) return
        observer.disconnect()
        resolve()
      })
      observer.observe(status, { childList: true, subtree: true, characterData: true })
    })
    return { began }
  })
  await button.click()
  await running.evaluate(({ began }) => began)
}

/** Clicks Refresh and waits for the end of the run. */
export async function refresh(page: Page): Promise<void> {
  await goTo(page, 'Incidents')
  await startRun(page, refreshButton(page))
  await finished(page)
}

/** Clicks Reload all and waits for the end of the run. */
export async function reloadAll(page: Page): Promise<void> {
  await startRun(page, reloadButton(page))
  await finished(page)
}

/** Waits until the rows on screen are those of the current list and query. */
export async function upToDate(page: Page): Promise<void> {
  await expect(page.locator('[role=grid][aria-busy=true]')).toHaveCount(0)
}

/** Waits for the end of a run: Refresh is enabled again, and the list shows its rows. */
export async function finished(page: Page, timeout = 30_000): Promise<void> {
  await expect(cancelButton(page)).toHaveCount(0, { timeout })
  await expect(refreshButton(page)).toBeEnabled({ timeout })
  await upToDate(page)
}

/** Clicks Forget credentials and confirms in the OS dialog. Returns the question of the dialog. */
export async function forgetCredentials({ electron, page }: Pick<RunningApp, 'electron' | 'page'>): Promise<readonly DialogQuestion[]> {
  const { questions } = await answerMessageDialogs(electron, 'Forget credentials')
  await page.getByRole('button', { name: 'Forget credentials' }).click()
  await expect.poll(async () => (await questions()).length).toBe(1)
  return questions()
}
