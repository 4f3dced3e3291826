/** @file The app never sends a user's certificate from the system's store to a host that requests a client certificate. */
import { startClientCertificateHost } from '../cloud/client-certificate-host'
import { createClientCertificate } from '../cloud/certificate'
import { expect, test } from '../harness/fixtures'
import { addUserCertificate } from '../harness/system/certificate-store'

test('sends no client certificate to a host that requests one, from any session or from net', async ({ cloud, folder, launch }) => {
  const host = await startClientCertificateHost()
  await addUserCertificate(folder, await createClientCertificate('Mia Contoso'))
  const { electron } = await launch({ switches: [...cloud.untrustedSwitches, ...host.switches], env: { HOME: folder } })

  // Test net first, because a session caches its decision for a host. Electron 44 and later ask the app; in earlier versions, net's request fails.
  const result = await electron.evaluate(({ session }, url) => session.fromPartition('requests').fetch(url).then(({ status }) => String(status), (error: unknown) => String(error)), host.url)
  const asksForNet = await electron.evaluate(() => Number(process.versions.electron?.split('.')[0]) >= 44)
  expect(result).toMatch(asksForNet ? /^200$/ : /ERR_SSL_CLIENT_AUTH_CERT_NEEDED/)

  // The default session is not tested, because it has no network access.
  const sessions = ['requests', 'in memory', 'persist:on disk']
  for (const partition of sessions) {
    await electron.evaluate(async ({ BrowserWindow }, [url, of]) => {
      const window = new BrowserWindow({ show: false, webPreferences: { partition: of } })
      await window.loadURL(url)
      window.destroy()
    }, [host.url, partition] as const)
  }
  expect(host.received()).toEqual([...asksForNet ? ['net'] : [], ...sessions].map(() => null))
  await host.close()
})
