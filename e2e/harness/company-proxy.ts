/** @file A test whose requests can go through a company's proxy. */
import type { Proxy, ProxyUser } from '../cloud/proxy'
import type { Cloud } from '../cloud/start-cloud'
import { apiHost, graphHost, loginHost } from '../cloud/hosts'
import { startProxy } from '../cloud/proxy'
import { test as base } from './fixtures'

interface Fixtures {
  /** The only user that the proxy allows; undefined allows all requests. Set it with `test.use`. */
  proxyUser: ProxyUser | undefined
  companyProxy: Proxy
}

/** A user whose password contains quotes, a comma and spaces: the app must send it as typed. */
export const mia: ProxyUser = { user: 'CONTOSO\\mia', password: '"opal & \'jade\' 7", ' }

export const test = base.extend<Fixtures>({
  proxyUser: [undefined, { option: true }],
  companyProxy: async ({ cloud, proxyUser }, use) => {
    const proxy = await startProxy({ hosts: [loginHost, apiHost, graphHost], cloudPort: cloud.port, ...(proxyUser && { user: proxyUser }) })
    await use(proxy)
    await proxy.close()
  },
})

/** Returns the switches that send all requests through the proxy. */
export function proxySwitches(cloud: Cloud, proxy: Proxy): readonly string[] {
  return [...cloud.trustSwitches, `--proxy-server=${proxy.address}`]
}
