/** @file Credentials that Entra did not verify replace saved ones only after a question in an OS dialog. */
import type { Page } from '@playwright/test'
import { tenantTitle } from '../../src/shared/rules/profile-title'
import type { Cloud } from '../cloud/start-cloud'
import type { Fault } from '../cloud/faults'
import { readFileSync } from 'node:fs'
import { always, respond } from '../cloud/faults'
import { goTo, refresh, saveButton, secretStorage, signIn, typeCredentials } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { answerMessageDialogs } from '../harness/system/message-dialog'
import { settingsFile } from '../harness/settings-file'

const keep = 'Keep saved credentials'
const notSaved = (page: Page) => page.getByText('Not saved. Your previous credentials are still in use.')
const settingsOf = (userData: string) => readFileSync(settingsFile(userData))
const wrong = { clientSecret: 'another~secret' }

/** Expects that the saved credentials can list incidents. */
async function canSignIn(page: Page, cloud: Cloud): Promise<void> {
  cloud.fault('entra', null)
  await goTo(page, 'Access')
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Can list incidents')
  await refresh(page)
  await expectComplete(page, { incidents: 250 })
}

const unverified: readonly (readonly [string, Fault])[] = [
  ['a web filter\'s page', respond(403, '<html>Blocked</html>')],
  ['a captive portal\'s page', respond(200, '<html>Sign in to the hotel</html>')],
  ['throttling', respond(429, '{}')],
  ['success without a token', respond(200, '{}')],
]

test('asks before replacing a sealed secret, and keeps using the saved secret', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const { page, electron } = await launch({ env })
  await signIn(page, cloud)
  const before = settingsOf(userData)
  const { questions } = await answerMessageDialogs(electron, keep)
  let expected = 0
  for (const [name, fault] of unverified) {
    await test.step(name, async () => {
      cloud.fault('entra', always(fault))
      await typeCredentials(page, cloud, wrong)
      await expect.poll(async () => (await questions()).length).toBe(++expected)
      await expect(notSaved(page)).toBeVisible()
      await expect(page.getByLabel('Client secret')).toHaveValue(wrong.clientSecret)
      expect(settingsOf(userData).equals(before)).toBe(true)
    })
  }
  const [question] = await questions()
  expect(question).toMatchObject({ buttons: [keep, 'Replace'], default: keep, cancel: keep })
  expect(question?.detail).toContain(tenantTitle(cloud.entra.app.tenantId))
  expect(question?.detail).toContain('the saved client secret is lost')
  await canSignIn(page, cloud)
})

test('asks before replacing a session-only secret too', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  const { questions } = await answerMessageDialogs(electron, keep)
  cloud.fault('entra', always(respond(403, '<html>Blocked</html>')))
  await typeCredentials(page, cloud, wrong)
  await expect(notSaved(page)).toBeVisible()
  expect(await questions()).toHaveLength(1)
  await canSignIn(page, cloud)
})

test('saves unverified credentials if the user agrees', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const { page, electron } = await launch({ env })
  await signIn(page, cloud)
  const before = settingsOf(userData)
  const { questions } = await answerMessageDialogs(electron, 'Replace')
  cloud.fault('entra', always(respond(403, '<html>Blocked</html>')))
  await typeCredentials(page, cloud, wrong)
  await expect(page.getByText('Saved, but not checked.')).toBeVisible()
  expect(await questions()).toHaveLength(1)
  expect(settingsOf(userData).equals(before)).toBe(false)
  await expect(secretStorage(page)).toContainText('encrypted by GNOME Keyring')
  cloud.fault('entra', null)
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/rejected the client secret/)
})

test('does not ask if nothing would be replaced or if Entra refuses the credentials, which are not saved', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const { page, electron } = await launch({ env })
  const { questions } = await answerMessageDialogs(electron, keep)
  cloud.fault('entra', always(respond(403, '<html>Blocked</html>')))
  // The first save, then the same secret again.
  for (const clientSecret of [cloud.entra.app.clientSecret, cloud.entra.app.clientSecret]) {
    await typeCredentials(page, cloud, { clientSecret })
    await expect(page.getByText('Saved, but not checked.')).toBeVisible()
  }
  // Another API with the same credentials.
  await page.getByRole('radio', { name: 'Microsoft Graph' }).check()
  await saveButton(page).click()
  await expect(page.getByText('Saved, but not checked.')).toBeVisible()
  const before = settingsOf(userData)
  expect(before.toString()).toContain('microsoft-graph')

  const refusal = JSON.stringify({ error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.', error_codes: [7000215] })
  for (const body of [`${refusal}<html>proxy</html>`, `\uFEFF${refusal}`]) {
    cloud.fault('entra', always(respond(401, body)))
    await typeCredentials(page, cloud, wrong)
    await expect(page.getByRole('alert')).toHaveText(/rejected the client secret.*AADSTS7000215/)
    expect(settingsOf(userData).equals(before)).toBe(true)
  }
  expect(await questions()).toEqual([])
})
