/** @file The app keeps everything in damaged, older, newer and read-only settings files. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { accepted, forgetCredentials, goTo, profilePicker, refresh, saveButton, secretStorage, signIn, typeCredentials, typeIds } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { damagedCopies, readSettings, settingsFile } from '../harness/settings-file'

const damages: readonly (readonly [string, (file: string) => void, RegExp])[] = [
  ['empty', file => writeFileSync(file, ''), /settings file is damaged/],
  ['truncated', file => truncateSync(file, 40), /settings file is damaged/],
  ['not JSON', file => writeFileSync(file, 'tenantId = 1'), /settings file is damaged/],
  ['JSON of another shape', file => writeFileSync(file, '{"profile":{"tenantId":7}}'), /settings file is damaged/],
  ['a JSON list', file => writeFileSync(file, '[1]'), /settings file is damaged/],
  ['zeros', file => writeFileSync(file, Buffer.alloc(200)), /settings file is damaged/],
  ['unreadable', file => chmodSync(file, 0), /settings file cannot be read.*EACCES/],
  ['a folder', (file) => { rmSync(file); mkdirSync(file) }, /settings file cannot be read.*EISDIR/],
]
for (const [name, damage, what] of damages) {
  test(`starts with settings that are ${name}, explains the problem and deletes nothing`, async ({ cloud, keyring, launch, userData }) => {
    const { env } = await keyring()
    const first = await launch({ env })
    await signIn(first.page, cloud)
    await first.close()
    const file = settingsFile(userData)
    damage(file)
    const before = name === 'a folder' || name === 'unreadable' ? null : readFileSync(file)
    const { page } = await launch({ env })
    const alert = page.getByRole('alert').first()
    await expect(alert).toHaveText(what)
    await expect(alert).toHaveText(/Nothing was deleted/)
    expect(existsSync(file)).toBe(true)
    if (!before) return
    expect(readFileSync(file).equals(before)).toBe(true)
    // A new save works and keeps the damaged file under another name.
    await signIn(page, cloud)
    await expect(page.getByText('settings file is damaged')).toHaveCount(0)
    const [kept] = damagedCopies(userData)
    expect(readFileSync(path.join(userData, kept ?? '')).equals(before)).toBe(true)
    expect(readSettings(userData).profiles[0].sealed?.backend).toBe('gnome_libsecret')
  })
}

test('reads settings of versions with one profile, and converts them on the next change', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  await first.close()
  const { profiles: [{ tenantId, clientId, savedAt, api, sealed }] } = JSON.parse(readFileSync(settingsFile(userData), 'utf8')) as { profiles: [Record<string, unknown>] }
  const profile = { tenantId, clientId, savedAt, api, sealed }
  writeFileSync(settingsFile(userData), JSON.stringify({ profile, autoRefresh: { minutes: 15, notifyFrom: 'high' } }))
  const { page } = await launch({ env })
  await refresh(page)
  await expectComplete(page)
  await goTo(page, 'Settings')
  await page.getByRole('textbox', { name: 'Profile name' }).fill('Contoso')
  await page.getByRole('textbox', { name: 'Profile name' }).press('Enter')
  await expect(profilePicker(page).locator('option')).toHaveText(['Contoso'])
  const after = JSON.parse(readFileSync(settingsFile(userData), 'utf8')) as Record<string, unknown>
  expect(after).toMatchObject({ profiles: [{ ...profile, name: 'Contoso' }], autoRefresh: { minutes: 15 } })
  expect(after).not.toHaveProperty('profile')
})

test('keeps other profiles and members of newer versions next to an unusable profile, and forgets only its entry', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  await first.close()
  const file = settingsFile(userData)
  const { profiles: [profile], ...rest } = JSON.parse(readFileSync(file, 'utf8')) as { profiles: [Record<string, unknown>] }
  const mars = { ...profile, id: 'mars', name: 'Mars', cloud: 'mars', color: 'red' }
  const long = { ...profile, id: 'long', name: 'x'.repeat(101), sealed: { ...Object(profile.sealed) as object, keyId: 7 } }
  const damaged = { ...profile, id: 'damaged', name: 'Damaged', certificate: { subject: 'CN=x' } }
  const newer = { ...rest, version: 9, views: [{ query: 'a' }], profiles: [{ ...profile, name: 'Contoso', color: 'blue' }, mars, 'text', long, damaged] }
  // A Windows editor adds a byte order mark.
  writeFileSync(file, `\uFEFF${JSON.stringify(newer)}`)

  const { page, electron } = await launch({ env })
  const picker = profilePicker(page)
  await expect(picker.locator('option')).toHaveText([
    'Contoso', 'x'.repeat(100), 'Mars (cannot be used)', 'Profile 3 (cannot be used)', 'Damaged (cannot be used)',
  ])
  await expect(page.getByText('The profile “Mars” cannot be used.')).toBeVisible()
  await expect(page.getByText('The profile “Damaged” cannot be read: its certificate is missing or not valid. Nothing was deleted')).toBeVisible()
  for (const label of ['Contoso', 'x'.repeat(100)]) {
    await picker.selectOption({ label })
    await refresh(page)
    await expectComplete(page, { incidents: 250 })
  }
  await goTo(page, 'Settings')
  await page.getByRole('textbox', { name: 'Profile name' }).fill('Short')
  await page.getByRole('textbox', { name: 'Profile name' }).press('Enter')
  await expect(picker.locator('option:checked')).toHaveText('Short')
  const after = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  expect(after).toEqual({ ...newer, current: 'long', profiles: [newer.profiles[0], mars, 'text', { ...long, name: 'Short' }, damaged] })
  expect(damagedCopies(userData)).toEqual([])

  await picker.selectOption({ label: 'Mars (cannot be used)' })
  await forgetCredentials({ electron, page })
  await expect(picker.locator('option')).toHaveCount(4)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 9, views: [{ query: 'a' }], profiles: [{ name: 'Contoso', color: 'blue' }, 'text', { name: 'Short' }, damaged] })

  // Saving into the damaged profile makes it usable again and keeps a copy of the file.
  const before = readFileSync(file)
  await picker.selectOption({ label: 'Damaged (cannot be used)' })
  await signIn(page, cloud)
  await expect(picker.locator('option:checked')).toHaveText('Damaged')
  const [copy = ''] = damagedCopies(userData)
  expect(JSON.parse(readFileSync(path.join(userData, copy), 'utf8'))).toEqual({ ...JSON.parse(before.toString()) as object, current: 'damaged' })
})

test('reads a read-only settings file and does not replace it', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  await first.close()
  const file = settingsFile(userData)
  chmodSync(file, 0o400)
  const before = readFileSync(file)
  const { page } = await launch({ env })
  await refresh(page)
  await expectComplete(page)
  await typeCredentials(page, cloud)
  await expect(page.getByRole('alert').first()).toHaveText(/settings cannot be saved.*EACCES.*this session only/)
  await expect(secretStorage(page)).toContainText('this session only')
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('trims characters around copied values, and refuses invalid values', async ({ cloud, launch }) => {
  const { page } = await launch()
  const { tenantId, clientId, clientSecret } = cloud.entra.app
  await typeCredentials(page, cloud, { tenantId: 'common', clientId: 'my app', clientSecret: ' ' })
  await expect(page.getByText('“common” is not a single tenant')).toBeVisible()
  await expect(page.getByText('application (client) ID: a GUID')).toBeVisible()
  await expect(page.getByText('Enter the client secret.')).toBeVisible()
  await page.getByLabel('Client secret').fill(clientId)
  await expect(page.getByText('The secret\'s Value is needed')).toBeVisible()
  expect(cloud.requests).toEqual([])
  await typeCredentials(page, cloud, { tenantId: ` "${tenantId}" `, clientId: `“${clientId}”\t`, clientSecret: `  ${clientSecret} ` })
  await expect(accepted(page)).toBeVisible()
  // The same IDs in another spelling still belong to the saved secret.
  const issued = cloud.entra.issued.length
  await typeIds(page, cloud, { tenantId: `{${tenantId.toUpperCase()}}`, clientId: ` ${clientId.toUpperCase()} ` })
  await saveButton(page).click()
  await expect.poll(() => cloud.entra.issued.length).toBe(issued + 1)
  await expect(page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue(tenantId.toUpperCase())
  await expect(accepted(page)).toBeVisible()
  await typeCredentials(page, cloud, { tenantId: cloud.entra.app.domain, clientSecret: cloud.entra.app.clientSecret })
  await expect(accepted(page)).toBeVisible()
})
