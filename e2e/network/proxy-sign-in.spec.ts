/** @file A proxy that requires a user name and password: the app asks for them once per session and never stores them. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { loginHost } from '../cloud/hosts'
import { accepted, goTo, refresh, refreshButton, typeCredentials } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect } from '../harness/fixtures'
import { mia, proxySwitches, test } from '../harness/company-proxy'
import { respond } from '../cloud/faults'
import { proxyDialog, signInToProxy } from '../harness/proxy-dialog'

test.use({ proxyUser: mia })

test('asks once, or again after a wrong password, and stores nothing on disk', async ({ cloud, launch, companyProxy: proxy, userData }) => {
  const app = await launch({ switches: proxySwitches(cloud, proxy) })
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
  // A new tunnel uses the same password.
  proxy.closeTunnels()
  await refresh(page)
  await expectComplete(page)
  // The request that triggers the proxy's sign-in contains no data.
  expect(cloud.requests.filter(({ method }) => method === 'HEAD')).toEqual([expect.objectContaining({ host: loginHost, authorization: undefined })])
  await app.close()
  const entries = readdirSync(userData, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name))
  expect(files).not.toEqual([])
  const forms = [mia.password, Buffer.from(mia.password).toString('base64').slice(0, -4), Buffer.from(`${mia.user}:${mia.password}`).toString('base64')]
  expect(files.filter(file => forms.some(form => readFileSync(file).includes(form)))).toEqual([])
  expect(app.output()).not.toContain(mia.password)

  const { page: next } = await launch({ switches: proxySwitches(cloud, proxy) })
  await typeCredentials(next, cloud)
  await expect(proxyDialog(next)).toBeVisible()
  await signInToProxy(next, mia)
  await expect(accepted(next)).toBeVisible()
})

test('explains what the proxy requires if the user cancels, and asks again at the next request', async ({ cloud, launch, companyProxy: proxy }) => {
  const { page } = await launch({ switches: proxySwitches(cloud, proxy) })
  await typeCredentials(page, cloud)
  await proxyDialog(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Saved for this session, but not checked.')).toBeVisible()
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

test('asks again after the password has changed', async ({ cloud, launch, companyProxy: proxy }) => {
  const { page } = await launch({ switches: proxySwitches(cloud, proxy) })
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

test('shows no dialog for a host that requires a password, and does not send it the proxy\'s password', async ({ cloud, launch, companyProxy: proxy }) => {
  const asking = [401, 407].map(status => respond(status, '{}', { [status === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate']: 'Basic realm="Give me a password"' }))
  // This also applies to the host of the request that triggers the proxy's sign-in.
  cloud.fault('rest', () => asking[0])
  const { page } = await launch({ switches: proxySwitches(cloud, proxy) })
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
