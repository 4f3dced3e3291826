/** @file Several profiles in several clouds: nothing of one is ever shown, sent or exported under another. */
import type { Locator, Page } from '@playwright/test'
import type { Cloud } from './cloud/start-cloud'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { generate } from 'selfsigned'
import { from } from './cloud/faults'
import { startCloud } from './cloud/start-cloud'
import { collection, exportButton, finished, goTo, grid, refresh, refreshButton, secretStorage, signIn, typeIds } from './harness/desk'
import { expect, test } from './harness/fixtures'
import { chooseFiles } from './harness/open-dialog'
import { chooseSavePath } from './harness/save-dialog'

const governmentHosts = {
  login: 'login.microsoftonline.us', api: 'api-gov.security.microsoft.us', resource: 'api-gov.security.microsoft.us', graph: 'graph.microsoft.us', portal: 'security.microsoft.us',
}
const picker = (page: Page): Locator => page.getByRole('combobox', { name: 'Profile' })
const expected = ({ tenant }: Cloud): string => `[${tenant.incidents.map(each => each.bytes.toString('latin1')).join(',\n')}]\n`

/** Two tenants in two clouds; both names lead to their stand-ins. */
const twoClouds = test.extend<{ government: Cloud, switches: readonly string[] }>({
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

async function addGovernment(page: Page, government: Cloud): Promise<void> {
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'New profile' }).click()
  await expect(page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue('')
  await page.getByRole('combobox', { name: 'Cloud' }).selectOption('US Government GCC High')
  await signIn(page, government)
}

/** Looks at every change of the page whether a row of one tenant stands under the other's profile. Ends with what it found. */
async function watchRows(page: Page, tenants: readonly [string, string]) {
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

test.use({ tenant: { incidents: 250, awkward: false } })

twoClouds('two tenants in two clouds stay apart, whatever is pressed in between', async ({ cloud, government, switches, folder, launch }) => {
  const { page, electron } = await launch({ switches })
  await signIn(page, cloud)
  await refresh(page)
  await addGovernment(page, government)
  await expect(picker(page).locator('option')).toHaveText([cloud.entra.app.tenantId, government.entra.app.tenantId])
  await goTo(page, 'Incidents')
  await expect(grid(page)).toHaveCount(0)
  await refresh(page)
  await expect(collection(page)).toHaveText(/^130 incidents .* complete/)
  await page.getByRole('row').nth(1).click()
  await expect(page.getByRole('link', { name: 'Open in Defender' })).toHaveAttribute('href', 'https://security.microsoft.us/')

  const seen = await watchRows(page, [cloud.entra.app.tenantId, government.entra.app.tenantId])
  for (const tenant of [cloud, government, cloud, government, cloud]) {
    await picker(page).selectOption({ label: tenant.entra.app.tenantId })
    await expect(collection(page)).toHaveText(tenant === cloud ? /^250 incidents/ : /^130 incidents/)
    await expect(page.getByRole('region', { name: /^Incident \d/ })).toHaveCount(0)
    const file = path.join(folder, `${tenant.entra.app.tenantId}.json`)
    await chooseSavePath(electron, file)
    await exportButton(page).click()
    await expect(page.getByRole('status', { name: 'Export' })).toContainText('Exported')
    expect(readFileSync(file, 'latin1')).toBe(expected(tenant))
  }

  // In the middle of a run, with an answer on its way.
  let release = () => undefined as void
  const held = new Promise<void>((resolve) => { release = resolve })
  cloud.fault('api', from(2, { kind: 'hold', until: held }))
  await page.getByRole('button', { name: 'Reload all' }).click()
  await expect.poll(() => cloud.listRequests().length).toBeGreaterThan(4)
  await picker(page).selectOption({ label: government.entra.app.tenantId })
  await expect(collection(page)).toHaveText(/^130 incidents/)
  release()
  await refresh(page)
  await expect(collection(page)).toHaveText(/^130 incidents .* complete/)
  expect(await seen()).toEqual([])

  // Each host saw its own tenant's tokens alone.
  for (const [own, other] of [[cloud, government], [government, cloud]] as const) {
    const sent = own.requests.map(({ authorization }) => authorization?.slice('Bearer '.length)).filter(token => token !== undefined)
    expect(sent.length).toBeGreaterThan(0)
    expect(sent.every(token => own.entra.issued.includes(token))).toBe(true)
    expect(sent.some(token => other.entra.issued.includes(token))).toBe(false)
    expect(own.requests.some(({ url }) => url.pathname.includes(other.entra.app.tenantId))).toBe(false)
  }
})

twoClouds('the token of a profile that was left is gone, and each has its own verdict', async ({ cloud, government, switches, launch }) => {
  government.entra.roles = []
  const { page } = await launch({ switches })
  await signIn(page, cloud)
  await goTo(page, 'Access')
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Can list incidents')
  await addGovernment(page, government)
  await goTo(page, 'Access')
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Cannot list incidents')
  await picker(page).selectOption({ label: cloud.entra.app.tenantId })
  await expect(page.getByText('No token in this session yet')).toBeVisible()
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Can list incidents')
})

twoClouds('profiles are kept, named, copied, exported without secrets, imported and deleted', async ({ cloud, government, switches, folder, keyring, launch }) => {
  const env = (await keyring()).env
  const first = await launch({ switches, env })
  await signIn(first.page, cloud)
  await first.page.getByRole('textbox', { name: 'Profile name' }).fill('Contoso')
  await first.page.getByRole('textbox', { name: 'Profile name' }).press('Enter')
  await addGovernment(first.page, government)
  await first.close()

  const { page, electron } = await launch({ switches, env })
  // The one in use last, and both still open.
  await expect(picker(page).locator('option:checked')).toHaveText(government.entra.app.tenantId)
  await refresh(page)
  await expect(collection(page)).toHaveText(/^130 incidents .* complete/)
  // By the keyboard as well.
  await picker(page).focus()
  await picker(page).press('ArrowUp')
  await expect(page.getByRole('navigation')).toContainText(cloud.entra.app.tenantId)
  await refresh(page)
  await expect(collection(page)).toHaveText(/^250 incidents .* complete/)

  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Duplicate profile' }).click()
  await expect(picker(page).locator('option')).toHaveText(['Contoso', government.entra.app.tenantId, 'Contoso (copy)'])
  await expect(picker(page).locator('option:checked')).toHaveText('Contoso (copy)')
  await refresh(page)
  await expect(collection(page)).toHaveText(/^250 incidents .* complete/)

  await goTo(page, 'Settings')
  const file = path.join(folder, 'profiles.json')
  await chooseSavePath(electron, file)
  await page.getByRole('button', { name: 'Export profiles' }).click()
  await expect(page.getByText('It holds no secret.')).toBeVisible()
  const exported = readFileSync(file, 'utf8')
  expect(exported).toContain(government.entra.app.clientId)
  for (const secret of [cloud.entra.app.clientSecret, government.entra.app.clientSecret, 'sealed', 'ciphertext']) expect(exported).not.toContain(secret)

  // All of them are forgotten; nothing is left on the disk.
  for (const left of [2, 1, 0]) {
    await page.getByRole('button', { name: 'Forget credentials' }).click()
    await page.getByRole('button', { name: 'Forget them' }).click()
    await expect(picker(page).locator('option')).toHaveCount(Math.max(1, left))
  }
  expect(existsSync(path.join(folder, 'user-data', 'settings.json'))).toBe(false)
  await expect(page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue('')

  await chooseFiles(electron, file)
  await page.getByRole('button', { name: 'Import profiles' }).click()
  await expect(picker(page).locator('option')).toHaveText(['Contoso', government.entra.app.tenantId])
  await expect(page.getByText('2 profiles added. Each needs its client secret or certificate')).toBeVisible()
  await goTo(page, 'Incidents')
  await refreshButton(page).click()
  await finished(page)
  await expect(page.getByRole('alert')).toContainText('The client secret is not saved.')
})

twoClouds('a certificate belongs to its profile: chosen, tested, duplicated sealed, exported not at all', async ({ cloud, government, switches, folder, keyring, launch }) => {
  const made = await generate([{ name: 'commonName', value: 'agency' }], { keySize: 2048, algorithm: 'sha256' })
  const pem = path.join(folder, 'agency.pem')
  writeFileSync(pem, made.cert + made.private)
  government.entra.certificates = [made.cert]
  government.entra.configuration = { tenant_region_sub_scope: 'DODCON' }
  const { env } = await keyring()
  const { page, electron } = await launch({ env, switches })
  await signIn(page, cloud)
  await chooseFiles(electron, pem)
  const certificate = page.getByRole('radio', { name: 'Certificate', exact: true })
  const choose = async () => {
    await certificate.check()
    await page.getByRole('button', { name: 'Choose a file…' }).click()
    await expect(page.getByRole('region', { name: 'Chosen certificate' })).toContainText('CN=agency')
  }
  // What is chosen in one profile is not there in another, nor after coming back.
  await choose()
  await page.getByRole('button', { name: 'New profile' }).click()
  await expect(page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue('')
  await certificate.check()
  await expect(page.getByText('A PFX or PEM file with its private key')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Chosen certificate' })).toHaveCount(0)

  await typeIds(page, government)
  await page.getByRole('combobox', { name: 'Cloud' }).selectOption('US Government GCC High')
  await choose()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Entra accepted the credentials')).toBeVisible()

  const status = page.getByRole('status', { name: 'Connection test' })
  const test = async () => {
    await goTo(page, 'Setup')
    await page.getByRole('button', { name: 'Test connection', exact: true }).click()
  }
  await test()
  await expect(status).toHaveText(/All 6 checks passed/)
  await expect(page.getByRole('list', { name: 'Checks' }).getByText('Certificate is accepted')).toBeVisible()
  government.entra.certificates = []
  await test()
  await expect(status).toHaveText('Check 3 of 6 failed: certificate.')
  await expect(page.getByRole('alert')).toHaveText(/Entra does not know the certificate.*AADSTS700027/)
  government.entra.certificates = [made.cert]

  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Duplicate profile' }).click()
  await expect(picker(page).locator('option:checked')).toHaveText(`${government.entra.app.tenantId} (copy)`)
  await expect(page.getByRole('region', { name: 'Saved certificate' })).toContainText('CN=agency')
  await expect(secretStorage(page)).toContainText('Certificate key sealed by')
  await refresh(page)
  await expect(collection(page)).toHaveText(/^130 incidents .* complete/)

  const file = path.join(folder, 'profiles.json')
  await chooseSavePath(electron, file)
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Export profiles' }).click()
  await expect(page.getByText('It holds no secret.')).toBeVisible()
  expect(readFileSync(file, 'utf8')).toContain(government.entra.app.clientId)
  expect(readFileSync(file, 'utf8')).not.toMatch(/agency|certificate|thumbprint|sealed|PRIVATE/)

  await picker(page).selectOption({ label: cloud.entra.app.tenantId })
  await expect(page.getByRole('radio', { name: 'Client secret', exact: true })).toBeChecked()
  await refresh(page)
  await expect(collection(page)).toHaveText(/^250 incidents .* complete/)
})
