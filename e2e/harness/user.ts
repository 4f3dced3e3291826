/** @file What a person does, in the words of the screens. */
import type { Locator, Page } from '@playwright/test'
import type { Cloud } from '../cloud/start-cloud'
import type { RunningApp } from './app'
import type { AskedQuestion } from './system/message-dialog'
import { expect } from '@playwright/test'
import { answerQuestions } from './system/message-dialog'

export type Credentials = Partial<{ readonly tenantId: string, readonly clientId: string, readonly clientSecret: string }>

export const collection = (page: Page): Locator => page.getByRole('status', { name: 'Collection' })
export const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Incidents' })
export const refreshButton = (page: Page): Locator => page.getByRole('button', { name: 'Refresh', exact: true })
export const reloadButton = (page: Page): Locator => page.getByRole('button', { name: 'Reload all', exact: true })
export const exportButton = (page: Page): Locator => page.getByRole('button', { name: 'Export', exact: true })
export const secretStorage = (page: Page): Locator => page.getByRole('status', { name: 'Secret storage' })

export async function goTo(page: Page, name: 'Incidents' | 'Access' | 'Setup' | 'Settings'): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click()
}

/** Types the two ids into Settings. */
export async function typeIds(page: Page, cloud: Cloud, changed: Credentials = {}): Promise<void> {
  const { tenantId, clientId } = { ...cloud.entra.app, ...changed }
  await goTo(page, 'Settings')
  await page.getByRole('textbox', { name: 'Tenant ID' }).fill(tenantId)
  await page.getByRole('textbox', { name: 'Client ID' }).fill(clientId)
}

/** Types credentials into Settings and presses Save. */
export async function typeCredentials(page: Page, cloud: Cloud, changed: Credentials = {}): Promise<void> {
  const { clientSecret } = { ...cloud.entra.app, ...changed }
  await typeIds(page, cloud, changed)
  await page.getByLabel('Client secret').fill(clientSecret)
  await page.getByRole('button', { name: 'Save' }).click()
}

/** Saves the cloud's credentials and waits until they are accepted. */
export async function signIn(page: Page, cloud: Cloud): Promise<void> {
  await typeCredentials(page, cloud)
  await expect(page.getByText('Entra accepted the credentials')).toBeVisible()
}

/** Clicks a button that starts a run. Waits until the run has begun, since what it should bring may hold already before it. */
async function startRun(page: Page, button: Locator): Promise<void> {
  await expect(button).toBeEnabled()
  // A run may be over before the next look, so the page itself watches for it.
  const running = await collection(page).evaluateHandle((status) => {
    const began = new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!status.textContent.trim().startsWith('Collecting')) return
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

/** Presses Refresh and waits for the end of the run. */
export async function refresh(page: Page): Promise<void> {
  await goTo(page, 'Incidents')
  await startRun(page, refreshButton(page))
  await finished(page)
}

/** Asks for everything anew and waits for the end of the run. */
export async function reloadAll(page: Page): Promise<void> {
  await startRun(page, reloadButton(page))
  await finished(page)
}

/** Waits for the end of a run: Refresh can be pressed again. */
export async function finished(page: Page, timeout = 30_000): Promise<void> {
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toHaveCount(0, { timeout })
  await expect(refreshButton(page)).toBeEnabled({ timeout })
}

/** Presses Forget credentials and agrees in the dialog of the OS. Returns the questions it asked. */
export async function forgetCredentials({ electron, page }: Pick<RunningApp, 'electron' | 'page'>): Promise<readonly AskedQuestion[]> {
  const { asked } = await answerQuestions(electron, 'Forget them')
  await page.getByRole('button', { name: 'Forget credentials' }).click()
  await expect.poll(async () => (await asked()).length).toBe(1)
  return asked()
}
