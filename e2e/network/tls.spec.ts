/** @file TLS inspection works if the system's store contains the private root certificate. Otherwise the message identifies the signer. */
import type { Authority } from '../cloud/certificate'
import { createAuthority } from '../cloud/certificate'
import { apiHost, graphHost, loginHost } from '../cloud/hosts'
import { startProxy } from '../cloud/proxy'
import { finished, goTo, refresh, refreshButton, signIn, typeCredentials } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test as base } from '../harness/fixtures'
import { trustAuthority } from '../harness/system/certificate-store'
import { proxyDialog, signInToProxy } from '../harness/proxy-dialog'

const hosts = [loginHost, apiHost, graphHost]

const test = base.extend<{ authority: Authority }>({
  authority: async ({}, use) => use(await createAuthority('Contoso Inspection Root')),
})

test('trusts a root in the system\'s store without any settings', async ({ authority, cloud, folder, launch }) => {
  await trustAuthority(folder, authority)
  cloud.useCertificate(await authority.issue(hosts))
  const { page } = await launch({ switches: cloud.untrustedSwitches, env: { HOME: folder } })
  await signIn(page, cloud)
  await refresh(page)
  await expectComplete(page)
})

test('identifies an unknown root and sends nothing', async ({ authority, cloud, folder, launch }) => {
  cloud.useCertificate(await authority.issue(hosts))
  const { page } = await launch({ switches: cloud.untrustedSwitches, env: { HOME: folder } })
  await typeCredentials(page, cloud)
  await expect(page.getByText('Saved for this session, but not checked.')).toBeVisible()
  await expect(page.getByText('signed by “CN=Contoso Inspection Root, O=Contoso”')).toBeVisible()
  for (let times = 0; times < 2; times++) {
    await refresh(page)
    const alert = page.getByRole('alert')
    await expect(alert).toHaveText(/signed by “CN=Contoso Inspection Root, O=Contoso”, which this computer does not trust \(ERR_CERT_AUTHORITY_INVALID\)/)
    await expect(alert).toHaveText(/proxy that inspects TLS.*Nothing was sent.*root certificate added to the system's certificate store/)
  }
  expect(cloud.requests).toEqual([])
})

test('identifies the certificate behind a proxy with a password, without a second prompt', async ({ authority, cloud, folder, launch }) => {
  cloud.useCertificate(await authority.issue(hosts))
  const proxy = await startProxy({ hosts, cloudPort: cloud.port, user: { user: 'mia', password: 'opal' } })
  const { page } = await launch({ switches: [`--proxy-server=${proxy.address}`], env: { HOME: folder } })
  await typeCredentials(page, cloud)
  await signInToProxy(page, { user: 'mia', password: 'opal' })
  await expect(page.getByText('signed by “CN=Contoso Inspection Root, O=Contoso”')).toBeVisible()
  await expect(proxyDialog(page)).toBeHidden()
  await proxy.close()
  expect(cloud.requests).toEqual([])
})

interface Row {
  readonly name: string
  readonly hosts?: readonly string[]
  readonly days?: { readonly from: number, readonly to: number }
  readonly what: RegExp
}

const date = '\\d+ \\w+ \\d{4}, \\d\\d:\\d\\d'
const rows: readonly Row[] = [
  { name: 'for another name', hosts: ['portal.hotel.example', 'www.hotel.example', 'hotel.example'], what: new RegExp(`certificate presented for ${apiHost} was issued for a different name.*It is for portal\\.hotel\\.example, www\\.hotel\\.example and 1\\smore name, signed by “CN=Contoso.*ERR_CERT_COMMON_NAME_INVALID`) },
  { name: 'that has expired', days: { from: -30, to: -2 }, what: new RegExp(`certificate of ${apiHost} has expired.*valid until ${date}, and is signed by “CN=Contoso.*clock says ${date}.*set the clock`) },
  { name: 'that is not valid yet', days: { from: 2, to: 30 }, what: new RegExp(`certificate of ${apiHost} is not valid yet.*valid from ${date}, and is signed by “CN=Contoso.*clock says ${date}`) },
]
for (const { name, hosts: names = hosts, days, what } of rows) {
  test(`explains why it refuses a certificate ${name} from a trusted root`, async ({ authority, cloud, folder, launch }) => {
    await trustAuthority(folder, authority)
    cloud.useCertificate(await authority.issue(hosts))
    const { page } = await launch({ switches: cloud.untrustedSwitches, env: { HOME: folder } })
    await signIn(page, cloud)
    const before = cloud.requests.length
    cloud.useCertificate(await authority.issue(names, days))
    await goTo(page, 'Incidents')
    await refreshButton(page).click()
    await finished(page)
    await expect(page.getByRole('alert')).toHaveText(what)
    expect(cloud.requests).toHaveLength(before)
  })
}
