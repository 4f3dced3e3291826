/** @file Temporary failures while collecting: the app waits as the service requests, retries, and loses nothing. */
import { errorBody } from '../cloud/defender'
import { always, first, from, respond } from '../cloud/faults'
import { cancelButton, collection, finished, goTo, refresh, refreshButton, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { suspend } from '../harness/clock'
import { expect, test } from '../harness/fixtures'
import { recordIpc } from '../harness/ipc-traffic'

test('requests a new token after a single 401', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  cloud.entra.revoke()
  await refresh(page)
  await expectComplete(page, { incidents: 250 })
  expect(cloud.entra.issued).toHaveLength(2)
})

const throttled: readonly (readonly [string, Record<string, string>, string])[] = [
  ['seconds', { 'Retry-After': '1' }, ''],
  ['a date', { 'Retry-After': new Date(0).toUTCString() }, ''],
  ['the body', {}, JSON.stringify({ error: { code: 'TooManyRequests', message: 'Quota reached, try again in 1 second.' } })],
]
for (const [name, headers, body] of throttled) {
  test(`waits after a 429 as specified by ${name}`, async ({ cloud, launch }) => {
    const { page } = await launch()
    await signIn(page, cloud)
    cloud.fault('api', first(undefined, respond(429, body, headers)))
    await refresh(page)
    await expectComplete(page, { incidents: 250, pages: 3 })
    expect(cloud.listRequests()).toHaveLength(4)
  })
}

test('shows a countdown after a 429 without a time, and can be cancelled', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  cloud.fault('api', from(2, respond(429)))
  await goTo(page, 'Incidents')
  await refreshButton(page).click()
  await expect(collection(page)).toContainText(/waiting (1\smin 0|60|5\d)\ss for the API's quota/)
  await cancelButton(page).click()
  await finished(page)
  await expect(collection(page)).toContainText(/^100\sincidents .* incomplete: Loading canceled/)
})

test('replaces an impossible Retry-After with the wait in the text, or with a minute', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  const ages = { 'Retry-After': '99999999999999999999' }
  const text = errorBody('TooManyRequests', 'You exceeded the quota of 1500 hourly calls. Try again in 25 seconds.')
  cloud.fault('api', first(respond(429, text, ages), respond(429, '<html><h1>429</h1>1500 3600</html>', ages)))
  await goTo(page, 'Incidents')
  await refreshButton(page).click()
  await expect(collection(page)).toContainText(/waiting 2[0-5]\ss for the API's quota/)
  await cancelButton(page).click()
  await finished(page)
  await refreshButton(page).click()
  await expect(collection(page)).toContainText(/waiting (1\smin 0|60|5\d)\ss for the API's quota/)
})

test('sends no request during a block of an hour, but the user can retry at once', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  const hour = respond(429, '{}', { 'Retry-After': '3600' })
  cloud.fault('api', first(hour, hour))
  const traffic = await recordIpc(electron)
  await goTo(page, 'Incidents')
  await refreshButton(page).click()
  // Once the countdown is below an hour, a second has passed: enough for a loop to send many requests.
  await expect(collection(page)).toContainText('waiting 59 min 5')
  await expect(page.getByRole('meter', { name: 'Quota' })).toHaveAttribute('aria-valuetext', /^blocked by the service for 59\smin/)
  await cancelButton(page).click()
  await finished(page)
  expect(cloud.listRequests()).toHaveLength(1)
  expect((await traffic()).match(/^event \["quota"/gm)?.length).toBeLessThanOrEqual(3)

  // A single request detects that the service still blocks requests.
  await refreshButton(page).click()
  await expect.poll(() => cloud.listRequests().length).toBe(2)
  await expect(collection(page)).toContainText('for the API\'s quota')
  await cancelButton(page).click()
  await finished(page)

  // The service accepts requests again, so the app does not wait for the rest of the hour.
  await refresh(page)
  await expectComplete(page, { incidents: 250 })
  await expect(page.getByRole('meter', { name: 'Quota' })).toHaveAttribute('aria-valuetext', /^\d+ of 50 calls left/)
})

test('continues a run after the computer has slept through a wait for the quota', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  cloud.fault('api', first(undefined, respond(429, '{}', { 'Retry-After': '600' })))
  await goTo(page, 'Incidents')
  await refreshButton(page).click()
  await expect(collection(page)).toContainText(/waiting (10\smin 0|9\smin 5\d)\ss for the API's quota/)
  await suspend(electron, 300_000)
  await expect(page.getByRole('meter', { name: 'Quota' })).toHaveAttribute('aria-valuetext', /^blocked by the service/)
  expect(cloud.listRequests()).toHaveLength(2)
  await suspend(electron, 300_000)
  await finished(page)
  await expectComplete(page, { incidents: 250, pages: 3 })
})

test('waits after a 503 with Retry-After, and shows the time left', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  cloud.fault('api', first(undefined, respond(503, '<html>', { 'Retry-After': '3' }), respond(503, '', { 'Retry-After': '4' })))
  await goTo(page, 'Incidents')
  await refreshButton(page).click()
  await expect(collection(page)).toContainText(/api\.security\.microsoft\.com failed \(HTTP 503\) and asked to wait; trying again in [1-4]\ss \(for up to 5\smin in total\)/)
  await expect(page.getByRole('meter', { name: 'Quota' })).toHaveAttribute('aria-valuetext', /^blocked by the service for [1-4]\ss/)
  await finished(page)
  await expectComplete(page, { incidents: 250, pages: 3 })
  expect(cloud.listRequests()).toHaveLength(5)

  cloud.fault('api', always(respond(503, '', { 'Retry-After': '400' })))
  const before = cloud.listRequests().length
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/requested a wait of 6\smin 40\ss; XDR Desk waits up to 5 minutes for one request.*Refresh in 6\smin 40\ss/)
  expect(cloud.listRequests()).toHaveLength(before + 1)
})

test('retries after temporary faults and lists all incidents', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  cloud.fault('api', first(undefined, respond(500), undefined, { kind: 'drop-midway' }, { kind: 'truncated' }))
  await refresh(page)
  await expectComplete(page, { incidents: 250, pages: 3 })
})

test('detects a newly granted role with a new token', async ({ cloud, launch }) => {
  cloud.entra.roles = []
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await expect(collection(page)).toContainText('incomplete')
  const issued = cloud.entra.issued.length
  cloud.entra.roles = ['Incident.Read.All']
  await refresh(page)
  await expectComplete(page, { incidents: 250 })
  expect(cloud.entra.issued).toHaveLength(issued + 1)
})
