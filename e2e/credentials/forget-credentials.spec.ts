/** @file Forgetting is final: nothing comes back, and nothing goes that was not meant. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { from, hold } from '../cloud/faults'
import { forgetCredentials, goTo, refresh, secretStorage, signIn, typeCredentials } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { sendKeys, untilGone } from '../harness/system/keys'
import { answerMessageDialogs } from '../harness/system/message-dialog'
import { findSecrets } from '../harness/secret-scan'

const question = 'Forget the credentials\\?'
const settingsFile = (userData: string) => path.join(userData, 'settings.json')

test('Forget credentials asks in a dialog of the OS, then deletes them and the incidents', async ({ cloud, display, keyring, launch, userData }) => {
  const { env } = await keyring()
  const { page } = await launch({ env })
  await signIn(page, cloud)
  await refresh(page)
  await goTo(page, 'Settings')
  const button = page.getByRole('button', { name: 'Forget credentials' })
  // The real dialog, by real keys: Escape and Enter keep the credentials.
  for (const key of ['Escape', 'Return']) {
    await button.click()
    await sendKeys(display.name, question, 'key', key)
    await untilGone(display.name, question)
    expect(readFileSync(settingsFile(userData), 'utf8')).toContain('ciphertext')
  }
  await button.click()
  await sendKeys(display.name, question, 'key', 'Tab', 'Return')
  await expect(page.getByText('No tenant yet')).toBeVisible()
  await expect(secretStorage(page)).toContainText('No client secret saved')
  await expect(page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue('')
  expect(existsSync(settingsFile(userData)) && readFileSync(settingsFile(userData), 'utf8').includes('ciphertext')).toBe(false)
  // The budget of calls is kept, without a name.
  const budget = path.join(userData, 'quota.json')
  await expect.poll(() => existsSync(budget)).toBe(true)
  expect(readFileSync(budget, 'utf8')).not.toMatch(new RegExp(`${cloud.entra.app.tenantId}|${cloud.entra.app.clientId}`))
  await goTo(page, 'Incidents')
  await expect(page.getByRole('heading', { name: 'Connect a tenant' })).toBeVisible()
  await goTo(page, 'Access')
  await expect(page.getByText('No credentials yet')).toBeVisible()
})

test('a page that is taken over cannot forget past the question', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const { page, electron } = await launch({ env })
  await signIn(page, cloud)
  const before = readFileSync(settingsFile(userData))
  const { questions } = await answerMessageDialogs(electron, 'Keep them')
  const answer = await page.evaluate(async () => {
    const { xdrDesk } = globalThis as unknown as { xdrDesk: Record<string, (...args: unknown[]) => Promise<{ value: unknown }>> }
    const { value } = await xdrDesk.settings?.() ?? {}
    const { profileId } = value as { profileId: string }
    return xdrDesk.forgetCredentials?.({ profileId })
  })
  expect(answer).toEqual({ ok: true, value: 'kept' })
  expect(await questions()).toEqual([expect.objectContaining({ default: 'Keep them', cancel: 'Keep them' })])
  expect(readFileSync(settingsFile(userData)).equals(before)).toBe(true)
  await refresh(page)
  await expectComplete(page, { incidents: 250 })
})

test('what was being saved while everything is forgotten is not saved after it', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const { page, electron } = await launch({ env })
  await signIn(page, cloud)
  const held = hold()
  cloud.fault('entra', from(1, held.fault))
  await typeCredentials(page, cloud)
  await expect(page.getByText('Checking the credentials with Entra…')).toBeVisible()
  await forgetCredentials({ electron, page })
  await expect(page.getByText('The credentials are forgotten')).toBeVisible()
  cloud.fault('entra', null)
  held.release()
  await expect(page.getByText('Checking the credentials with Entra…')).toHaveCount(0)
  expect(existsSync(settingsFile(userData)) && readFileSync(settingsFile(userData), 'utf8').includes('ciphertext')).toBe(false)
  await expect(page.getByText('No tenant yet')).toBeVisible()
  await expect(page.getByText('The credentials are forgotten')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('forgetting beside a settings file that cannot be read sets that aside, with all it holds', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  await first.close()
  const before = readFileSync(settingsFile(userData), 'utf8').slice(0, -10)
  writeFileSync(settingsFile(userData), before)
  const { page, electron } = await launch({ env })
  await goTo(page, 'Settings')
  await forgetCredentials({ electron, page })
  await expect(page.getByText('under a name that begins with “settings.damaged”')).toBeVisible()
  const kept = readdirSync(userData).find(entry => entry.startsWith('settings.damaged-'))
  expect(readFileSync(path.join(userData, kept ?? ''), 'utf8')).toBe(before)
})

test('forgetting a profile that cannot be used leaves nothing of it, not even a copy', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  await first.close()
  const { profiles: [{ sealed }] } = JSON.parse(readFileSync(settingsFile(userData), 'utf8')) as { profiles: [{ sealed: { ciphertext: string } }] }
  writeFileSync(settingsFile(userData), readFileSync(settingsFile(userData), 'utf8').replace('worldwide', 'mars'))
  const { page, electron } = await launch({ env })
  await goTo(page, 'Settings')
  await expect(page.getByRole('alert')).toContainText('This version of XDR Desk does not support its cloud.')
  await forgetCredentials({ electron, page })
  await expect(page.getByText('The credentials are forgotten')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(readdirSync(userData).filter(entry => entry.startsWith('settings'))).toEqual([])
  expect(findSecrets([sealed.ciphertext], userData, '')).toEqual([])
})
