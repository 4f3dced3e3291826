import type { Locator, Page } from '@playwright/test'
import { Buffer } from 'node:buffer'
import { errorBody } from '../cloud/defender'
import { always, hold, respond } from '../cloud/faults'
import { accepted, cancelButton, goTo, profilePicker, signIn, typeCredentials } from '../harness/user'
import { expect, test } from '../harness/fixtures'

test('explains the token and shows newly granted consent', async ({ cloud, launch }) => {
  cloud.entra.roles = []
  const { page } = await launch()
  await signIn(page, cloud)
  await expect(page.getByText('Cannot list incidents')).toBeVisible()
  await page.getByRole('button', { name: 'See what is missing' }).click()
  const verdict = page.getByRole('region', { name: 'Verdict' })
  await expect(verdict).toHaveText(/^\s*Cannot list incidents.*roles claim is missing.*Microsoft Threat Protection.*Grant admin consent/)
  await expect(page.getByText('The token contains no roles.')).toBeVisible()

  cloud.entra.roles = ['Incident.ReadWrite.All', 'AdvancedHunting.Read.All', 'Something.Else']
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await expect(verdict).toHaveText(/^\s*Can list incidents.*Incident\.ReadWrite\.All/)
  const roles = page.getByRole('list', { name: 'Roles' }).getByRole('listitem')
  await expect(roles).toHaveCount(3)
  await expect(roles.nth(0)).toContainText('Reads and changes all incidents')
  await expect(roles.nth(2)).toContainText('does not know')
  await expect(page.getByText(cloud.entra.app.tenantId, { exact: true })).toBeVisible()
  await expect(page.getByText(/in 59\smin \d+\ss/)).toBeVisible()
})

const tokens: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
  ['for another API', { aud: 'https://api.securitycenter.microsoft.com' }, /Cannot list incidents.*aud claim contains https:\/\/api\.securitycenter/],
  ['from another tenant', { tid: '00000000-0000-4000-8000-000000000000' }, /Cannot list incidents.*tid claim contains 00000000/],
  ['of another app', { appid: '00000000-0000-4000-8000-000000000000' }, /Cannot list incidents.*not the client ID/],
  ['that has expired', { exp: 1_000_000_000 }, /Cannot list incidents.*exp claim/],
  ['not valid yet', { nbf: 4_000_000_000 }, /Cannot list incidents.*nbf claim/],
  ['with a delegated permission', { roles: undefined, scp: 'Incident.Read' }, /Cannot list incidents.*scp claim contains Incident\.Read/],
  ['with other roles', { roles: ['AdvancedHunting.Read.All'] }, /Cannot list incidents.*but not Incident\.Read\.All/],
  ['with claims of the wrong types', { aud: 7, roles: 'Incident.Read.All', exp: 'soon', tid: [] }, /^\s*Unknown whether.*aud claim contains 7/],
  ['with roles as text', { roles: 'Incident.Read.All' }, /^\s*Unknown whether.*it contains Incident\.Read\.All/],
]
for (const [name, claims, text] of tokens) {
  test(`explains a token ${name}`, async ({ cloud, launch }) => {
    cloud.entra.claims = claims
    const { page } = await launch()
    await signIn(page, cloud)
    await goTo(page, 'Access')
    await expect(page.getByRole('region', { name: 'Verdict' })).toHaveText(text)
  })
}

test('shows why a token request was refused and keeps the last verdict', async ({ cloud, launch }) => {
  const { page } = await launch()
  await typeCredentials(page, cloud)
  await expect(accepted(page)).toBeVisible()
  await goTo(page, 'Access')
  cloud.entra.refuseWith = 7000222
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await expect(page.getByRole('alert')).toHaveText(/secret has expired.*create a new client secret/)
  await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible()
})

const verdictOf = (page: Page): Locator => page.getByRole('region', { name: 'Verdict', exact: true })
const testButton = (page: Page): Locator => page.getByRole('button', { name: 'Test with the API' })
const testCall = (page: Page): Locator => page.getByRole('region', { name: 'Test call' })

const shapes: readonly (readonly [string, (token: string) => string, RegExp])[] = [
  ['opaque', token => Buffer.from(token.slice(-120)).toString('hex'), /^\s*Unknown whether.*cannot be decoded/],
  ['encrypted', token => `${token.split('.')[0]}.a2V5.aXY.${token.slice(-40).replaceAll('.', '')}.dGFn`, /^\s*Unknown whether.*encrypted/],
  ['not valid JSON', token => token.split('.').with(1, 'bm8gSlNPTg').join('.'), /^\s*Unknown whether.*cannot be decoded/],
]
for (const [name, reshape, words] of shapes) {
  test(`tests a token that is ${name}, with one call`, async ({ cloud, launch }) => {
    cloud.entra.reshape = reshape
    const { page } = await launch()
    await typeCredentials(page, cloud)
    await expect(page.getByText('Unknown whether this token can list incidents')).toBeVisible()
    await goTo(page, 'Access')
    await expect(verdictOf(page)).toHaveText(words)
    await expect(page.getByText('The token\'s roles cannot be read.')).toBeVisible()
    expect(cloud.listRequests()).toEqual([])
    await testButton(page).click()
    await expect(testCall(page)).toHaveText(/Tested at \d\d:\d\d\..*The API accepts this token/)
    // The API knows better than the claims.
    await expect(verdictOf(page)).toHaveText(/^\s*Can list incidents.*The API accepted this token at/)
    expect(cloud.listRequests().map(({ url, authorization }) => [url.searchParams.get('$top'), authorization])).toEqual([['1', `Bearer ${cloud.entra.issued[0]}`]])
    expect(cloud.entra.issued).toHaveLength(1)
  })
}

test('shows the API response of a test call until the token is replaced', async ({ cloud, launch }) => {
  cloud.entra.reshape = token => Buffer.from(token.slice(-120)).toString('hex')
  cloud.entra.roles = []
  const { page } = await launch()
  await signIn(page, cloud)
  await goTo(page, 'Access')
  await testButton(page).click()
  await expect(testCall(page)).toHaveText(/Tested at \d\d:\d\d\..*refused this token \(HTTP 403\).*says: “The application does not have any of the required application permissions/)
  await expect(verdictOf(page)).toHaveText(/^\s*Cannot list incidents.*The API refused this token at/)
  // The result survives a visit to another page.
  await goTo(page, 'Settings')
  await goTo(page, 'Access')
  await expect(testCall(page)).toContainText('HTTP 403')
  expect(cloud.listRequests()).toHaveLength(1)
  expect(cloud.entra.issued).toHaveLength(1)
  cloud.entra.roles = ['Incident.Read.All']
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await expect(testCall(page)).not.toContainText('HTTP 403')
  await expect(testCall(page)).not.toContainText('Tested at')
  cloud.fault('api', always(respond(401, errorBody('InvalidAuthenticationToken', 'The token is malformed.'))))
  await testButton(page).click()
  await expect(testCall(page)).toHaveText(/refused this token \(HTTP 401\).*“The token is malformed\.”/)
  expect(cloud.entra.issued).toHaveLength(2)
  cloud.fault('api', always({ kind: 'drop' }))
  await testButton(page).click()
  await expect(testCall(page)).toHaveText(/could not be reached/)

  const held = hold()
  cloud.fault('api', always(held.fault))
  await testButton(page).click()
  await expect(testCall(page)).toContainText('Waiting for the API')
  await expect(testCall(page)).not.toContainText('could not be reached')
  await cancelButton(page).click()
  await expect(testButton(page)).toBeEnabled()
  // A cancelled call keeps the previous result.
  await expect(testCall(page)).toHaveText(/could not be reached/)
  held.release()
  cloud.fault('api', null)
  await testButton(page).click()
  await expect(testCall(page)).toContainText('The API accepts this token')
  await goTo(page, 'Settings')
  await page.getByRole('button', { name: 'New profile' }).click()
  await profilePicker(page).selectOption({ index: 0 })
  await goTo(page, 'Access')
  await expect(page.getByText('No token in this session yet')).toBeVisible()
  await expect(testCall(page)).toHaveCount(0)
})

test('tests a readable token as well', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await goTo(page, 'Access')
  await expect(verdictOf(page)).toHaveText(/^\s*Can list incidents/)
  await testButton(page).click()
  await expect(testCall(page)).toContainText('The API accepts this token')
})
