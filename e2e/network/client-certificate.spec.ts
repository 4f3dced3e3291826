/** @file A user's certificate in the system's store is never sent to a host that requests a client certificate. */
import { startClientCertificateHost } from '../cloud/client-certificate-host'
import { createClientCertificate } from '../cloud/certificate'
import { expect, test } from '../harness/fixtures'
import { addUserCertificate } from '../harness/system/certificate-store'

test('a host that requests a client certificate receives none, from any session or from net', async ({ cloud, folder, launch }) => {
  const host = await startClientCertificateHost()
  await addUserCertificate(folder, await createClientCertificate('Mia Contoso'))
  const { electron } = await launch({ switches: [...cloud.untrustedSwitches, ...host.switches], env: { HOME: folder } })

  // This comes first, because a session caches its answer to a host. Electron 44 and later ask the app; in earlier versions, the request of net fails.
  const answer = await electron.evaluate(({ session }, url) => session.fromPartition('requests').fetch(url).then(({ status }) => String(status), (error: unknown) => String(error)), host.url)
  const asksForNet = await electron.evaluate(() => Number(process.versions.electron?.split('.')[0]) >= 44)
  expect(answer).toMatch(asksForNet ? /^200$/ : /ERR_SSL_CLIENT_AUTH_CERT_NEEDED/)

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
