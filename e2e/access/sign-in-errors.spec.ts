/** @file The message of each sign-in failure, and the facts that the user can copy for support. */
import type { Page } from '@playwright/test'
import type { Fault } from '../cloud/faults'
import { always, respond } from '../cloud/faults'
import { goTo, refresh, saveButton, signIn, typeCredentials } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { clipboardText } from '../harness/system/desktop'

const refusals: readonly (readonly [number, RegExp])[] = [
  [7000215, /rejected the client secret.*Secret ID was pasted instead of the Value.*copy its Value/],
  [7000222, /secret has expired.*no longer accepts.*create a new client secret/],
  [70002, /rejected the client secret.*copy its Value/],
  [7000218, /received no credential.*proxy.*Save the credentials again/],
  [700016, /cannot find this app.*client ID is wrong.*Application \(client\) ID/],
  [7000229, /not installed in this tenant.*service principal.*grant consent/],
  [7000112, /app is disabled.*turned off sign-in.*Enabled for users/],
  [90002, /cannot find this tenant.*another cloud.*Directory \(tenant\) ID/],
  [900023, /does not accept this form of tenant ID.*neither a GUID.*Directory \(tenant\) ID/],
  [90038, /is in another cloud/],
  [900382, /is in another cloud/],
  [900432, /is in another cloud/],
  [500011, /has no Defender XDR API.*Microsoft Threat Protection.*security\.microsoft\.com once/],
  [50001, /has no Defender XDR API/],
  [650057, /has no permission for Defender XDR.*Incident\.Read\.All/],
  [650052, /turned off Defender XDR, or never subscribed.*licenses/],
  [70011, /the requested scope.*\.default.*tenant ID/],
  [1002012, /the requested scope.*\.default/],
  [53003, /Conditional Access blocked.*workload identities.*sign-in log/],
  [530032, /Conditional Access blocked/],
  [700027, /does not recognize the certificate.*not among the certificates.*Upload the \.cer/],
  [700030, /rejected the certificate.*key does not match.*upload the certificate/],
  [50012, /rejected the certificate/],
  [700025, /public client.*Allow public client flows/],
  [65001, /no admin consent.*Grant admin consent/],
  [90094, /no admin consent/],
  [50196, /blocked this app temporarily.*in a loop.*few minutes/],
  [90006, /cannot issue a token right now.*few minutes/],
  [90024, /cannot issue a token right now/],
  [90055, /is throttling requests \(HTTP 429\).*Try again in/],
  [1234567, /Entra refused the sign-in.*does not accept the request.*could not be served.*Look up AADSTS1234567 on Microsoft Learn, or send it to Microsoft support with the IDs below/],
]

const renew = (page: Page) => page.getByRole('button', { name: 'Get a new token' }).click()

test('shows what happened, why, what to do and the server\'s IDs after each refusal by Entra', async ({ cloud, launch }) => {
  test.slow()
  const { page } = await launch()
  await signIn(page, cloud)
  await goTo(page, 'Access')
  const alert = page.getByRole('alert')
  for (const [number, words] of refusals) {
    await test.step(`AADSTS${number}`, async () => {
      cloud.entra.refuseWith = number
      await renew(page)
      await expect(alert).toContainText(`AADSTS${number} · correlation id `)
      await expect(alert).toHaveText(words)
      await expect(alert).toHaveText(/correlation id [\da-f-]{36} · trace id [\da-f-]{36} · time \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/)
    })
  }
  // No refusal has a lasting effect: MSAL does not throttle itself, and the current token is still explained.
  cloud.entra.refuseWith = null
  await expect(page.getByRole('region', { name: 'Verdict' })).toHaveText(/^\s*Can list incidents/)
  const before = cloud.entra.issued.length
  await renew(page)
  await expect.poll(() => cloud.entra.issued.length).toBe(before + 1)
  await expect(alert).toHaveCount(0)
})

const slips: readonly (readonly [string, Fault, RegExp])[] = [
  ['an empty object', respond(200, '{}'), /Entra responded without a token.*empty response.*Try again/],
  ['an empty token', respond(200, '{"token_type":"Bearer","expires_in":3599,"access_token":""}'), /Entra responded without a token/],
  ['a token that is not text', respond(200, '{"token_type":"Bearer","expires_in":3599,"access_token":{"a":1}}'), /Entra responded without a token/],
  ['nothing', respond(200, ''), /login\.microsoftonline\.com sent an empty response \(HTTP 200\)/],
  ['null', respond(200, 'null'), /sent a response that does not look like Entra's \(HTTP 200\)/],
  ['a captive portal\'s page', respond(200, '<html>Sign in to the hotel</html>'), /not JSON.*“Sign in to the hotel”.*captive portal/],
  ['429 with a long Retry-After', respond(429, '{"error":"temporarily_unavailable","error_codes":[]}', { 'Retry-After': '3000' }), /throttling requests \(HTTP 429\).*Try again in 50\smin 0\ss/],
  ['429 without a body', respond(429, '{}'), /throttling requests.*Try again in/],
]

test('shows a clear message after an invalid response and sends the next request', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await goTo(page, 'Access')
  const alert = page.getByRole('alert')
  for (const [name, fault, words] of slips) {
    await test.step(name, async () => {
      cloud.fault('entra', always(fault))
      await renew(page)
      await expect(alert).toHaveText(words)
      cloud.fault('entra', null)
      const before = cloud.entra.issued.length
      await renew(page)
      await expect.poll(() => cloud.entra.issued.length).toBe(before + 1)
      await expect(alert).toHaveCount(0)
    })
  }
})

test('keeps using a valid token if its early renewal fails', async ({ cloud, launch }) => {
  const { page } = await launch()
  cloud.entra.refreshIn = 1
  await signIn(page, cloud)
  const tokenRequests = () => cloud.requests.filter(({ host }) => host.startsWith('login.')).length
  const before = tokenRequests()
  cloud.fault('entra', always(respond(307, '', { location: 'https://login.microsoftonline.com/elsewhere' })))
  // Once the renewal is due, MSAL requests a token on every call, and the call fails if that request fails.
  await expect(async () => {
    await refresh(page)
    expect(tokenRequests()).toBe(before + 1)
  }).toPass()
  await expectComplete(page, { incidents: 250 })
  await expect(page.getByRole('alert')).toHaveCount(0)
  // The renewal is not attempted again.
  await refresh(page)
  await expectComplete(page)
  expect(tokenRequests()).toBe(before + 1)
})

test('copies the facts for support as text, without a secret or a token', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  const clipboard = () => clipboardText(electron)
  cloud.entra.refuseWith = 7000215
  await typeCredentials(page, cloud)
  const alert = page.getByRole('alert')
  await alert.getByRole('button', { name: 'Copy for support' }).click()
  await expect(alert.getByRole('status')).toHaveText('Copied')
  const shown = await alert.textContent() ?? ''
  const [correlation = '?', trace = '?', time = '?'] = /correlation id (\S+) · trace id (\S+) · time (\S+ \S+Z)/.exec(shown)?.slice(1) ?? []
  const copied = await clipboard()
  expect(copied.split('\n')).toEqual([
    'Failure: secret-invalid', 'Code: AADSTS7000215, invalid_client, HTTP 401', 'Host: login.microsoftonline.com',
    `Correlation id: ${correlation}`, `Trace id: ${trace}`, `Time: ${time}`, expect.stringMatching(/^App: XDR Desk \d/), '',
  ])
  expect(copied).not.toContain(cloud.entra.app.clientSecret)
  // The page itself can neither read nor write the clipboard.
  expect(await page.evaluate(() => navigator.clipboard.writeText('x').then(() => 'written', () => 'denied'))).toBe('denied')
  expect(await page.evaluate(() => navigator.clipboard.readText().then(() => 'read', () => 'denied'))).toBe('denied')
  expect(await clipboard()).toBe(copied)

  // Unexpected characters in the server's IDs are not copied to the clipboard.
  cloud.fault('entra', always(respond(400, JSON.stringify({ error: 'x\u202E', error_codes: [1], correlation_id: 'a\nCode: forged', trace_id: '<img>', timestamp: 't' }))))
  await saveButton(page).click()
  await expect(alert).toContainText('refused the sign-in')
  await alert.getByRole('button', { name: 'Copy for support' }).click()
  await expect.poll(clipboard).toContain('Correlation id: a?Code: forged')
  expect(await clipboard()).not.toMatch(/[<>\u202E]/)
})
