/** @file Two tenants, in two clouds or in one, and checks that their data stays separate. */
import type { Page } from '@playwright/test'
import type { Cloud } from '../cloud/start-cloud'
import { tenantTitle } from '../../src/shared/rules/profile-title'
import { startCloud } from '../cloud/start-cloud'
import { chooseCloud, goTo, newProfile, signIn } from './user'
import { expect, test } from './fixtures'
import { governmentHosts } from '../cloud/hosts'

/** A test with two tenants in two clouds. `switches` map the host names of both. */
export const twoClouds = test.extend<{ government: Cloud, switches: readonly string[] }>({
  government: async ({}, use) => {
    const cloud = await startCloud({ incidents: 130, seed: 77, firstId: 5_000_000, hosts: governmentHosts })
    await use(cloud)
    expect(cloud.foreignRequests, 'requests to a foreign host').toEqual([])
    await cloud.close()
  },
  switches: async ({ cloud, government }, use) => {
    const value = (from: Cloud, name: string) => from.switches.find(each => each.startsWith(name))?.slice(name.length) ?? ''
    await use(['--host-resolver-rules=', '--ignore-certificate-errors-spki-list='].map(name => `${name}${value(cloud, name)},${value(government, name)}`))
  },
})

/** A test with two tenants in one cloud. */
export const oneCloud = test.extend<{ neighbor: Cloud }>({
  neighbor: async ({ cloud }, use) => {
    const neighbor = await startCloud({ incidents: 130, seed: 77, firstId: 5_000_000 })
    cloud.addTenant(neighbor)
    await use(neighbor)
    expect(neighbor.foreignRequests, 'requests to a foreign host').toEqual([])
    await neighbor.close()
  },
})

/** Adds a profile in the government cloud and signs in. */
export async function addGovernment(page: Page, government: Cloud): Promise<void> {
  await goTo(page, 'Settings')
  await newProfile(page)
  await chooseCloud(page, 'US Government GCC High')
  await signIn(page, government)
}

/** Returns the name of an unnamed profile of a tenant while there are several. */
export const titleAmongSeveral = ({ entra }: Cloud): string => `${tenantTitle(entra.app.tenantId)} (${entra.app.tenantId.slice(0, 8)})`

/** Expects that each tenant only received its own tokens, and no request for the other tenant. */
export function expectSeparate(one: Cloud, two: Cloud): void {
  for (const [own, other] of [[one, two], [two, one]] as const) {
    const sent = own.requests.map(({ authorization }) => authorization?.slice('Bearer '.length)).filter(token => token !== undefined)
    expect(sent.length).toBeGreaterThan(0)
    expect(sent.every(token => own.entra.issued.includes(token))).toBe(true)
    expect(sent.some(token => other.entra.issued.includes(token))).toBe(false)
    expect(own.requests.some(({ url }) => url.pathname.includes(other.entra.app.tenantId))).toBe(false)
  }
}

/** Watches the page for rows of one tenant that appear under the other tenant's profile. The returned function ends the watch and returns these rows. */
export async function watchRows(page: Page, tenants: readonly [string, string]) {
  await page.evaluate(([worldwide, government]) => {
    const found: string[] = []
    const check = () => {
      const select = document.querySelector<HTMLSelectElement>('select[aria-label="Profile"]')
      const shown = select?.selectedOptions[0]?.textContent?.trim() ?? ''
      const owner = shown === government ? '5' : shown === worldwide ? '1' : ''
      for (const text of document.body.textContent?.match(/\b(?:4999\d{3}|5000000|999\d{3}|1000000)\b/g) ?? []) {
        const tenant = text.startsWith('4999') || text === '5000000' ? '5' : '1'
        if (tenant !== owner) found.push(`${text} under ${shown}`)
      }
    }
    const observer = new MutationObserver(check)
    observer.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true })
    Object.assign(window, { endWatch: () => { check(); observer.disconnect(); return found } })
  }, [...tenants] as [string, string])
  return () => page.evaluate(() => (window as unknown as { endWatch: () => string[] }).endWatch())
}
