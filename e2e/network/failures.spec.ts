/** @file The message of each failure that the user can see (what happened, why, what to do next), and which data stays on screen. */
import type { Page } from '@playwright/test'
import { tenantTitle } from '../../src/shared/rules/profile-title'
import type { Cloud } from '../cloud/start-cloud'
import { errorBody } from '../cloud/defender'
import { always, respond } from '../cloud/faults'
import { apiHost, foreignHost, loginHost } from '../cloud/hosts'
import { accepted, cancelButton, collection, finished, goTo, grid, profilePicker, refresh, refreshButton, saveButton, signIn, typeCredentials } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { neverSpendQuota } from '../harness/clock'
import { skipRetryPauses } from '../harness/timers'
import { expect, test } from '../harness/fixtures'
import { disconnect } from '../harness/system/desktop'

interface Row {
  readonly name: string
  readonly arrange?: (cloud: Cloud) => void
  /** Switches that replace those of the cloud. */
  readonly switches?: (cloud: Cloud) => readonly string[]
  readonly what: RegExp
  readonly why: RegExp
  readonly next: RegExp
}

/** Starts a collection that fails before its first page, and checks its message. */
async function expectFailure(page: Page, { what, why, next }: Pick<Row, 'what' | 'why' | 'next'>): Promise<void> {
  await refresh(page)
  const alert = page.getByRole('alert')
  await expect(alert).toHaveText(what)
  await expect(alert).toHaveText(why)
  await expect(alert).toHaveText(next)
  await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeDisabled()
}

const refusals: readonly (Pick<Row, 'name' | 'what' | 'why' | 'next'> & { readonly aadsts: number })[] = [
  { name: 'wrong tenant', aadsts: 90002, what: /cannot find this tenant/, why: /tenant ID is wrong/, next: /Copy “Directory \(tenant\) ID”/ },
  { name: 'wrong client', aadsts: 700016, what: /cannot find this app/, why: /client ID is wrong/, next: /Copy “Application \(client\) ID”/ },
  { name: 'wrong secret', aadsts: 7000215, what: /rejected the client secret/, why: /Secret ID was pasted/, next: /copy its Value/ },
  { name: 'expired secret', aadsts: 7000222, what: /secret has expired/, why: /no longer accepts/, next: /create a new client secret/ },
  { name: 'disabled app', aadsts: 7000112, what: /app is disabled/, why: /turned off sign-in/, next: /Enabled for users to sign-in/ },
  { name: 'missing consent', aadsts: 65001, what: /no admin consent/, why: /administrator must grant/, next: /Grant admin consent/ },
  { name: 'no resource principal', aadsts: 500011, what: /has no Defender XDR API/, why: /Microsoft Threat Protection/, next: /security\.microsoft\.com once/ },
  { name: 'Conditional Access', aadsts: 53003, what: /Conditional Access blocked/, why: /workload identities/, next: /sign-in log/ },
  { name: 'an unknown AADSTS number', aadsts: 999999, what: /Entra refused the sign-in/, why: /could not be served/, next: /Look up AADSTS999999 on Microsoft Learn/ },
]

test('explains what to do if Entra refuses to sign in', async ({ cloud, launch }) => {
  const { page } = await launch()
  const alert = page.getByRole('alert')
  for (const { name, aadsts, what, why, next } of refusals) {
    await test.step(name, async () => {
      cloud.entra.refuseWith = aadsts
      await typeCredentials(page, cloud)
      await expect(alert).toHaveText(what)
      await expect(alert).toHaveText(why)
      await expect(alert).toHaveText(next)
      await expect(alert).toHaveText(/AADSTS\d+.*correlation id.*trace id/)
      // Nothing is saved, and the form keeps the typed values.
      await expect(page.getByLabel('Client secret')).toHaveValue(cloud.entra.app.clientSecret)
      await expect(page.getByText('No tenant yet')).toBeVisible()
    })
  }
  cloud.entra.refuseWith = null
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
})

test('does not change the saved credentials if Entra rejects others', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await typeCredentials(page, cloud, { clientSecret: 'another-secret' })
  await expect(page.getByRole('alert')).toHaveText(/rejected the client secret/)
  await refresh(page)
  await expectComplete(page)
})

/** Faults of the list, one after another in the same app. */
const listFaults: readonly Row[] = [
  { name: '400', arrange: c => c.fault('api', always(respond(400, errorBody('BadRequest', 'Fix syntax errors in your query.')))), what: /refused the query \(HTTP 400\)/, why: /Fix syntax errors/, next: /another time window/ },
  { name: '401 twice', arrange: c => c.fault('api', always(respond(401))), what: /rejected the token/, why: /new token was rejected as well/, next: /Open Access/ },
  { name: '403 of a web filter', arrange: c => c.fault('api', always(respond(403, '\uFEFF<html><title>Access blocked</title><p>Policy 7 \u202E</p></html>'))), what: /request to api\.security\.microsoft\.com was refused \(HTTP 403\)/, why: /says: “Access blocked: Policy 7 ⟨U\+202E⟩”\. .*a proxy or web filter may have sent it/, next: /Ask your network administrator/ },
  { name: '403 for another reason', arrange: c => c.fault('api', always(respond(403, errorBody('DisabledFeature', 'Tenant feature isn\'t enabled.')))), what: /was refused \(HTTP 403\)/, why: /The server says: “Tenant feature isn't enabled\.”/, next: /Defender portal/ },
  { name: '410', arrange: c => c.fault('api', always(respond(410, errorBody('Gone', 'This API was retired.')))), what: /was refused \(HTTP 410\)/, why: /no longer in use\. The server says: “This API was retired\.”/, next: /new version.*Settings/ },
  { name: 'an error inside an HTTP 200 response', arrange: c => c.fault('api', always(respond(200, `\uFEFF${errorBody('ServiceUnavailable', 'Try later.').toString()}`))), what: /reported an error inside a response/, why: /“Try later\.” Its code is “ServiceUnavailable”/, next: /few minutes/ },
  { name: '404', arrange: c => c.fault('api', always(respond(404))), what: /has no list of incidents/, why: /may not be available/, next: /Defender portal/ },
  { name: '503', arrange: c => c.fault('api', always(respond(503, '<html>down</html>'))), what: /failed \(HTTP 503\)/, why: /tried 5\stimes/, next: /few minutes/ },
  { name: 'dropped connections', arrange: c => c.fault('api', always({ kind: 'drop' })), what: /connection to api\.security\.microsoft\.com failed/, why: /tried 5\stimes/, next: /Check the network/ },
  { name: 'no JSON', arrange: c => c.fault('api', always(respond(200, '<html>Sign in to the hotel</html>'))), what: /not JSON/, why: /says: “Sign in to the hotel”\. .*captive portal/, next: /then refresh/ },
  { name: 'half JSON', arrange: c => c.fault('api', always({ kind: 'truncated' })), what: /was cut off/, why: /tried 5\stimes/, next: /Refresh/ },
  { name: 'the wrong shape', arrange: c => c.fault('api', always(respond(200, '{"value":{"incidents":[]}}'))), what: /does not look like a list/, why: /Fields/, next: /new version/ },
  { name: 'more than 256 MB', arrange: c => c.fault('api', always({ kind: 'endless' })), what: /larger than 268\.4\sMB/, why: /memory/, next: /shorter time window/ },
  { name: 'a redirect to another host', arrange: c => c.fault('api', always(respond(302, '', { location: `https://${foreignHost}/api/incidents` }))), what: /did not follow a redirect from api\.security\.microsoft\.com to “collector\.evil\.example”/, why: /never follows redirects.*Captive portals/, next: /Sign in to the network.*another cloud or region, choose it in Settings/ },
  { name: 'a redirect to a region', arrange: c => c.fault('api', always(respond(308, '', { location: 'https://api-eu.security.microsoft.com/api/incidents' }))), what: /did not follow a redirect from api\.security\.microsoft\.com to “api-eu\.security\.microsoft\.com”/, why: /never follows redirects/, next: /choose the cloud “Worldwide, Europe” in Settings/ },
  { name: 'a redirect to a captive portal', arrange: c => c.fault('api', always(respond(302, '', { location: 'http://login.hotel.example/?token=1' }))), what: /did not follow a redirect .* to “http:\/\/login\.hotel\.example”/, why: /Captive portals/, next: /Sign in to the network/ },
  { name: 'a redirect without an address', arrange: c => c.fault('api', always(respond(302, '<h1>Moved</h1>'))), what: /did not send a list \(HTTP 302\)/, why: /redirect without an address.*“Moved”/, next: /another network/ },
]

test('explains what to do if a collection fails', async ({ cloud, launch }) => {
  test.slow()
  const { page, electron } = await launch()
  await neverSpendQuota(electron)
  await skipRetryPauses(electron)
  await signIn(page, cloud)
  for (const { name, arrange, ...message } of listFaults) {
    await test.step(name, async () => {
      arrange?.(cloud)
      await expectFailure(page, message)
      cloud.fault('api', null)
    })
  }
})

/** Faults of the sign-in and of the network, each in an app that has no token yet. */
const signInFaults: readonly Row[] = [
  { name: '403', arrange: (c) => { c.entra.roles = [] }, what: /isn't allowed to list incidents/, why: /Incident\.Read\.All/, next: /Open Access/ },
  { name: 'a redirect by Entra', arrange: c => c.fault('entra', always(respond(307, '', { location: `https://${foreignHost}/token` }))), what: /did not follow a redirect from login\.microsoftonline\.com to “collector\.evil\.example”/, why: /Captive portals/, next: /try again/ },
  { name: 'no name resolution', switches: () => [`--host-resolver-rules=MAP ${loginHost} ~NOTFOUND,MAP ${apiHost} ~NOTFOUND`], what: /cannot be resolved/, why: /ERR_NAME_NOT_RESOLVED/, next: /DNS settings/ },
  { name: 'an untrusted certificate', switches: c => c.untrustedSwitches, what: /is not secure/, why: /ERR_CERT_AUTHORITY_INVALID/, next: /root certificate/ },
  { name: 'a proxy that does not exist', switches: () => ['--proxy-server=https://127.0.0.1:9'], what: /did not get through the proxy/, why: /ERR_PROXY_CONNECTION_FAILED/, next: /proxy/ },
  { name: 'a refused connection', switches: () => [`--host-resolver-rules=MAP ${loginHost}:443 127.0.0.1:9,MAP ${apiHost}:443 127.0.0.1:9`], what: /connection to .* failed/, why: /ERR_CONNECTION_REFUSED/, next: /firewall/ },
]

for (const { name, arrange, switches, ...message } of signInFaults) {
  test(`explains what to do if a collection fails: ${name}`, async ({ cloud, keyring, launch }) => {
    const { env } = await keyring()
    const app = await launch({ env })
    await signIn(app.page, cloud)
    await app.close()
    const { page, electron } = await launch({ env, ...(switches && { switches: switches(cloud) }) })
    await skipRetryPauses(electron)
    arrange?.(cloud)
    await expectFailure(page, message)
  })
}

test('explains that a collection failed because there is no network', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await disconnect(electron)
  await goTo(page, 'Incidents')
  await refreshButton(page).click()
  await finished(page)
  const alert = page.getByRole('alert')
  await expect(alert).toHaveText(/There is no network connection/)
  await expect(alert).toHaveText(/ERR_INTERNET_DISCONNECTED/)
  await expect(alert).toHaveText(/network or VPN/)
})

test('offers only the setup, the sample data and files while there are no credentials', async ({ launch }) => {
  const { page } = await launch()
  await expect(page.getByRole('main').getByRole('button')).toHaveText(['Connect a tenant', 'Explore sample data', 'Open a file…'])
  await expect(page.getByRole('main').locator(':is(input, select, textarea):visible')).toHaveCount(0)
  await page.getByRole('button', { name: 'Connect a tenant' }).click()
  await expect(page.getByRole('textbox', { name: 'Profile name' })).toBeVisible()
})

const links: readonly (readonly [string, string, RegExp, RegExp])[] = [
  ['to another host', `https://${foreignHost}/api/incidents?$skip=100`, /names another host/, /incomplete: The API's link to the next page names another host/],
  ['to another host by user info', `https://${apiHost}@${foreignHost}/api/incidents?$skip=100`, /names another host/, /incomplete: The API's link to the next page names another host/],
  ['without TLS', `http://${apiHost}/api/incidents?$skip=100`, /is not encrypted, so it was not followed.*“http:\/\/api\.security\.microsoft\.com”/, /incomplete/],
  ['to another region', 'https://api-eu.security.microsoft.com/api/incidents?$skip=100', /names another host.*“api-eu\.security\.microsoft\.com”.*choose the cloud “Worldwide, Europe” in Settings/, /incomplete/],
  ['that repeats', `https://${apiHost}/api/incidents?$skip=0`, /form a loop/, /incomplete: The API's links/],
]
test('refuses a nextLink to anything but the next page, and keeps the loaded incidents', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  for (const [name, link, what, status] of links) {
    await test.step(name, async () => {
      cloud.defender.options.link = link
      await refresh(page)
      await expect(page.getByRole('alert')).toHaveText(what)
      await expect(collection(page)).toHaveText(/^100\sincidents/)
      await expect(collection(page)).toHaveText(status)
      await expect(grid(page)).toBeVisible()
      expect(cloud.foreignRequests).toEqual([])
    })
  }
})

test('keeps the list and shows its age if a refresh fails before its first page', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const rows = await grid(page).getAttribute('aria-rowcount')
  cloud.fault('api', always(respond(404)))
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(/has no list of incidents/)
  await expect(collection(page)).toHaveText(/^Refresh failed · 250\sincidents \(\d+ merged, hidden\) · (?<!in)complete as of \d\d:\d\d, just now$/)
  await expect(collection(page).locator('.ok')).toHaveCount(0)
  await expect(grid(page)).toHaveAttribute('aria-rowcount', rows ?? '')

  // The user selects another window, refreshes and cancels before the first page.
  await page.getByRole('radio', { name: '30 days' }).check()
  await expect(page.getByText('Showing the last 48 hours. Refresh to load the last 30 days.')).toBeVisible()
  cloud.fault('api', always(respond(429, '', { 'Retry-After': '60' })))
  await refreshButton(page).click()
  await expect(collection(page)).toHaveText(/^Loading the last 30\sdays · .* · showing 250 of the last 48 hours as of /)
  await cancelButton(page).click()
  await finished(page)
  await expect(collection(page)).toHaveText(/^Refresh canceled · 250\sincidents .* of the last 48 hours · (?<!in)complete as of /)

  cloud.fault('api', null)
  await refresh(page)
  await expectComplete(page, { incidents: 250 })
  await page.getByRole('radio', { name: '48 hours' }).check()
  await expectComplete(page, { incidents: 250, window: 'the last 30 days' })
})

for (const [seconds, word] of [[-600, 'ahead'], [600, 'behind']] as const) {
  test(`reports a clock that is ten minutes ${word}`, async ({ cloud, launch }) => {
    const { page } = await launch()
    await signIn(page, cloud)
    cloud.clockOffset = seconds
    await refresh(page)
    await expect(page.getByRole('alert')).toHaveText(new RegExp(`clock is (9\\smin 5\\d|10\\smin \\d)\\ss ${word}`))
    await expect(page.getByRole('alert')).toHaveText(/Set the clock/)
    await expectComplete(page)
  })
}

test('saves offline and reports that the credentials are unchecked', async ({ cloud, launch }) => {
  const { page } = await launch({ switches: [`--host-resolver-rules=MAP ${loginHost} ~NOTFOUND`] })
  await typeCredentials(page, cloud)
  await expect(page.getByText('Saved for this session, but not checked.')).toBeVisible()
  await expect(page.getByText('cannot be resolved')).toBeVisible()
  await expect(profilePicker(page)).toHaveText(tenantTitle(cloud.entra.app.tenantId))
})
