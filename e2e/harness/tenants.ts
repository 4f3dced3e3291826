/** @file Several tenants beside each other, in two clouds or in one, and how to see that nothing of one comes to the other. */
import type { Locator, Page } from '@playwright/test'
import type { Cloud } from '../cloud/start-cloud'
import { startCloud } from '../cloud/start-cloud'
import { goTo, signIn } from './user'
import { expect, test } from './fixtures'

const governmentHosts = {
  login: 'login.microsoftonline.us', api: 'api-gov.security.microsoft.us', resource: 'api-gov.security.microsoft.us', graph: 'graph.microsoft.us', portal: 'security.microsoft.us',
}
export const picker = (page: Page): Locator => page.getByRole('combobox', { name: 'Profile' })
/** What an export of the whole tenant holds. */
export const wholeExport = ({ tenant }: Cloud): string => `[${tenant.incidents.map(each => each.bytes.toString('latin1')).join(',\n')}]\n`

/** Two tenants in two clouds; both names lead to their stand-ins. */
export const twoClouds = test.extend<{ government: Cloud, switches: readonly string[] }>({
  government: async ({}, use) => {
    const cloud = await startCloud({ incidents: 130, seed: 77, firstId: 5_000_000, hosts: governmentHosts })
    await use(cloud)
    expect(cloud.elsewhere, 'requests to a foreign host').toEqual([])
    await cloud.close()
  },
  switches: async ({ cloud, government }, use) => {
    const value = (of: Cloud, name: string) => of.switches.find(each => each.startsWith(name))?.slice(name.length) ?? ''
    await use(['--host-resolver-rules=', '--ignore-certificate-errors-spki-list='].map(name => `${name}${value(cloud, name)},${value(government, name)}`))
  },
})

/** Two tenants behind the same names, as in one cloud. */
export const oneCloud = test.extend<{ neighbour: Cloud }>({
  neighbour: async ({ cloud }, use) => {
    const neighbour = await startCloud({ incidents: 130, seed: 77, firstId: 5_000_000 })
    cloud.admit(neighbour)
    await use(neighbour)
    expect(neighbour.elsewhere, 'requests to a foreign host').toEqual([])
    await neighbour.close()
  },
})

/** Adds a profile for the government's cloud. */
export async function addGovernment(page: Page, government: Cloud): Promise<void> {
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'New profile' }).click()
  await expect(page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue('')
  await page.getByRole('combobox', { name: 'Cloud' }).selectOption('US Government GCC High')
  await signIn(page, government)
}

/** Each tenant was asked with its own tokens alone, and nobody asked it for the other. */
export function expectApart(one: Cloud, two: Cloud): void {
  for (const [own, other] of [[one, two], [two, one]] as const) {
    const sent = own.requests.map(({ authorization }) => authorization?.slice('Bearer '.length)).filter(token => token !== undefined)
    expect(sent.length).toBeGreaterThan(0)
    expect(sent.every(token => own.entra.issued.includes(token))).toBe(true)
    expect(sent.some(token => other.entra.issued.includes(token))).toBe(false)
    expect(own.requests.some(({ url }) => url.pathname.includes(other.entra.app.tenantId))).toBe(false)
  }
}

/** Looks at every change of the page whether a row of one tenant stands under the other's profile. Ends with what it found. */
export async function watchRows(page: Page, tenants: readonly [string, string]) {
  await page.evaluate(([worldwide, government]) => {
    const found: string[] = []
    const look = () => {
      const select = document.querySelector<HTMLSelectElement>('select[aria-label="Profile"]')
      const shown = select?.selectedOptions[0]?.textContent?.trim() ?? ''
      const owner = shown === government ? '5' : shown === worldwide ? '1' : ''
      for (const text of document.body.textContent?.match(/\b(?:4999\d{3}|5000000|999\d{3}|1000000)\b/g) ?? []) {
        const of = text.startsWith('4999') || text === '5000000' ? '5' : '1'
        if (of !== owner) found.push(`${text} under ${shown}`)
      }
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true })
    Object.assign(window, { endWatch: () => { look(); observer.disconnect(); return found } })
  }, [...tenants] as [string, string])
  return () => page.evaluate(() => (window as unknown as { endWatch: () => string[] }).endWatch())
}
