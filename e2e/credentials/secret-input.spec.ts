/** @file The app sends a client secret as typed. It points out characters that were probably copied by mistake and lets the user remove them. */
import type { Page } from '@playwright/test'
import { accepted, saveButton, secretStorage, signIn, typeIds } from '../harness/user'
import { expect, test } from '../harness/fixtures'
import { inHeap } from '../harness/memory'

const box = (page: Page) => page.getByLabel('Client secret')
const note = (page: Page) => page.locator('#secret-note')

const around: readonly (readonly [string, (secret: string) => string, string, RegExp])[] = [
  ['quotes', secret => `"${secret}"`, 'Remove the quotes', /quotes.*exactly as you typed it/],
  ['typographic quotes', secret => `«${secret}»`, 'Remove the quotes', /quotes/],
  ['a comma', secret => `${secret},`, 'Remove the comma or semicolon', /comma/],
  ['a zero-width space', secret => `\u200B${secret}`, 'Remove the invisible characters', /invisible/],
  ['the name of its column', secret => `Value: ${secret}`, 'Remove the name', /name before it/],
  ['a line of a script', secret => `$env:AZURE_CLIENT_SECRET = "${secret}"`, 'Keep only the secret', /quotes/],
  ['the line before it', secret => `Value\n${secret}`, 'Remove the name', /name before it/],
]
for (const [name, wrap, remedy, words] of around) {
  test(`sends a secret copied with ${name} as typed, and offers to remove that part`, async ({ cloud, launch }) => {
    const { page } = await launch()
    const { clientSecret } = cloud.entra.app
    await typeIds(page, cloud)
    await box(page).fill(wrap(clientSecret))
    await expect(note(page)).toHaveText(words)
    await expect(note(page)).not.toContainText(clientSecret.slice(0, 8))
    await saveButton(page).click()
    await expect(page.getByRole('alert')).toHaveText(/rejected the client secret/)
    await expect(box(page)).toHaveValue(wrap(clientSecret).replace('\n', ' '))
    await page.getByRole('button', { name: remedy }).click()
    await expect(box(page)).toHaveValue(clientSecret)
    await expect(box(page)).toBeFocused()
    await expect(page.getByRole('button', { name: remedy })).toHaveCount(0)
    await saveButton(page).click()
    await expect(accepted(page)).toBeVisible()
    expect(await inHeap(page, [clientSecret])).toEqual([])
  })
}

test('accepts a secret that really contains quotes', async ({ cloud, launch }) => {
  Object.assign(cloud.entra.app, { clientSecret: '"Value: aB8Q~quoted",' })
  const { page } = await launch()
  await typeIds(page, cloud)
  await box(page).fill(cloud.entra.app.clientSecret)
  await expect(page.getByRole('button', { name: 'Keep only the secret' })).toBeVisible()
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
})

test('removes surrounding white space with a note, and refuses quotes without a secret', async ({ cloud, launch }) => {
  const { page } = await launch()
  await typeIds(page, cloud)
  await box(page).fill(` ${cloud.entra.app.clientSecret}\t`)
  await expect(note(page)).toHaveText('White space around the secret is not sent.')
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
  await box(page).fill('“”')
  await saveButton(page).click()
  await expect(note(page)).toHaveText(/contains no client secret/)
  await expect(secretStorage(page)).toContainText(/client secret/i)
})

test('saves IDs without their quotes, with a note', async ({ cloud, launch }) => {
  const { page } = await launch()
  const { tenantId, clientId } = cloud.entra.app
  await signIn(page, cloud)
  await page.getByRole('textbox', { name: 'Tenant ID' }).fill(`"${tenantId}"`)
  await page.getByRole('textbox', { name: 'Client ID' }).fill(` “${clientId}” `)
  await expect(page.getByText('Quotes and invisible characters around it are left out.')).toHaveCount(2)
  await saveButton(page).click()
  await expect(accepted(page)).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Tenant ID' })).toHaveValue(tenantId)
  await expect(page.getByRole('textbox', { name: 'Client ID' })).toHaveValue(clientId)
})
