/** @file If the app ended during a collection, the next start repeats the collection and reports that, unless a keyring prompt would be necessary. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { from, hold } from '../cloud/faults'
import { timeInputText } from '../../src/renderer/text/time-input'
import { accepted, callMethod, chooseCreatedBetween, collection, finished, goTo, grid, hoursAgo, inputTime, refreshButton, reloadButton, signIn, typeCredentials } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { output } from '../harness/system/process'
import { interruptedHeading, interruptionFile, radio, restartedText, startHeldCollection, startHeldRefresh } from '../harness/interruption'
import { createdBetween } from '../cloud/edit-incident'

test.use({ tenant: { incidents: 400, spanHours: 800, seed: 6, awkward: false } })

for (const end of ['close', 'kill'] as const) {
  test(`repeats a collection with the same window if the app was ${end === 'close' ? 'closed' : 'killed'} during it`, async ({ cloud, keyring, launch, userData }) => {
    const { env } = await keyring()
    const first = await launch({ env })
    await signIn(first.page, cloud)
    await goTo(first.page, 'Incidents')
    await radio(first.page, '30 days').check()
    const release = await startHeldCollection(first.page, cloud)
    // The selected window is not the collected one.
    await radio(first.page, '24 hours').check()
    const stored = readFileSync(interruptionFile(userData), 'utf8')
    expect(JSON.parse(stored)).toEqual({
      version: 1, profileId: expect.stringMatching(/^[\w-]+$/), window: { kind: 'last', hours: 720 }, startedBy: 'person', knownUntil: null, tries: 0,
    })
    expect(stored).not.toMatch(new RegExp(`${cloud.entra.app.tenantId}|${cloud.entra.app.clientId}`))
    expect(statSync(interruptionFile(userData)).mode & 0o777).toBe(0o600)
    await first[end]()
    release()

    const { page } = await launch({ env })
    await expectComplete(page, { incidents: cloud.tenant.within(720).length, timeout: 20_000 })
    await expect(radio(page, '30 days')).toBeChecked()
    await expect(page.getByText(restartedText)).toBeVisible()
    await expect(page.getByText(/^Showing .* Refresh to load/)).toHaveCount(0)
    expect(existsSync(interruptionFile(userData))).toBe(false)
    const before = cloud.listRequests().length
    await reloadButton(page).click()
    await finished(page)
    await expect(page.getByText(restartedText)).toHaveCount(0)
    expect(cloud.listRequests().length).toBeGreaterThan(before)
  })
}

test('shows a custom window while collecting it again', async ({ cloud, keyring, launch }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  await goTo(first.page, 'Incidents')
  const [earliest, latest] = [hoursAgo(700), hoursAgo(100)]
  await chooseCreatedBetween(first.page, earliest, latest)
  const [start, end] = [inputTime(earliest), inputTime(latest)]
  const release = await startHeldRefresh(first.page, cloud)
  await radio(first.page, '48 hours').check()
  await first.page.getByRole('combobox', { name: 'Time field' }).waitFor({ state: 'detached' })
  await first.close()
  release()
  const again = hold()
  cloud.fault('api', from(2, again.fault))
  const { page } = await launch({ env })
  await expect(collection(page)).toHaveText(/^Loading incidents created .* 100\sincidents/)
  await expect(page.getByRole('progressbar', { name: 'Collecting' })).toBeVisible()
  await expect(page.getByText(restartedText)).toBeVisible()
  await expect(radio(page, 'Custom')).toBeChecked()
  await expect(page.getByRole('combobox', { name: 'Time field' })).toHaveValue('createdTime')
  await expect(page.getByLabel('From')).toHaveValue(timeInputText(start))
  await expect(page.getByLabel('To', { exact: true })).toHaveValue(timeInputText(end))
  again.release()
  await finished(page)
  const inside = createdBetween(cloud.tenant, earliest, latest)
  await expectComplete(page, { incidents: inside.length })
  await expect(page.getByText(/^Showing .* Refresh to load/)).toHaveCount(0)
})

test('reports the interruption and offers Refresh, instead of a keyring prompt, if the keyring is locked', async ({ cloud, display, keyring, launch, userData }) => {
  const open = await keyring()
  const first = await launch({ env: open.env })
  await signIn(first.page, cloud)
  const release = await startHeldCollection(first.page, cloud)
  await first.close()
  release()
  await open.close()
  const locked = await keyring({ locked: true })
  const requests = cloud.requests.length
  for (const start of ['once', 'twice']) {
    const { page, close } = await launch({ env: locked.env })
    await expect(interruptedHeading(page), start).toBeVisible()
    await expect(page.getByText(/closed while it was loading the last 30\sdays\..*your keyring may ask/)).toBeVisible()
    await expect(radio(page, '30 days')).toBeChecked()
    await expect(refreshButton(page)).toBeEnabled()
    await expect(page.getByRole('button', { name: 'Load again' })).toBeEnabled()
    // Main responds, so no prompt blocks it.
    expect(await callMethod(page, 'about')).toMatchObject({ ok: true })
    await expect(page.getByRole('alertdialog')).toHaveCount(0)
    expect((await output('xdotool', ['search', '--onlyvisible', '--class', 'gcr-prompter'], { ...process.env, DISPLAY: display.name })).ok).toBe(false)
    expect(await locked.isLocked()).toBe(true)
    expect(cloud.requests.length).toBe(requests)
    await close()
  }
  expect(existsSync(interruptionFile(userData))).toBe(true)
  // Once the keyring is unlocked, the next start repeats the collection automatically.
  await locked.close()
  const { env } = await keyring()
  const { page } = await launch({ env })
  await expectComplete(page, { timeout: 20_000 })
})

test('asks for a session-only secret, and collects again once the user has entered it', async ({ cloud, launch }) => {
  const first = await launch()
  await signIn(first.page, cloud)
  const release = await startHeldCollection(first.page, cloud)
  await first.kill()
  release()
  const requests = cloud.requests.length
  const { page } = await launch()
  await expect(interruptedHeading(page)).toBeVisible()
  await expect(page.getByText('It kept the secret or key for that session only')).toBeVisible()
  await expect(refreshButton(page)).toBeEnabled()
  expect(cloud.requests.length).toBe(requests)
  await page.getByRole('button', { name: 'Open Settings' }).click()
  await typeCredentials(page, cloud)
  await expect(accepted(page)).toBeVisible()
  expect(cloud.listRequests().length).toBe(2)
  await goTo(page, 'Incidents')
  await page.getByRole('button', { name: 'Load again' }).click()
  await finished(page)
  await expectComplete(page)
  await expect(page.getByText(restartedText)).toHaveCount(0)
})

test('restarts at most three times if the app is killed each time, and then leaves the restart to the user', async ({ cloud, keyring, launch }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  const release = await startHeldCollection(first.page, cloud)
  await first.kill()
  for (let tried = 1; tried <= 3; tried++) {
    const app = await launch({ env })
    await expect(app.page.getByText(restartedText)).toBeVisible()
    await app.kill()
  }
  const requests = cloud.requests.length
  const { page } = await launch({ env })
  await expect(interruptedHeading(page)).toBeVisible()
  await expect(page.getByText('It started over several times and was interrupted each time')).toBeVisible()
  expect(cloud.requests.length).toBe(requests)
  release()
  await page.getByRole('button', { name: 'Load again' }).click()
  await finished(page)
  await expectComplete(page)
  await expect(grid(page)).toBeVisible()
})
