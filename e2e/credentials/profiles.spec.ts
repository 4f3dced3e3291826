/** @file Several profiles in several clouds: saved, named, duplicated and exported without secrets. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { generate } from 'selfsigned'
import { tenantTitle } from '../../src/shared/rules/profile-title'
import { accepted, certificateOption, chooseCloud, chosenCertificate, finished, forgetCredentials, goTo, newProfile, profilePicker, refresh, refreshButton, saveButton, secretOption, secretStorage, signIn, typeIds } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { chooseFiles } from '../harness/system/open-dialog'
import { chooseSavePath } from '../harness/system/save-dialog'
import { addGovernment, titleAmongSeveral, twoClouds } from '../harness/tenants'

test.use({ tenant: { incidents: 250, awkward: false } })

twoClouds('drops the token when the user switches profiles, and shows a verdict for each profile', async ({ cloud, government, switches, launch }) => {
  government.entra.roles = []
  const { page } = await launch({ switches })
  await signIn(page, cloud)
  await goTo(page, 'Access')
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Can list incidents')
  await addGovernment(page, government)
  await goTo(page, 'Access')
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Cannot list incidents')
  await profilePicker(page).selectOption({ label: titleAmongSeveral(cloud) })
  await expect(page.getByText('No token in this session yet')).toBeVisible()
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Can list incidents')
})

twoClouds('saves, names, duplicates, exports, imports and deletes profiles', async ({ cloud, government, switches, folder, keyring, launch }) => {
  const env = (await keyring()).env
  const first = await launch({ switches, env })
  await signIn(first.page, cloud)
  await first.page.getByRole('textbox', { name: 'Profile name' }).fill('Contoso')
  await first.page.getByRole('textbox', { name: 'Profile name' }).press('Enter')
  await expect(first.page.getByText(/such as your organization's\. Saved\.$/)).toBeVisible()
  await addGovernment(first.page, government)
  await first.close()

  const { page, electron } = await launch({ switches, env })
  // The profile used last is current after a restart, and both profiles can still sign in.
  await expect(profilePicker(page).locator('option:checked')).toHaveText(tenantTitle(government.entra.app.tenantId))
  await refresh(page)
  await expectComplete(page, { incidents: 130 })
  // The keyboard switches profiles too.
  await profilePicker(page).focus()
  await profilePicker(page).press('ArrowUp')
  await expect(profilePicker(page)).toHaveAttribute('title', `Contoso · ${cloud.entra.app.tenantId}`)
  await refresh(page)
  await expectComplete(page, { incidents: 250 })

  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Duplicate profile' }).click()
  await expect(profilePicker(page).locator('option')).toHaveText(['Contoso', tenantTitle(government.entra.app.tenantId), 'Contoso (copy)'])
  await expect(profilePicker(page).locator('option:checked')).toHaveText('Contoso (copy)')
  await refresh(page)
  await expectComplete(page, { incidents: 250 })

  await goTo(page, 'Settings')
  const file = path.join(folder, 'profiles.json')
  await chooseSavePath(electron, file)
  await page.getByRole('button', { name: 'Export profiles' }).click()
  await expect(page.getByText('It contains no secrets.')).toBeVisible()
  const exported = readFileSync(file, 'utf8')
  expect(exported).toContain(government.entra.app.clientId)
  for (const secret of [cloud.entra.app.clientSecret, government.entra.app.clientSecret, 'sealed', 'ciphertext']) expect(exported).not.toContain(secret)

  // After all profiles are forgotten, the settings file is gone.
  for (const left of [2, 1, 0]) {
    await forgetCredentials({ electron, page })
    await expect(profilePicker(page).locator('option')).toHaveCount(Math.max(1, left))
  }
  expect(existsSync(path.join(folder, 'user-data', 'settings.json'))).toBe(false)
  await expect(page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue('')

  await chooseFiles(electron, file)
  await page.getByRole('button', { name: 'Import profiles' }).click()
  await expect(profilePicker(page).locator('option')).toHaveText(['Contoso', tenantTitle(government.entra.app.tenantId)])
  await expect(page.getByText('2 profiles added. Each needs its client secret or certificate')).toBeVisible()
  await goTo(page, 'Incidents')
  await refreshButton(page).click()
  await finished(page)
  await expect(page.getByRole('alert')).toContainText('The client secret is not saved.')
})

twoClouds('tests and duplicates a certificate with its profile only, and never exports it', async ({ cloud, government, switches, folder, keyring, launch }) => {
  const made = await generate([{ name: 'commonName', value: 'agency' }], { keySize: 2048, algorithm: 'sha256' })
  const pem = path.join(folder, 'agency.pem')
  writeFileSync(pem, made.cert + made.private)
  government.entra.certificates = [made.cert]
  government.entra.configuration = { tenant_region_sub_scope: 'DODCON' }
  const { env } = await keyring()
  const { page, electron } = await launch({ env, switches })
  await signIn(page, cloud)
  await chooseFiles(electron, pem)
  const certificate = certificateOption(page)
  const choose = async () => {
    await certificate.check()
    await page.getByRole('button', { name: 'Choose a file…' }).click()
    await expect(chosenCertificate(page)).toContainText('CN=agency')
  }
  // A certificate chosen for one profile is not available in another.
  await choose()
  await newProfile(page)
  await certificate.check()
  await expect(page.getByText('Choose a PFX or PEM file with the certificate and its private key')).toBeVisible()
  await expect(chosenCertificate(page)).toHaveCount(0)

  await typeIds(page, government)
  await chooseCloud(page, 'US Government GCC High')
  await choose()
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()

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
  await expect(status).toHaveText('Failed at the certificate. 2 of 6 checks passed.')
  await expect(page.getByRole('alert')).toHaveText(/Entra does not recognize the certificate.*AADSTS700027/)
  government.entra.certificates = [made.cert]

  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Duplicate profile' }).click()
  await expect(profilePicker(page).locator('option:checked')).toHaveText(`${tenantTitle(government.entra.app.tenantId)} (copy)`)
  await expect(page.getByRole('region', { name: 'Saved certificate' })).toContainText('CN=agency')
  await expect(secretStorage(page)).toContainText('Certificate key encrypted by')
  await refresh(page)
  await expectComplete(page, { incidents: 130 })

  const file = path.join(folder, 'profiles.json')
  await chooseSavePath(electron, file)
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'Export profiles' }).click()
  await expect(page.getByText('It contains no secrets.')).toBeVisible()
  expect(readFileSync(file, 'utf8')).toContain(government.entra.app.clientId)
  expect(readFileSync(file, 'utf8')).not.toMatch(/agency|certificate|thumbprint|sealed|PRIVATE/)

  await profilePicker(page).selectOption({ label: titleAmongSeveral(cloud) })
  await expect(secretOption(page)).toBeChecked()
  await refresh(page)
  await expectComplete(page, { incidents: 250 })
})
