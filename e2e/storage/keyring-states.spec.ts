/** @file How the app stores the secret if the keyring is present, absent, replaced, unresponsive or locked. */
import { readFileSync, statSync } from 'node:fs'
import { accepted, goTo, refresh, refreshButton, saveButton, secretStorage, signIn, typeCredentials } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { keyringPassword } from '../harness/system/keyring'
import { asyncSafeStorage } from '../harness/system/async-safe-storage'
import { answerKeyringPrompt } from '../harness/system/keyring-prompt'
import { readSettings, settingsFile } from '../harness/settings-file'

test('keeps the secret for this session only without a keyring', async ({ cloud, launch, userData }) => {
  const first = await launch()
  await goTo(first.page, 'Settings')
  await expect(secretStorage(first.page)).toContainText('this session only')
  await signIn(first.page, cloud)
  await expect(secretStorage(first.page)).toContainText('this session only')
  await refresh(first.page)
  await expectComplete(first.page)
  expect(readSettings(userData).profiles[0].sealed).toBeNull()
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

test('seals the secret with the keyring, in a file of mode 0600', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const { page } = await launch({ env })
  await signIn(page, cloud)
  await expect(secretStorage(page)).toContainText('encrypted by GNOME Keyring (gnome_libsecret)')
  expect(statSync(settingsFile(userData)).mode & 0o777).toBe(0o600)
  const [{ sealed }] = readSettings(userData).profiles
  expect(sealed?.backend).toBe('gnome_libsecret')
  expect(Buffer.from(sealed?.ciphertext ?? '', 'base64').toString('latin1', 0, 3)).toBe('v11')
})

test('explains that the keyring was replaced, deletes nothing and accepts the secret again', async ({ cloud, keyring, launch, userData }) => {
  const one = await keyring({ name: 'one' })
  const first = await launch({ env: one.env })
  await signIn(first.page, cloud)
  await first.close()
  const before = readFileSync(settingsFile(userData))
  const two = await keyring({ name: 'two' })
  const { page } = await launch({ env: two.env })
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/saved secret cannot be decrypted.*encrypted secret is still there.*Enter the client secret again/)
  expect(readFileSync(settingsFile(userData)).equals(before)).toBe(true)
  await typeCredentials(page, cloud)
  await expect(accepted(page)).toBeVisible()
  await refresh(page)
  await expectComplete(page)
})

test('keeps the sealed secret of a missing keyring next to a session-only secret', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  await first.close()
  const before = readFileSync(settingsFile(userData))
  const second = await launch()
  await refresh(second.page)
  await expect(second.page.getByRole('alert')).toHaveText(/belongs to another keyring.*encrypted by .*gnome_libsecret.*uses .*basic_text.*xdr-desk --password-store=gnome-libsecret/)
  await typeCredentials(second.page, cloud)
  await expect(accepted(second.page)).toBeVisible()
  await expect(secretStorage(second.page)).toContainText('this session only')
  await second.close()
  expect(readFileSync(settingsFile(userData)).equals(before)).toBe(true)
  const third = await launch({ env })
  await refresh(third.page)
  await expectComplete(third.page)
})

test('reports a keyring that does not respond', async ({ cloud, keyring, launch }) => {
  const ring = await keyring()
  const first = await launch({ env: ring.env })
  await signIn(first.page, cloud)
  await first.close()
  await ring.close()
  const { page } = await launch({ env: ring.env })
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/keyring does not respond.*encrypted secret is still there.*Start the keyring/)
})

for (const api of ['synchronous', 'asynchronous']) test.describe(`with the ${api} API of safeStorage, a locked keyring`, () => {
  test.setTimeout(120_000)
  const behind = (folder: string) => api === 'asynchronous' ? { before: asyncSafeStorage(folder) } : {}

  test('does not open the keyring at the start or in Settings, and announces the prompt before Refresh opens it', async ({ cloud, display, folder, keyring, launch }) => {
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
    // The page itself records the notice, which appears before main blocks.
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

  test('keeps the secret for this session only after a dismissed prompt, and explains why', async ({ cloud, display, folder, keyring, launch, userData }) => {
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
