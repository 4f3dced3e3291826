import { goTo, signIn, typeCredentials } from './harness/desk'
import { expect, test } from './harness/fixtures'

test('the token is explained, and consent given a minute ago shows', async ({ cloud, launch }) => {
  cloud.entra.roles = []
  const { page } = await launch()
  await signIn(page, cloud)
  await expect(page.getByText('Cannot list incidents')).toBeVisible()
  await page.getByRole('button', { name: 'See what is missing' }).click()
  const verdict = page.getByRole('region', { name: 'Verdict' })
  await expect(verdict).toHaveText(/^\s*Cannot list incidents.*claim roles is missing.*Microsoft Threat Protection.*Grant admin consent/)
  await expect(page.getByText('The token holds no roles.')).toBeVisible()

  cloud.entra.roles = ['Incident.ReadWrite.All', 'AdvancedHunting.Read.All', 'Something.Else']
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await expect(verdict).toHaveText(/^\s*Can list incidents.*Incident\.ReadWrite\.All/)
  const roles = page.getByRole('list', { name: 'Roles' }).getByRole('listitem')
  await expect(roles).toHaveCount(3)
  await expect(roles.nth(0)).toContainText('Reads and changes all incidents')
  await expect(roles.nth(2)).toContainText('does not know')
  await expect(page.getByText(cloud.entra.app.tenantId).nth(1)).toBeVisible()
  await expect(page.getByText(/in 59 min \d+ s/)).toBeVisible()
})

const tokens: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
  ['for another API', { aud: 'https://api.securitycenter.microsoft.com' }, /Cannot list incidents.*claim aud holds https:\/\/api\.securitycenter/],
  ['from another tenant', { tid: '00000000-0000-4000-8000-000000000000' }, /Cannot list incidents.*claim tid/],
  ['of another app', { appid: '00000000-0000-4000-8000-000000000000' }, /Cannot list incidents.*not the client ID/],
  ['that has expired', { exp: 1_000_000_000 }, /Cannot list incidents.*claim exp/],
  ['not valid yet', { nbf: 4_000_000_000 }, /Cannot list incidents.*claim nbf/],
  ['with a delegated permission', { roles: undefined, scp: 'Incident.Read' }, /Cannot list incidents.*claim scp holds Incident\.Read/],
  ['with other roles', { roles: ['AdvancedHunting.Read.All'] }, /Cannot list incidents.*but not Incident\.Read\.All/],
  ['with claims of the wrong types', { aud: 7, roles: 'Incident.Read.All', exp: 'soon', tid: [] }, /Cannot list incidents.*claim aud/],
]
for (const [name, claims, text] of tokens) {
  test(`a token ${name}`, async ({ cloud, launch }) => {
    cloud.entra.claims = claims
    const { page } = await launch()
    await signIn(page, cloud)
    await goTo(page, 'Access')
    await expect(page.getByRole('region', { name: 'Verdict' })).toHaveText(text)
  })
}

test('a new token that is refused says why and keeps what was known', async ({ cloud, launch }) => {
  const { page } = await launch()
  await typeCredentials(page, cloud)
  await expect(page.getByText('Entra accepted the credentials')).toBeVisible()
  await goTo(page, 'Access')
  cloud.entra.refuseWith = 7000222
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await expect(page.getByRole('alert')).toHaveText(/secret has expired.*make a new client secret/)
  await expect(page.getByRole('region', { name: 'Verdict' })).toBeVisible()
})
