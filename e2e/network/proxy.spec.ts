/** @file A company's proxy needs no settings in the app: the app finds it by every usual method, and identifies it if it refuses a request. */
import type { Proxy } from '../cloud/proxy'
import { apiHost, loginHost } from '../cloud/hosts'
import { pacFile } from '../cloud/proxy'
import { refresh, signIn } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect } from '../harness/fixtures'
import { proxySwitches, test } from '../harness/company-proxy'
import { proxyDialog } from '../harness/proxy-dialog'

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
  test(`signs in and collects through a proxy set by ${name}, and sends no request to any other host`, async ({ cloud, launch, companyProxy: proxy }) => {
    const { page } = await launch({ switches: [...cloud.trustSwitches, ...switches?.(proxy) ?? []], env: env?.(proxy) ?? {} })
    await signIn(page, cloud)
    await refresh(page)
    await expectComplete(page)
    expect([...new Set(proxy.visits.map(visit => visit.authority))].sort()).toEqual([`${apiHost}:443`, `${loginHost}:443`])
    await expect(proxyDialog(page)).toHaveCount(0)
  })
}

test('identifies a proxy that refuses requests', async ({ cloud, launch, companyProxy: proxy }) => {
  const { page } = await launch({ switches: proxySwitches(cloud, proxy) })
  await signIn(page, cloud)
  proxy.refuseWith = 403
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(new RegExp(`request to ${apiHost} did not get through the proxy.*which name ${proxy.address} \\(ERR_TUNNEL_CONNECTION_FAILED\\)`))
})

test('identifies a proxy that is not running', async ({ cloud, launch, companyProxy: proxy }) => {
  const { page } = await launch({ switches: proxySwitches(cloud, proxy) })
  await signIn(page, cloud)
  await proxy.close()
  await refresh(page)
  await expect(page.getByRole('alert')).toHaveText(new RegExp(`which name ${proxy.address} \\(ERR_PROXY_CONNECTION_FAILED\\)`))
})
