/** @file What an opened file says about itself: its manifest, damage, changes on disk, and why it cannot be opened. And 100 hostile files in one window. */
import type { Page } from '@playwright/test'
import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expectAccessible } from '../harness/accessibility'
import { expectSource, openByDialog, source } from '../harness/files/opening'
import { expect, test } from '../harness/fixtures'
import { filesIn } from '../harness/secret-scan'
import { collection, grid } from '../harness/user'
import { openHostileFiles } from './demanding-files'

const one = (id: number): string => JSON.stringify({ incidentId: id, incidentName: `Phish ${id}`, severity: 'High', status: 'Active', lastUpdateTime: '2026-11-24T10:04:00Z', alerts: [] })
const json = (count: number): string => `[${Array.from({ length: count }, (_, index) => one(index + 1)).join(',\n')}]\n`

/** Writes a file and its manifest. `changed`: members of the manifest that differ. */
function writeWithManifest(file: string, text: string, changed: object = {}): void {
  writeFileSync(file, text)
  const sha256 = createHash('sha256').update(text).digest('hex')
  const manifest = {
    manifest: 1, app: { name: 'XDR Desk', version: '0.1.0' }, format: 'json', formatVersion: 1, sample: false, profile: 'Contoso', api: 'defender-xdr', cloud: 'worldwide',
    window: { field: 'lastUpdateTime', from: '2026-11-22T12:00:00.000Z', to: null, lastHours: 48 }, query: null,
    counts: { incidents: 2, alerts: 0, merged: 0, withoutAlerts: 0, inList: 2 }, pages: 1, completeness: { complete: true, reason: null },
    fetchedAt: '2026-11-24T12:00:00.000Z', exportedAt: '2026-11-24T12:30:00.000Z', files: [{ name: path.basename(file), bytes: Buffer.byteLength(text), sha256, rows: 2 }], ...changed,
  }
  writeFileSync(file.replace(/\.json$/, '.manifest.json'), JSON.stringify(manifest))
}

const manifestNotice = (page: Page) => page.getByRole('status', { name: 'Manifest' })
const notRead = (page: Page) => page.getByRole('status', { name: 'Not read' })

test('a manifest is believed only if size, rows and checksum match', async ({ folder, launch }) => {
  const app = await launch()
  const { page } = app
  const file = path.join(folder, 'list.json')
  writeWithManifest(file, json(2))
  await openByDialog(app, file)
  await expect(source(page)).toContainText(/· window of 48 hours · (?<!in)complete · fetched 24 Nov/)
  await expect(manifestNotice(page)).toHaveCount(0)
  writeWithManifest(file, json(2), { completeness: { complete: false, reason: 'forbidden' }, sample: true })
  await openByDialog(app, file)
  await expect(source(page)).toContainText('Sample data')
  await expect(source(page)).toContainText('incomplete: This app isn\'t allowed to list incidents')
  const differs = [
    ['size', () => appendFileSync(file, ' ')],
    ['incidents', () => writeWithManifest(file, json(3))],
    ['checksum', () => writeFileSync(file, json(2).replace('Phish 1', 'Phosh 1'))],
  ] as const
  for (const [what, change] of differs) {
    writeWithManifest(file, json(2))
    change()
    await openByDialog(app, file)
    await expect(manifestNotice(page)).toContainText(`The file does not match its manifest: its ${what}`)
    await expectSource(page, 'File: list.json · Defender XDR · completeness not recorded')
  }
  await expectAccessible(page, 'a manifest that does not match')
  writeFileSync(path.join(folder, 'list.manifest.json'), '{')
  await openByDialog(app, file)
  await expect(manifestNotice(page)).toContainText('The manifest beside the file cannot be read.')
})

test('a damaged file shows what can be read, and says what cannot and where', async ({ folder, launch }) => {
  const app = await launch()
  const { page } = app
  const file = path.join(folder, 'damaged.json')
  writeFileSync(file, `[${one(1)},{"x":1},${one(2)},${one(3).slice(0, 40)}`)
  await openByDialog(app, file)
  await expect(collection(page)).toContainText(/^2\sincidents$/)
  await expect(source(page)).toContainText('incomplete: Not all of the file could be read')
  await expect(notRead(page)).toContainText(/2\sparts of the file could not be read\..*Byte 1\d\d: a JSON value that is not an incident\..*the file ends in the middle.*XDR Desk could read 2\sincidents/)
  await expectAccessible(page, 'a damaged file')
  const page1 = path.join(folder, 'page.json')
  writeFileSync(page1, `{"value":[${one(1)}],"@odata.nextLink":"https://api.security.microsoft.com/api/incidents?$skip=1"}`)
  await openByDialog(app, page1)
  await expect(source(page)).toContainText('incomplete: The file contains only a part of the list')
})

test('a file that changes or moves while it is open is noticed, and its list stays', async ({ folder, launch }) => {
  const app = await launch()
  const { page, electron } = app
  const file = path.join(folder, 'list.json')
  writeFileSync(file, json(2))
  await openByDialog(app, file)
  const focus = () => electron.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.emit('focus') })
  renameSync(file, path.join(folder, 'moved.json'))
  await focus()
  await expect(page.getByRole('alert')).toContainText('The file is no longer in its folder.')
  await grid(page).getByRole('row').nth(1).click()
  await expect(page.getByRole('region', { name: 'Incident 1', exact: true }).or(page.getByRole('region', { name: 'Incident 2', exact: true }))).toBeVisible()
  writeFileSync(file, json(3))
  await focus()
  await expect(page.getByRole('alert')).toContainText('Another file has taken the place of this one.')
  await page.getByRole('button', { name: 'Open it again' }).click()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '4')
  appendFileSync(file, ' ')
  await focus()
  await expect(page.getByRole('alert')).toContainText('The file has changed since it was opened.')
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '4')
})

test('a file that cannot be opened says why and what to do, in place, and is not remembered', async ({ folder, userData, launch }) => {
  const app = await launch()
  const { page } = app
  const [document, folderFile] = [path.join(folder, 'list.pdf'), path.join(folder, 'folder.json')]
  writeFileSync(document, '%PDF-1.7\n')
  mkdirSync(folderFile)
  for (const [file, text] of [[document, /a PDF document/], [folderFile, /cannot be opened/], [path.join(folder, 'none.json'), /cannot be opened/]] as const) {
    await openByDialog(app, file)
    await expect(page.getByRole('alert')).toContainText(text)
    await expectSource(page, `File: ${path.basename(file)} · not opened`)
    await expect(collection(page)).toHaveText('Nothing loaded')
  }
  await expectAccessible(page, 'a file that cannot be opened')
  writeFileSync(path.join(folder, 'none.json'), json(1))
  expect(filesIn(userData).filter(file => file.endsWith('recent.json'))).toEqual([])
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '2')
})

test('100 hostile files never stop the window', async ({ folder, userData, launch }) => {
  test.setTimeout(180_000)
  await openHostileFiles(await launch(), { folder, userData, count: 100, seed: 471 })
})
