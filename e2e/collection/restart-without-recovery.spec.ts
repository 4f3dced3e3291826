/** @file The app ends during a collection that the next start must not repeat. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { always, respond } from '../cloud/faults'
import { cancelButton, forgetCredentials, goTo, profilePicker, refreshButton, signIn } from '../harness/user'
import { expect, test } from '../harness/fixtures'
import { expectNoRestart, interruptionFile, readyHeading, startHeldCollection } from '../harness/interruption'
import { settingsFile } from '../harness/settings-file'

test.use({ tenant: { incidents: 400, spanHours: 800, seed: 6, awkward: false } })

test('does not repeat a collection that was cancelled or failed, or whose credentials were forgotten', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  const release = await startHeldCollection(first.page, cloud)
  await cancelButton(first.page).click()
  await expect.poll(() => existsSync(interruptionFile(userData))).toBe(false)
  await first.kill()
  release()
  const second = await launch({ env })
  await expectNoRestart(second.page, cloud, cloud.requests.length)
  cloud.fault('api', always(respond(403)))
  await refreshButton(second.page).click()
  await expect(second.page.getByRole('alert')).toBeVisible()
  await second.close()
  cloud.fault('api', null)
  const third = await launch({ env })
  await expectNoRestart(third.page, cloud, cloud.requests.length)
  const releaseThird = await startHeldCollection(third.page, cloud)
  expect(existsSync(interruptionFile(userData))).toBe(true)
  await goTo(third.page, 'Settings')
  await forgetCredentials(third)
  await expect(third.page.getByText('No tenant yet')).toBeVisible()
  expect(existsSync(interruptionFile(userData))).toBe(false)
  releaseThird()
})

test('does not repeat a collection of a profile that is not current', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  await goTo(first.page, 'Settings')
  await first.page.getByRole('button', { name: 'Duplicate profile' }).click()
  const release = await startHeldCollection(first.page, cloud)
  const picker = profilePicker(first.page)
  // Switching the profile ends the run.
  await picker.selectOption({ index: 0 })
  await expect(readyHeading(first.page)).toBeVisible()
  expect(existsSync(interruptionFile(userData))).toBe(false)
  release()
  const releaseAgain = await startHeldCollection(first.page, cloud)
  await first.kill()
  releaseAgain()
  const settings = settingsFile(userData)
  const stored = JSON.parse(readFileSync(settings, 'utf8')) as { current: string, profiles: { id: string }[] }
  writeFileSync(settings, JSON.stringify({ ...stored, current: stored.profiles.find(({ id }) => id !== stored.current)?.id }))
  const { page } = await launch({ env })
  await expectNoRestart(page, cloud, cloud.requests.length)
})

test('ignores an invalid recovery file', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  await first.close()
  const { current } = JSON.parse(readFileSync(settingsFile(userData), 'utf8')) as { current: string }
  for (const text of ['', '{"profileId":', JSON.stringify({ profileId: current, window: { kind: 'last', hours: 5 }, tries: 0 })]) {
    writeFileSync(interruptionFile(userData), text)
    const { page, close } = await launch({ env })
    await expectNoRestart(page, cloud, cloud.requests.length)
    await close()
  }
})
