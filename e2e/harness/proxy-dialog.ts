import type { Locator, Page } from '@playwright/test'
import type { ProxyUser } from '../cloud/proxy'

export const proxyDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Proxy sign-in' })

/** Types a user name and a password into the proxy dialog and signs in. */
export async function signInToProxy(page: Page, { user, password }: ProxyUser): Promise<void> {
  await proxyDialog(page).getByRole('textbox', { name: 'User name' }).fill(user)
  await proxyDialog(page).getByLabel('Password').fill(password)
  await proxyDialog(page).getByRole('button', { name: 'Sign in' }).click()
}
