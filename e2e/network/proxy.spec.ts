/** @file Through a company's proxy, with no settings of the app's: found in every way, signed in to once, and explained where it refuses. */
import type { Cloud } from '../cloud/start-cloud'
import type { Proxy, ProxyUser } from '../cloud/proxy'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { apiHost, graphHost, loginHost } from '../cloud/hosts'
import { pacFile, startProxy } from '../cloud/proxy'
import { accepted, goTo, refresh, refreshButton, signIn, typeCredentials } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test as base } from '../harness/fixtures'
import { respond } from '../cloud/faults'
import { proxyDialog, signInToProxy } from '../harness/proxy-dialog'

interface Fixtures {
  proxyUser: ProxyUser | undefined
  companyProxy: Proxy
}

const hosts = [loginHost, apiHost, graphHost]
/** Sent as it is typed, with quotes, comma and space. */
const mia: ProxyUser = { user: 'CONTOSO\\mia', password: '"opal & \'jade\' 7", ' }

const test = base.extend<Fixtures>({
  proxyUser: [undefined, { option: true }],
  companyProxy: async ({ cloud, proxyUser }, use) => {
    const proxy = await startProxy({ hosts, cloudPort: cloud.port, ...(proxyUser && { user: proxyUser }) })
    await use(proxy)
    await proxy.close()
  },
})

const through = (cloud: Cloud, proxy: Proxy) => [...cloud.trustSwitches, `--proxy-server=${proxy.address}`]

interface Way {
  readonly name: string
  readonly switches?: (proxy: Proxy) => readonly string[]
  readonly env?: (proxy: Proxy) => Readonly<Record<string, string>>
}

const ways: readonly Way[] = [
  { name: 'a switch', switches: proxy => [`--proxy-server=${proxy.address}`] },
  { name: 'a PAC file', switches: proxy => [`--proxy-pac-url=http://${proxy.address}/proxy.pac`] },
  { name: 'a PAC file in a data URL', switches: proxy => [`--proxy-pac-url=data:application/x-ns-proxy-autoconfig,${encodeURIComponent(pacFile(proxy))}`] },
  { name: 'https_proxy', env: proxy => ({ https_proxy: `http://${proxy.address}` }) },
]
for (const { name, switches, env } of ways) {
  test(`named by ${name}: signs in and collects through it, and asks for nothing else`, async ({ cloud, launch, companyProxy: proxy }) => {
    const { page } = await launch({ switches: [...cloud.trustSwitches, ...switches?.(proxy) ?? []], env: env?.(proxy) ?? {} })
    await signIn(page, cloud)
    await refresh(page)
    await expectComplete(page)
    expect([...new Set(proxy.visits.map(visit => visit.authority))].sort()).toEqual([`${apiHost}:443`, `${loginHost}:443`])
    await expect(proxyDialog(page)).toHaveCount(0)
  })
}

test.describe('a proxy that asks for a password', () => {
  test.use({ proxyUser: mia })

  test('asks the person once, again where it was wrong, and keeps nothing on disk', async ({ cloud, launch, companyProxy: proxy, userData }) => {
    const app = await launch({ switches: through(cloud, proxy) })
    const { page } = app
    await typeCredentials(page, cloud)
    await expect(proxyDialog(page)).toContainText(proxy.address)
    await expect(proxyDialog(page)).toContainText('Contoso proxy')
    await expect(proxyDialog(page).getByRole('textbox', { name: 'User name' })).toBeFocused()
    await signInToProxy(page, { ...mia, password: 'wrong' })
    await expect(proxyDialog(page).getByRole('alert')).toHaveText(/did not accept/)
    await expect(proxyDialog(page).getByRole('textbox', { name: 'User name' })).toHaveValue(mia.user)
    await expect(proxyDialog(page).getByLabel('Password')).toHaveValue('')
    await expect(proxyDialog(page).getByLabel('Password')).toBeFocused()
    await page.keyboard.type(mia.password)
    await page.keyboard.press('Enter')
    await expect(accepted(page)).toBeVisible()
    await expect(proxyDialog(page)).toBeHidden()
    await refresh(page)
    await expectComplete(page)
    // A new tunnel does not ask again.
    proxy.closeTunnels()
    await refresh(page)
    await expectComplete(page)
    // What went ahead to sign in carried nothing.
    expect(cloud.requests.filter(({ method }) => method === 'HEAD')).toEqual([expect.objectContaining({ host: loginHost, authorization: undefined })])
    await app.close()
    const entries = readdirSync(userData, { recursive: true, withFileTypes: true })
    const kept = entries.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name))
    expect(kept).not.toEqual([])
    const forms = [mia.password, Buffer.from(mia.password).toString('base64').slice(0, -4), Buffer.from(`${mia.user}:${mia.password}`).toString('base64')]
    expect(kept.filter(file => forms.some(form => readFileSync(file).includes(form)))).toEqual([])
    expect(app.output()).not.toContain(mia.password)

    const { page: next } = await launch({ switches: through(cloud, proxy) })
    await typeCredentials(next, cloud)
    await expect(proxyDialog(next)).toBeVisible()
    await signInToProxy(next, mia)
    await expect(accepted(next)).toBeVisible()
  })

  test('declined: says what the proxy wants, and asks again at the next try', async ({ cloud, launch, companyProxy: proxy }) => {
    const { page } = await launch({ switches: through(cloud, proxy) })
    await typeCredentials(page, cloud)
    await proxyDialog(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByText('Saved, but unchecked.')).toBeVisible()
    await expect(page.getByText('The proxy requires a user name and password.')).toBeVisible()
    await goTo(page, 'Incidents')
    await refreshButton(page).click()
    await expect(proxyDialog(page)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('alert')).toHaveText(new RegExp(`The proxy requires a user name and password.*${proxy.address} blocks requests.*sign in to the proxy`))
    await expect(proxyDialog(page)).toBeHidden()
    expect(cloud.requests).toEqual([])
    await refreshButton(page).click()
    await signInToProxy(page, mia)
    await expectComplete(page)
  })

  test('a password that changed during the day is asked for again', async ({ cloud, launch, companyProxy: proxy }) => {
    const { page } = await launch({ switches: through(cloud, proxy) })
    await typeCredentials(page, cloud)
    await signInToProxy(page, mia)
    await expect(accepted(page)).toBeVisible()
    proxy.user = { ...mia, password: 'beryl' }
    proxy.closeTunnels()
    await goTo(page, 'Incidents')
    await refreshButton(page).click()
    await signInToProxy(page, proxy.user)
    await expectComplete(page)
  })
})

test.describe('a host that asks for a password itself', () => {
  test.use({ proxyUser: mia })

  test('gets neither a dialog nor the proxy\'s password', async ({ cloud, launch, companyProxy: proxy }) => {
    const asking = [401, 407].map(status => respond(status, '{}', { [status === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate']: 'Basic realm="Give me a password"' }))
    // Also where signing in to the proxy led.
    cloud.fault('rest', () => asking[0])
    const { page } = await launch({ switches: through(cloud, proxy) })
    await typeCredentials(page, cloud)
    await signInToProxy(page, mia)
    await expect(accepted(page)).toBeVisible()
    for (const fault of asking) {
      cloud.fault('api', () => fault)
      await refresh(page)
      await expect(page.getByRole('alert')).toBeVisible()
      await expect(proxyDialog(page)).toBeHidden()
    }
    expect(cloud.requests.map(({ authorization }) => authorization).filter(each => each !== undefined && !each.startsWith('Bearer '))).toEqual([])
  })
})

test('a proxy that refuses is named', async ({ cloud, launch, companyProxy: proxy }) => {
  const { page } = await launch({ switches: through(cloud, proxy) })
  await signIn(page, cloud)
  proxy.refuseWith = 403
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(new RegExp(`request to ${apiHost} did not get through the proxy.*which name ${proxy.address} \\(ERR_TUNNEL_CONNECTION_FAILED\\)`))
})

test('a proxy that is not there is named', async ({ cloud, launch, companyProxy: proxy }) => {
  const { page } = await launch({ switches: through(cloud, proxy) })
  await signIn(page, cloud)
  await proxy.close()
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(new RegExp(`which name ${proxy.address} \\(ERR_PROXY_CONNECTION_FAILED\\)`))
})
