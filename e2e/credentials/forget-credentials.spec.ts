/** @file Forgetting credentials deletes them for good, and deletes nothing else. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { from, hold } from '../cloud/faults'
import { forgetCredentials, goTo, refresh, secretStorage, signIn, typeCredentials } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { sendKeys, untilGone } from '../harness/system/keys'
import { answerMessageDialogs } from '../harness/system/message-dialog'
import { findSecrets } from '../harness/secret-scan'
import { damagedCopies, hasSealedSecret, settingsFile } from '../harness/settings-file'

const question = 'Forget the credentials\\?'

test('asks in an OS dialog before deleting the credentials and the incidents', async ({ cloud, display, keyring, launch, userData }) => {
  const { env } = await keyring()
  const { page } = await launch({ env })
  await signIn(page, cloud)
  await refresh(page)
  await goTo(page, 'Settings')
  const button = page.getByRole('button', { name: 'Forget credentials' })
  // In the real dialog, Escape and Enter keep the credentials.
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
  expect(hasSealedSecret(userData)).toBe(false)
  // The counts of calls stay in a file, without IDs.
  const budget = path.join(userData, 'quota.json')
  await expect.poll(() => existsSync(budget)).toBe(true)
  expect(readFileSync(budget, 'utf8')).not.toMatch(new RegExp(`${cloud.entra.app.tenantId}|${cloud.entra.app.clientId}`))
  await goTo(page, 'Incidents')
  await expect(page.getByRole('button', { name: 'Connect a tenant' })).toBeVisible()
  await goTo(page, 'Access')
  await expect(page.getByText('No credentials yet')).toBeVisible()
})

test('asks even if a compromised page requests the deletion', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const { page, electron } = await launch({ env })
  await signIn(page, cloud)
  const before = readFileSync(settingsFile(userData))
  const { questions } = await answerMessageDialogs(electron, 'Keep credentials')
  const reply = await page.evaluate(async () => {
    const { xdrDesk } = globalThis as unknown as { xdrDesk: Record<string, (...args: unknown[]) => Promise<{ value: unknown }>> }
    const { value } = await xdrDesk.settings?.() ?? {}
    const { profileId } = value as { profileId: string }
    return xdrDesk.forgetCredentials?.({ profileId })
  })
  expect(reply).toEqual({ ok: true, value: 'kept' })
  expect(await questions()).toEqual([expect.objectContaining({ default: 'Keep credentials', cancel: 'Keep credentials' })])
  expect(readFileSync(settingsFile(userData)).equals(before)).toBe(true)
  await refresh(page)
  await expectComplete(page, { incidents: 250 })
})

test('discards a save that is pending when the user forgets the credentials', async ({ cloud, keyring, launch, userData }) => {
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
  expect(hasSealedSecret(userData)).toBe(false)
  await expect(page.getByText('No tenant yet')).toBeVisible()
  await expect(page.getByText('The credentials are forgotten')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('renames an unreadable settings file and keeps its whole content', async ({ cloud, keyring, launch, userData }) => {
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
  const [kept] = damagedCopies(userData)
  expect(readFileSync(path.join(userData, kept ?? ''), 'utf8')).toBe(before)
})

test('deletes the copies of damaged state files, but keeps those of the settings', async ({ cloud, launch, userData }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  const names = ['interrupted', 'quota', 'settings'].map(name => `${name}.damaged-2026-11-24T12.00.00.000Z.json`)
  for (const name of names) writeFileSync(path.join(userData, name), '{"profileId":')
  await forgetCredentials({ electron, page })
  await expect(page.getByText('The credentials are forgotten')).toBeVisible()
  expect(readdirSync(userData).filter(name => name.includes('.damaged-'))).toEqual(names.slice(2))
})

test('removes an unusable profile completely, without a copy', async ({ cloud, keyring, launch, userData }) => {
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
