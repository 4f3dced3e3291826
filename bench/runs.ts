/** @file Runs that start with a click, as the user's do, timed in the page. */
import type { RunningApp } from '../e2e/harness/app'
import type { CloudProcess } from './cloud'
import { goTo, saveButton } from '../e2e/harness/user'
import { defineNameHelper } from './start-times'

/** Types the credentials into Settings and goes to the incidents. */
export async function signInTo({ page, electron }: RunningApp, cloud: CloudProcess): Promise<void> {
  await page.evaluate(defineNameHelper)
  await electron.evaluate(defineNameHelper)
  await goTo(page, 'Settings')
  await page.getByRole('textbox', { name: 'Tenant ID' }).fill(cloud.app.tenantId)
  await page.getByRole('textbox', { name: 'Client ID' }).fill(cloud.app.clientId)
  await page.getByLabel('Client secret').fill(cloud.app.clientSecret)
  await saveButton(page).click()
  await page.getByText('Entra accepted the credentials').waitFor()
  await goTo(page, 'Incidents')
}

/** Clicks the button and returns the ms until the list is complete and its rows are on screen. */
export function timeRun({ page }: RunningApp, name: 'Refresh' | 'Reload all'): Promise<number> {
  return page.evaluate(label => new Promise<number>((resolve) => {
    const button = [...document.querySelectorAll('button')].find(each => each.textContent?.trim() === label)
    const status = document.querySelector('[aria-label="Collection"]')
    let running = false
    const started = performance.now()
    const observer = new MutationObserver(() => {
      const text = status?.textContent ?? ''
      if (text.includes('Loading')) running = true
      else if (running && / complete /.test(text)) {
        observer.disconnect()
        const look = () => {
          if (document.querySelector('[role="grid"][aria-busy="true"]')) requestAnimationFrame(look)
          else resolve(performance.now() - started)
        }
        look()
      }
    })
    if (status) observer.observe(status, { childList: true, characterData: true, subtree: true })
    button?.click()
  }), name)
}
