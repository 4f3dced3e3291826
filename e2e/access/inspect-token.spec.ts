/** @file Inspects any pasted token without storing or sending it. */
import type { Page } from '@playwright/test'
import { Buffer } from 'node:buffer'
import { generateKeyPairSync } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { goTo, signIn } from '../harness/user'
import { expect, test } from '../harness/fixtures'
import { inHeap } from '../harness/memory'

const box = (page: Page) => page.getByRole('textbox', { name: 'Access token' })
const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict of the pasted token' })
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const now = () => Math.floor(Date.now() / 1000)
const token = (claims: object, header: object = { alg: 'RS256' }, signature = 'c2lnbmF0dXJl') => `${encode(header)}.${encode(claims)}.${signature}`

test('shows a verdict for every token, and an explanation for text that is not a token', async ({ cloud, launch }) => {
  const { page } = await launch()
  await signIn(page, cloud)
  await goTo(page, 'Access')
  const { tenantId, clientId } = cloud.entra.app
  const good = { aud: 'https://api.security.microsoft.com', tid: tenantId, appid: clientId, roles: ['Incident.Read.All'], iat: now(), nbf: now(), exp: now() + 3600 }
  const rows: readonly (readonly [string, string, RegExp])[] = [
    ['valid', token(good), /^\s*Can list incidents.*roles claim contains Incident\.Read\.All/],
    ['with Bearer, in quotes, over several lines', `"Bearer ${token(good).replace(/.{50}/g, '$&\n')}"`, /^\s*Can list incidents/],
    ['the whole response', JSON.stringify({ token_type: 'Bearer', access_token: token(good) }), /^\s*Can list incidents/],
    ['for Defender for Endpoint', token({ ...good, aud: 'https://api.securitycenter.microsoft.com' }), /^\s*Cannot list incidents.*Defender for Endpoint.*Microsoft Threat Protection/],
    ['for Graph', token({ ...good, aud: 'https://graph.microsoft.com' }), /Cannot.*for Microsoft Graph, but Defender XDR is the API in Settings/],
    ['of another tenant', token({ ...good, tid: clientId }), /Cannot.*not from the tenant in Settings/],
    ['no roles', token({ ...good, roles: undefined }), /Cannot.*roles claim is missing.*Grant admin consent/],
    ['roles as text', token({ ...good, roles: 'Incident.Read.All' }), /^\s*Unknown whether.*not a list of names/],
    ['delegated', token({ ...good, roles: undefined, scp: 'Incident.Read' }), /Cannot.*delegated permission/],
    ['not signed', token(good, { alg: 'none' }, ''), /Cannot.*not signed/],
    ['expired', token({ ...good, exp: now() - 60 }), /Cannot.*expired/],
    ['for the future', token({ ...good, nbf: now() + 3600 }), /Cannot.*clock is behind/],
    ['a megabyte', token({ ...good, padding: 'x'.repeat(750_000) }), /^\s*Can list incidents/],
    ['hidden characters', token({ ...good, tid: 'a\u202Eb\u0000<img src=x>' }), /Cannot.*tid claim contains a⟨U\+202E⟩b⟨U\+0000⟩<img src=x>/],
    ['claims named like prototypes', `${encode({ alg: 'RS256' })}.${Buffer.from('{"__proto__":{"roles":["Incident.Read.All"]},"constructor":1}').toString('base64url')}.c2ln`, /^\s*Unknown whether.*aud claim does not name an API/],
  ]
  for (const [name, text, words] of rows) {
    await test.step(name, async () => {
      await box(page).fill('')
      await expect(verdict(page)).toHaveCount(0)
      await box(page).fill(text)
      await expect(verdict(page)).toHaveText(words)
    })
  }
  await expect(page.locator('img')).toHaveCount(0)
  // Only the token in use can be tested.
  await expect(page.getByRole('button', { name: 'Test with the API' })).toHaveCount(1)
  // The verdict of the token in use does not change.
  await expect(page.getByRole('region', { name: 'Verdict', exact: true })).toHaveText(/^\s*Can list incidents/)

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['words', 'not a token at all', /not an access token.*begins with “eyJ”/],
    ['half a token', token(good).slice(0, 60), /Part of the token is missing/],
    ['not base64', 'eyJ!!!.???.!!!', /Part of the token is missing/],
    ['more than a megabyte', 'x'.repeat(1024 * 1024 + 1), /too long for a token/],
  ]
  for (const [name, text, words] of refused) {
    await test.step(name, async () => {
      await box(page).fill('')
      await expect(page.getByRole('alert')).toHaveCount(0)
      await box(page).fill(text)
      await expect(page.getByRole('alert')).toHaveText(words)
      await expect(verdict(page)).toHaveCount(0)
    })
  }
})

test('clears a secret from the box immediately', async ({ cloud, launch }) => {
  const { page } = await launch()
  await page.setViewportSize({ width: 900, height: 600 })
  await signIn(page, cloud)
  await goTo(page, 'Access')
  const good = token({ aud: 'https://api.security.microsoft.com', roles: ['Incident.Read.All'], exp: now() + 3600 })
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const password = 'P@ssw0rd-4711!'
  const basic = Buffer.from(`${cloud.entra.app.clientId}:${password}`).toString('base64')
  const rows: readonly (readonly [string, string, string, RegExp])[] = [
    ['a secret', cloud.entra.app.clientSecret, cloud.entra.app.clientSecret, /looks like a client secret, not a token/],
    ['a secret in quotes', `"${cloud.entra.app.clientSecret}",`, cloud.entra.app.clientSecret, /looks like a client secret, not a token/],
    ['a form', `client_id=x&client_secret=${password}&grant_type=client_credentials`, password, /contains a client secret/],
    ['JSON', JSON.stringify({ client_secret: password }), password, /contains a client secret/],
    ['a secret beside a token', JSON.stringify({ access_token: good, client_secret: password }), password, /contains a client secret/],
    ['a Basic header', `Authorization: Basic ${basic}`, basic, /contains a client secret, a password/],
    ['a private key', pem, pem.split('\n')[5] ?? '', /contains a private key/],
    ['a password', password, password, /looks like a password/],
  ]
  for (const [name, text, needle, words] of rows) {
    await test.step(name, async () => {
      await box(page).fill(good)
      await expect(verdict(page)).toHaveText(/^\s*Can list incidents/)
      await box(page).fill(text)
      await expect(page.getByRole('alert')).toHaveText(words)
      await expect(page.getByRole('alert')).toHaveText(/cleared the box at once.*clipboard/)
      await expect(page.getByRole('alert')).toBeInViewport({ ratio: 1 })
      await expect(box(page)).toHaveValue('')
      await expect(box(page)).toBeFocused()
      await expect(verdict(page)).toHaveCount(0)
      // The box was replaced, so the browser's undo cannot restore the secret.
      await page.keyboard.press('Control+z')
      await expect(box(page)).toHaveValue('')
      expect(await page.content()).not.toContain(needle)
      expect(await inHeap(page, [needle])).toEqual([])
    })
  }
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('lists 200 roles and finds the required one', async ({ launch }) => {
  const { page } = await launch()
  await goTo(page, 'Access')
  await box(page).fill(token({ aud: 'https://graph.microsoft.com', exp: now() + 60, roles: [...Array.from({ length: 199 }, (_, index) => `Role.${index}`), 'SecurityIncident.Read.All'] }))
  // Without saved settings, the verdict is for the token's own API.
  await expect(verdict(page)).toHaveText(/^\s*Can list incidents.*SecurityIncident\.Read\.All/)
  await expect(page.getByRole('list', { name: 'Roles of the pasted token' }).getByRole('listitem')).toHaveCount(200)
  await expect(page.getByRole('region', { name: 'What the pasted token allows' })).toHaveText(/Allowed\s*List, open and export incidents.*Not granted, not needed.*hunting/)
})

test('Clear and leaving the page remove a pasted token without a trace', async ({ cloud, folder, launch }) => {
  const { page, output } = await launch()
  await signIn(page, cloud)
  await goTo(page, 'Access')
  const canary = `CANARY${now()}`
  const pasted = token({ aud: 'x' }, { alg: 'RS256' }, Buffer.from(canary).toString('base64url'))
  const sent = cloud.requests.length
  await box(page).fill(pasted)
  await expect(verdict(page)).toHaveText(/Cannot/)
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(box(page)).toHaveValue('')
  await expect(box(page)).toBeFocused()
  await expect(verdict(page)).toHaveCount(0)
  await box(page).fill(pasted)
  await expect(verdict(page)).toBeVisible()
  await goTo(page, 'Settings')
  await goTo(page, 'Access')
  await expect(box(page)).toHaveValue('')
  await expect(verdict(page)).toHaveCount(0)

  // The reply from main does not contain the token.
  const reply = await page.evaluate((text) => {
    const { xdrDesk } = globalThis as unknown as { xdrDesk: { inspectToken: (given: { text: string }) => Promise<unknown> } }
    return xdrDesk.inspectToken({ text })
  }, pasted)
  expect(JSON.stringify(reply)).toMatch(/wrong-audience/)
  const needles = [pasted, pasted.split('.')[2] ?? '?', canary]
  for (const needle of needles) expect(JSON.stringify(reply)).not.toContain(needle)
  expect(cloud.requests.length).toBe(sent)
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name))
  expect(files.length).toBeGreaterThan(0)
  expect(files.filter(file => needles.some(needle => readFileSync(file).includes(needle)))).toEqual([])
  for (const needle of needles) expect(output()).not.toContain(needle)
})
