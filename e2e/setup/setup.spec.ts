/** @file The setup guide from first use to the first incident, and the connection test with each fault of each request. */
import type { Locator, Page } from '@playwright/test'
import type { Cloud } from '../cloud/start-cloud'
import { errorBody } from '../cloud/defender'
import { always, first, hold, respond } from '../cloud/faults'
import { cancelButton, goTo, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { disconnect } from '../harness/system/desktop'
import { skipRetryPauses } from '../harness/timers'
import { expectAccessible } from '../harness/accessibility'

const steps = (page: Page): Locator => page.getByRole('list', { name: 'Steps' }).locator(':scope > li')
const checks = (page: Page): Locator => page.getByRole('list', { name: 'Checks' }).getByRole('listitem')
const status = (page: Page): Locator => page.getByRole('status', { name: 'Connection test' })
const testButton = (page: Page): Locator => page.getByRole('button', { name: 'Test connection', exact: true })

/** The labels of the checks, in order. Their states: `.` is waiting, `>` running, `X` failed, `-` not checked. */
const texts = ['Tenant exists', 'Application is in the tenant', 'Client secret is accepted', '“Microsoft Threat Protection”', 'Role Incident.Read.All', 'Incident list responds']
const states: Readonly<Record<string, string>> = { 'ok': 'OK · [\\d.,]+\\sm?s', '.': 'Waiting', '>': 'Running( · \\d+\\ss)?', 'X': 'Failed · ([\\d.,]+\\sm?s|under 0.1\\ss)', '-': 'Not checked' }

async function expectChecks(page: Page, expected: string): Promise<void> {
  await expect(checks(page)).toHaveText(expected.split(' ').map((state, index) => new RegExp(`^\\s*${texts[index]}.*${states[state]}\\s*$`)))
}

test('shows each check at its step, and requests one incident', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await goTo(page, 'Setup')
  await expect(steps(page).nth(2)).toHaveText(/Not checked/)
  await testButton(page).click()
  await expect(status(page)).toHaveText(/All 6 checks passed in /)
  await expectChecks(page, 'ok ok ok ok ok ok')
  await expect(page.getByRole('alert')).toHaveCount(0)
  for (const index of [1, 2, 3, 4]) await expect(steps(page).nth(index)).toHaveText(/Done/)
  // A test loads nothing.
  await expect(steps(page).nth(5)).toHaveText(/Ready/)
  await page.getByRole('button', { name: 'Load incidents', exact: true }).click()
  await expectComplete(page)
  await goTo(page, 'Setup')
  await expect(steps(page).nth(5)).toHaveText(/Done/)
  // The test requested one incident, once, and the refresh uses the same token.
  expect(cloud.listRequests()[0]?.url.searchParams.get('$top')).toBe('1')
  expect(cloud.entra.issued).toHaveLength(2)
  const [lookup] = cloud.requests.filter(({ url }) => url.pathname.endsWith('/openid-configuration'))
  expect(lookup).toMatchObject({ method: 'GET', authorization: undefined })
})

interface Row {
  readonly name: string
  readonly arrange: (cloud: Cloud) => void
  readonly checks: string
  readonly check: string
  readonly words: RegExp
  /** The step that fixes the fault; null without one. */
  readonly step: number | null
}

/** Returns the part of the connection test that fails. */
const partOf = (expected: string) => expected.startsWith('X') ? 'tenant' : expected.endsWith('X') ? 'API' : 'sign-in'

const governed = { tenant_region_sub_scope: 'DODCON', cloud_instance_name: 'microsoftonline.us', msgraph_host: 'graph.microsoft.us' }
const portal = respond(200, '<html>Sign in to the hotel</html>')

const rows: readonly Row[] = [
  { name: 'unknown tenant', arrange: c => c.fault('configuration', always(respond(400, '{"error":"invalid_tenant","error_description":"AADSTS90002: Tenant not found.","error_codes":[90002]}'))), checks: 'X - - - - -', check: 'tenant', words: /cannot find this tenant.*Copy “Directory \(tenant\) ID”.*AADSTS90002/, step: 2 },
  { name: 'tenant in another cloud', arrange: (c) => { c.entra.configuration = governed }, checks: 'X - - - - -', check: 'tenant', words: /is in another cloud: the US government cloud GCC High/, step: 2 },
  { name: 'tenant of GCC', arrange: (c) => { c.entra.configuration = { tenant_region_sub_scope: 'GCC' } }, checks: 'X - - - - -', check: 'tenant', words: /is in another cloud: the US government cloud GCC\./, step: 2 },
  { name: 'Entra down at the tenant', arrange: c => c.fault('configuration', always(respond(503, '<html>'))), checks: 'X - - - - -', check: 'tenant', words: /login\.microsoftonline\.com failed \(HTTP 503\).*tried 3\stimes/, step: 2 },
  { name: '429 at the tenant', arrange: c => c.fault('configuration', always(respond(429, '{}', { 'Retry-After': '30' }))), checks: 'X - - - - -', check: 'tenant', words: /login\.microsoftonline\.com is throttling.*Try again in 30\ss/, step: 2 },
  { name: 'a captive portal at the tenant', arrange: c => c.fault('configuration', always(portal)), checks: 'X - - - - -', check: 'tenant', words: /not JSON.*captive portal/, step: 2 },
  { name: 'a broken connection at the tenant', arrange: c => c.fault('configuration', always({ kind: 'drop' })), checks: 'X - - - - -', check: 'tenant', words: /connection to login\.microsoftonline\.com failed/, step: 2 },
  { name: 'unknown application', arrange: (c) => { c.entra.refuseWith = 700016 }, checks: 'ok X - - - -', check: 'application', words: /cannot find this app.*Copy “Application \(client\) ID”/, step: 2 },
  { name: 'disabled application', arrange: (c) => { c.entra.refuseWith = 7000112 }, checks: 'ok X - - - -', check: 'application', words: /app is disabled.*Enabled for users to sign-in/, step: 2 },
  { name: 'Conditional Access', arrange: (c) => { c.entra.refuseWith = 53003 }, checks: 'ok X - - - -', check: 'application', words: /Conditional Access blocked.*sign-in log/, step: 2 },
  { name: 'an unknown AADSTS number', arrange: (c) => { c.entra.refuseWith = 999999 }, checks: 'ok X - - - -', check: 'application', words: /Entra refused the sign-in.*AADSTS999999/, step: 2 },
  { name: 'Entra throttling', arrange: c => c.fault('entra', always(respond(429, '{}', { 'Retry-After': '30' }))), checks: 'ok X - - - -', check: 'application', words: /is throttling.*Try again in 30\ss/, step: 2 },
  { name: 'a captive portal at the token', arrange: c => c.fault('entra', always(portal)), checks: 'ok X - - - -', check: 'application', words: /not JSON.*captive portal/, step: 2 },
  { name: 'wrong secret', arrange: (c) => { c.entra.refuseWith = 7000215 }, checks: 'ok ok X - - -', check: 'client secret', words: /rejected the client secret.*copy its Value/, step: 5 },
  { name: 'expired secret', arrange: (c) => { c.entra.refuseWith = 7000222 }, checks: 'ok ok X - - -', check: 'client secret', words: /secret has expired.*create a new client secret/, step: 5 },
  { name: 'resource missing', arrange: (c) => { c.entra.refuseWith = 500011 }, checks: 'ok ok - X - -', check: 'API', words: /has no Defender XDR API.*security\.microsoft\.com once.*Entra checks application, client secret and API in one request/, step: null },
  { name: 'no consent', arrange: (c) => { c.entra.refuseWith = 65001 }, checks: 'ok ok - - X -', check: 'role', words: /no admin consent.*Grant admin consent/, step: 4 },
  { name: '401 twice', arrange: c => c.fault('api', always(respond(401))), checks: 'ok ok ok ok ok X', check: 'first call', words: /rejected the token/, step: 6 },
  { name: '403', arrange: c => c.fault('api', always(respond(403, errorBody('Forbidden', 'The application lacks a role.')))), checks: 'ok ok ok ok ok X', check: 'first call', words: /isn't allowed to list incidents \(HTTP 403\).*lacks a role.*Open Access/, step: 6 },
  { name: '404', arrange: c => c.fault('api', always(respond(404))), checks: 'ok ok ok ok ok X', check: 'first call', words: /has no list of incidents/, step: 6 },
  { name: '5xx', arrange: c => c.fault('api', always(respond(503, '<html>'))), checks: 'ok ok ok ok ok X', check: 'first call', words: /api\.security\.microsoft\.com failed \(HTTP 503\).*tried 3\stimes/, step: 6 },
  { name: 'no JSON', arrange: c => c.fault('api', always(portal)), checks: 'ok ok ok ok ok X', check: 'first call', words: /not JSON/, step: 6 },
]

async function expectFault(page: Page, { checks: expected, check, words, step }: Row): Promise<void> {
  await testButton(page).click()
  await expect(status(page)).toHaveText(`Failed at the ${check}. ${expected.split(' ').filter(each => each === 'ok').length} of 6 checks passed.`)
  await expectChecks(page, expected)
  await expect(page.getByRole('region', { name: 'Connection test' })).toHaveText(words)
  if (step === null) {
    // The tenant must be set up first, so no step is offered, and none that was not checked counts as done.
    await expect(page.getByRole('button', { name: 'Show the step' })).toHaveCount(0)
    await expect(steps(page).nth(2)).toHaveText(/Failed/)
    await expect(steps(page).nth(4)).toHaveText(/Not checked/)
  } else {
    await page.getByRole('button', { name: 'Show the step', exact: true }).click()
    await expect(page.getByRole('button', { name: new RegExp(`^Step ${step}:`) })).toBeFocused()
    await expect(steps(page).nth(step - 1)).toHaveText(/Failed/)
  }
  await expect(page.getByRole('heading', { name: 'Setup', exact: true })).toBeInViewport({ ratio: 1 })
}

// An app for each part of the test, because all faults together need more calls than the quota allows.
for (const part of ['tenant', 'sign-in', 'API'] as const) {
  test(`the connection test explains each fault of the ${part} at its step`, async ({ cloud, launch }) => {
    test.setTimeout(120_000)
    const { page, electron } = await launch()
    await skipRetryPauses(electron)
    await signIn(page, cloud)
    await goTo(page, 'Setup')
    for (const row of rows.filter(({ checks: expected }) => part === partOf(expected))) {
      await test.step(row.name, async () => {
        row.arrange(cloud)
        await expectFault(page, row)
        // The next test passes once the fault is fixed.
        cloud.entra.refuseWith = null
        cloud.entra.configuration = {}
        for (const of of ['configuration', 'entra', 'api'] as const) cloud.fault(of, null)
        await testButton(page).click()
        await expect(status(page)).toHaveText(/All 6 checks passed/)
        await expect(status(page)).toBeInViewport({ ratio: 1 })
        await expectChecks(page, 'ok ok ok ok ok ok')
      })
    }
  })
}

const tokens: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['no roles', [], /Cannot list incidents.*roles claim is missing.*Grant admin consent/],
  ['a wrong role', ['SecurityIncident.Read.All', 'AdvancedHunting.Read.All'], /Cannot list incidents.*but not Incident\.Read\.All.*gives access to Microsoft Graph, not to Defender XDR/],
]
for (const [name, roles, words] of tokens) {
  test(`fails the role check for a token with ${name}, without a request for incidents`, async ({ cloud, launch }) => {
    const { page } = await launch()
    await signIn(page, cloud)
    cloud.entra.roles = roles
    await goTo(page, 'Setup')
    await testButton(page).click()
    await expect(status(page)).toHaveText(/Failed at the role\. 4 of 6 checks passed\./)
    await expectChecks(page, 'ok ok ok ok X -')
    await expect(page.getByRole('region', { name: 'Verdict' })).toHaveText(words)
    expect(cloud.listRequests()).toEqual([])
  })
}

test('lets the request for incidents decide if the token is unreadable', async ({ cloud, launch }) => {
  cloud.entra.reshape = token => token.slice(-100)
  const { page } = await launch()
  await signIn(page, cloud)
  await goTo(page, 'Setup')
  await testButton(page).click()
  await expect(status(page)).toHaveText(/5 of 6 checks passed in .*, 1 undecided/)
  await expectChecks(page, 'ok ok ok ok - ok')
  cloud.entra.roles = []
  await testButton(page).click()
  await expect(status(page)).toHaveText(/Failed at the first call\. 4 of 6 checks passed\./)
  await expectChecks(page, 'ok ok ok ok - X')
  await expect(page.getByRole('alert')).toHaveText(/HTTP 403/)
})

test('fails at the tenant without a network', async ({ cloud, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await disconnect(electron)
  await goTo(page, 'Setup')
  await testButton(page).click()
  await expect(page.getByRole('alert')).toHaveText(/There is no network connection.*network or VPN/)
  await expectChecks(page, 'X - - - - -')
})

const slow = [['configuration', '> . . . . .', '- - - - - -', 'Looking up the tenant'], ['entra', 'ok > > > . .', 'ok - - - - -', 'Requesting a token from Entra'], ['api', 'ok ok ok ok ok >', 'ok ok ok ok ok -', 'Requesting one incident']] as const
for (const [of, running, cancelled, doing] of slow) {
  test(`shows a slow response from ${of}, and can cancel or wait for it`, async ({ cloud, launch }) => {
    const { page } = await launch()
    await signIn(page, cloud)
    await goTo(page, 'Setup')
    const [one, two] = [hold(), hold()]
    cloud.fault(of, first(one.fault, two.fault))
    await testButton(page).click()
    await expect(status(page)).toHaveText(`${doing}…`)
    await expectChecks(page, running)
    await expect(checks(page).first().locator('xpath=..')).toContainText(/Running · [2-9]\ss/)
    await expect(testButton(page)).toBeDisabled()
    await cancelButton(page).click()
    await expect(status(page)).toHaveText(/was canceled/)
    await expectChecks(page, cancelled)
    await testButton(page).click()
    await expectChecks(page, running)
    one.release()
    two.release()
    await expect(status(page)).toHaveText(/All 6 checks passed/)
  })
}

test('waits for the quota with a countdown', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  cloud.fault('api', first(respond(429, '{}', { 'Retry-After': '3' })))
  await goTo(page, 'Setup')
  await testButton(page).click()
  await expect(status(page)).toHaveText(/Requesting one incident: waiting [123]\ss for the API's quota/)
  await expect(status(page)).toHaveText(/All 6 checks passed/)
})

test('cancels the test if the user leaves the page, and keeps results until other credentials are saved', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await goTo(page, 'Setup')
  const held = hold()
  cloud.fault('entra', always(held.fault))
  await testButton(page).click()
  await expectChecks(page, 'ok > > > . .')
  await goTo(page, 'Incidents')
  await goTo(page, 'Setup')
  await expect(status(page)).toHaveText(/was canceled/)
  await expectChecks(page, 'ok - - - - -')
  held.release()
  cloud.fault('entra', null)
  await signIn(page, cloud)
  await goTo(page, 'Setup')
  await expect(checks(page)).toHaveCount(0)
  await expect(testButton(page)).toBeEnabled()
})

test('Setup has no accessibility violations', async ({ cloud, launch }) => {
  const { page } = await launch()
  await goTo(page, 'Setup')
  await expectAccessible(page, 'first use')
  await signIn(page, cloud)
  await testButton(page).click()
  await expect(status(page)).toHaveText(/All 6 checks passed/)
  await expectAccessible(page, 'passed')
  cloud.entra.refuseWith = 7000215
  await testButton(page).click()
  await expect(status(page)).toHaveText(/Failed/)
  await expectAccessible(page, 'failed')
})
