/** @file Where the secret is kept: keyring present, absent, locked, replaced; settings damaged in each way. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { accepted, forgetCredentials, goTo, profilePicker, refresh, refreshButton, saveButton, secretStorage, signIn, typeCredentials, typeIds } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { keyringPassword } from '../harness/system/keyring'
import { asyncSafeStorage } from '../harness/system/async-safe-storage'
import { answerKeyringPrompt } from '../harness/system/keyring-prompt'

const settingsFile = (userData: string) => path.join(userData, 'settings.json')
const stored = (userData: string) => JSON.parse(readFileSync(settingsFile(userData), 'utf8')) as { profiles: [{ sealed: { backend: string, ciphertext: string } | null }] }

test('without a keyring the secret is kept for this session only', async ({ cloud, launch, userData }) => {
  const first = await launch()
  await goTo(first.page, 'Settings')
  await expect(secretStorage(first.page)).toContainText('this session only')
  await signIn(first.page, cloud)
  await expect(secretStorage(first.page)).toContainText('this session only')
  await refresh(first.page)
  await expectComplete(first.page)
  expect(stored(userData).profiles[0].sealed).toBeNull()
  await first.close()

  const { page } = await launch()
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/secret is not saved.*for one session.*Enter the client secret/)
  await goTo(page, 'Settings')
  await expect(page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue(cloud.entra.app.tenantId)
  await page.getByLabel('Client secret').fill(cloud.entra.app.clientSecret)
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
})

test('with a keyring the secret is sealed by it, in a file of mode 0600', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const { page } = await launch({ env })
  await signIn(page, cloud)
  await expect(secretStorage(page)).toContainText('sealed by GNOME Keyring (gnome_libsecret)')
  expect(statSync(settingsFile(userData)).mode & 0o777).toBe(0o600)
  const [{ sealed }] = stored(userData).profiles
  expect(sealed?.backend).toBe('gnome_libsecret')
  expect(Buffer.from(sealed?.ciphertext ?? '', 'base64').toString('latin1', 0, 3)).toBe('v11')
})

test('a replaced keyring: the app starts, says so, deletes nothing, takes the secret again', async ({ cloud, keyring, launch, userData }) => {
  const one = await keyring({ name: 'one' })
  const first = await launch({ env: one.env })
  await signIn(first.page, cloud)
  await first.close()
  const before = readFileSync(settingsFile(userData))
  const two = await keyring({ name: 'two' })
  const { page } = await launch({ env: two.env })
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/saved secret cannot be decrypted.*sealed secret is still there.*Enter the client secret again/)
  expect(readFileSync(settingsFile(userData)).equals(before)).toBe(true)
  await typeCredentials(page, cloud)
  await expect(accepted(page)).toBeVisible()
  await refresh(page)
  await expectComplete(page)
})

test('a keyring that is gone: the sealed secret stays, and a session-only one leaves it alone', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  await first.close()
  const before = readFileSync(settingsFile(userData))
  const second = await launch()
  await refresh(second.page)
  await expect(second.page.getByRole('alert')).toHaveText(/belongs to another keyring.*sealed by .*gnome_libsecret.*uses .*basic_text.*xdr-desk --password-store=gnome-libsecret/)
  await typeCredentials(second.page, cloud)
  await expect(accepted(second.page)).toBeVisible()
  await expect(secretStorage(second.page)).toContainText('this session only')
  await second.close()
  expect(readFileSync(settingsFile(userData)).equals(before)).toBe(true)
  const third = await launch({ env })
  await refresh(third.page)
  await expectComplete(third.page)
})

test('a keyring that never answers its bus is told', async ({ cloud, keyring, launch }) => {
  const ring = await keyring()
  const first = await launch({ env: ring.env })
  await signIn(first.page, cloud)
  await first.close()
  await ring.close()
  const { page } = await launch({ env: ring.env })
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/keyring does not respond.*sealed secret is still there.*Start the keyring/)
})

for (const api of ['synchronous', 'asynchronous']) test.describe(`a locked keyring, by the ${api} API`, () => {
  test.setTimeout(120_000)
  const behind = (folder: string) => api === 'asynchronous' ? { before: asyncSafeStorage(folder) } : {}

  test('start and Settings never touch it; its prompt is announced first and can be answered', async ({ cloud, display, folder, keyring, launch }) => {
    const open = await keyring()
    const first = await launch({ env: open.env, ...behind(folder) })
    await signIn(first.page, cloud)
    await first.close()
    await open.close()
    const locked = await keyring({ locked: true })
    const { page } = await launch({ env: locked.env, ...behind(folder) })
    await goTo(page, 'Settings')
    await expect(secretStorage(page)).toContainText('gnome_libsecret')
    await goTo(page, 'Access')
    await goTo(page, 'Incidents')
    // The notice is on the page before main stops: it is recorded by the page itself.
    await page.evaluate(() => {
      new MutationObserver(() => {
        if (document.querySelector('[role=alertdialog]')) sessionStorage.setItem('announced', document.querySelector('[role=alertdialog] h2')?.textContent ?? '')
      }).observe(document.body, { childList: true, subtree: true })
    })
    const clicked = refreshButton(page).click()
    await answerKeyringPrompt(display.name, [['key', 'ctrl+a'], ['type', '--delay', '20', keyringPassword], ['key', 'Return']], async () => await locked.isLocked() === false)
    await clicked
    await expectComplete(page, { timeout: 30_000 })
    expect(await page.evaluate(() => sessionStorage.getItem('announced')?.trim())).toBe('Your keyring is locked: answer its prompt')
    await expect(page.getByRole('alertdialog')).toHaveCount(0)
  })

  test('its prompt dismissed: this session only until the next start, and says so', async ({ cloud, display, folder, keyring, launch, userData }) => {
    const open = await keyring()
    const first = await launch({ env: open.env, ...behind(folder) })
    await signIn(first.page, cloud)
    await first.close()
    await open.close()
    const before = readFileSync(settingsFile(userData))
    const { env } = await keyring({ locked: true })
    const { page } = await launch({ env, ...behind(folder) })
    let done = false
    const clicked = refreshButton(page).click().then(() => expect(page.getByRole('alert')).toBeVisible({ timeout: 40_000 })).finally(() => { done = true })
    await answerKeyringPrompt(display.name, [['key', 'Escape']], () => done)
    await clicked
    await expect(page.getByRole('alert')).toHaveText(/keyring is still locked.*prompt was dismissed.*Restart XDR Desk/)
    await typeCredentials(page, cloud)
    await expect(accepted(page)).toBeVisible()
    await expect(secretStorage(page)).toContainText('this session only')
    await expect(secretStorage(page)).toContainText('dismissed')
    await refresh(page)
    await expectComplete(page)
    expect(readFileSync(settingsFile(userData)).equals(before)).toBe(true)
  })
})

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
  test(`settings that are ${name}: the app starts, says so and deletes nothing`, async ({ cloud, keyring, launch, userData }) => {
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
    // Saving anew works and keeps the damaged file under another name.
    await signIn(page, cloud)
    await expect(page.getByText('settings file is damaged')).toHaveCount(0)
    const kept = readdirSync(userData).find(entry => entry.startsWith('settings.damaged-'))
    expect(readFileSync(path.join(userData, kept ?? '')).equals(before)).toBe(true)
    expect(stored(userData).profiles[0].sealed?.backend).toBe('gnome_libsecret')
  })
}

test('settings of before there were several profiles are read, and moved when they change', async ({ cloud, keyring, launch, userData }) => {
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

test('one profile that cannot be used leaves the others usable; a newer version\'s members survive, and forgetting takes only its entry', async ({ cloud, keyring, launch, userData }) => {
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
  // As a Windows editor saves it.
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
  expect(readdirSync(userData).filter(entry => entry.startsWith('settings.damaged-'))).toEqual([])

  await picker.selectOption({ label: 'Mars (cannot be used)' })
  await forgetCredentials({ electron, page })
  await expect(picker.locator('option')).toHaveCount(4)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 9, views: [{ query: 'a' }], profiles: [{ name: 'Contoso', color: 'blue' }, 'text', { name: 'Short' }, damaged] })

  // Saved anew in the damaged one: usable again, and a copy of the file is kept.
  const before = readFileSync(file)
  await picker.selectOption({ label: 'Damaged (cannot be used)' })
  await signIn(page, cloud)
  await expect(picker.locator('option:checked')).toHaveText('Damaged')
  const [copy = ''] = readdirSync(userData).filter(entry => entry.startsWith('settings.damaged-'))
  expect(JSON.parse(readFileSync(path.join(userData, copy), 'utf8'))).toEqual({ ...JSON.parse(before.toString()) as object, current: 'damaged' })
})

test('read-only settings are read, and not replaced by a save', async ({ cloud, keyring, launch, userData }) => {
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

test('the form trims what is copied along and refuses what cannot be', async ({ cloud, launch }) => {
  const { page } = await launch()
  const { tenantId, clientId, clientSecret } = cloud.entra.app
  await typeCredentials(page, cloud, { tenantId: 'common', clientId: 'my app', clientSecret: ' ' })
  await expect(page.getByText('“common” names no single tenant')).toBeVisible()
  await expect(page.getByText('application (client) ID: a GUID')).toBeVisible()
  await expect(page.getByText('Enter the client secret.')).toBeVisible()
  await page.getByLabel('Client secret').fill(clientId)
  await expect(page.getByText('The secret\'s Value is needed')).toBeVisible()
  expect(cloud.requests).toEqual([])
  await typeCredentials(page, cloud, { tenantId: ` "${tenantId}" `, clientId: `“${clientId}”\t`, clientSecret: `  ${clientSecret} ` })
  await expect(accepted(page)).toBeVisible()
  // The same ids in another spelling keep the saved secret.
  const issued = cloud.entra.issued.length
  await typeIds(page, cloud, { tenantId: `{${tenantId.toUpperCase()}}`, clientId: ` ${clientId.toUpperCase()} ` })
  await saveButton(page).click()
  await expect.poll(() => cloud.entra.issued.length).toBe(issued + 1)
  await expect(page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue(tenantId.toUpperCase())
  await expect(accepted(page)).toBeVisible()
  await typeCredentials(page, cloud, { tenantId: cloud.entra.app.domain, clientSecret: cloud.entra.app.clientSecret })
  await expect(accepted(page)).toBeVisible()
})
