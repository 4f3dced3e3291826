/** @file Pictures of the page Access: a token that can list incidents, one that cannot, one that cannot be read, and pasted ones. */
import type { Page } from '@playwright/test'
import type { Cloud } from '../../e2e/cloud/start-cloud'
import { goTo } from '../../e2e/harness/user'

interface Studio {
  readonly page: Page
  readonly cloud: Cloud
  readonly shoot: (name: string) => Promise<void>
}

/** Takes pictures of Access with several tokens. Leaves the app with a token that can list incidents. */
export async function pictureAccess({ page, cloud, shoot }: Studio): Promise<void> {
  await goTo(page, 'Access')
  await shoot('access-can')
  cloud.entra.roles = []
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await page.getByText('Cannot list incidents').waitFor()
  await shoot('access-cannot')
  cloud.entra.reshape = token => token.slice(-120)
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await page.getByText('Unknown whether').waitFor()
  await page.getByRole('button', { name: 'Test with the API' }).click()
  await page.getByText('refused this token (HTTP').waitFor()
  await shoot('access-unknown')
  cloud.entra.reshape = token => token
  cloud.entra.roles = ['Incident.Read.All']
  await page.getByRole('button', { name: 'Get a new token' }).click()
  await page.getByText('Can list incidents').waitFor()
  await page.getByRole('button', { name: 'Test with the API' }).click()
  await page.getByText('The API accepts this token').waitFor()
  await shoot('access-tested')
  const box = page.getByRole('textbox', { name: 'Access token' })
  await page.getByRole('button', { name: 'Inspect another token' }).click()
  await shoot('access-judge')
  await box.fill(cloud.entra.issued[1]?.split('.').with(1, btoa(JSON.stringify({ aud: 'https://api.securitycenter.microsoft.com', tid: cloud.entra.app.tenantId, roles: ['Machine.Read.All', 'Alert.Read.All'], exp: 1_700_000_000, ver: '1.0', uti: 'x' }))).join('.') ?? '')
  await page.getByRole('region', { name: 'Verdict of the pasted token' }).waitFor()
  await shoot('access-judged')
  await page.getByRole('heading', { name: 'Claims of the pasted token' }).scrollIntoViewIfNeeded()
  await shoot('access-judged-claims')
  await box.fill('aB8Q~aB8cDeFgHiJkLmNoPqRsTuVwXyZ0123456')
  await page.getByRole('alert').scrollIntoViewIfNeeded()
  await shoot('access-judged-secret')
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
}
