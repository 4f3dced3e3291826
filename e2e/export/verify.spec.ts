/** @file Exports in every format, and the check of exported files. */
import type { Page } from '@playwright/test'
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expectAccessible } from '../harness/accessibility'
import { expect, test } from '../harness/fixtures'
import { chooseFiles } from '../harness/system/open-dialog'
import { chooseSavePath } from '../harness/system/save-dialog'
import { exportIncidents, exportStatus, refresh, signIn } from '../harness/user'

test.use({ tenant: { incidents: 60, seed: 31 } })

const verification = (page: Page) => page.getByRole('status', { name: 'Verification' })
const close = (page: Page) => page.getByRole('dialog', { name: 'Verify an export' }).getByRole('button', { name: 'Close' }).click()

/** The names in a folder export of each format; null for one file. */
const formats = [
  ['JSON Lines', 'lines.jsonl', null],
  ['Excel', 'book.xlsx', null],
  ['CSV', 'tables', ['alerts.csv', 'incidents.csv', 'indicators.csv', 'tables.manifest.json']],
  ['Parquet', 'columns', ['alerts.parquet', 'columns.manifest.json', 'entities.parquet', 'incidents.parquet']],
] as const

test('writes every format with a manifest, by which it is unchanged until something changes', async ({ cloud, folder, launch }) => {
  test.setTimeout(120_000)
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const exports = path.join(folder, 'exports')
  mkdirSync(exports)
  for (const [format, name, names] of formats) {
    await chooseSavePath(electron, path.join(exports, name))
    await exportIncidents(page, 'All', format)
    await expect(exportStatus(page)).toContainText(`Exported 60 incidents. ${name} ·`)
    if (names) expect(readdirSync(path.join(exports, name)).sort()).toEqual(names)
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    await expect(verification(page)).toContainText(/^Unchanged since the export\. The list was (?<!in)complete\./)
    await close(page)
  }
  await expectAccessible(page, 'the result of an export')
  expect(readdirSync(exports).sort()).toEqual(['book.manifest.json', 'book.xlsx', 'columns', 'lines.jsonl', 'lines.manifest.json', 'tables'])
  // A folder with contents is not replaced.
  await exportIncidents(page, 'All', 'Parquet')
  await expect(page.getByRole('alert')).toHaveText(/the folder is not empty.*Choose another name/)

  appendFileSync(path.join(exports, 'lines.jsonl'), ' ')
  rmSync(path.join(exports, 'tables', 'alerts.csv'))
  writeFileSync(path.join(exports, 'tables', 'extra.csv'), '')
  await page.keyboard.press('Control+K')
  await page.keyboard.type('Verify an export')
  await page.keyboard.press('Enter')
  await chooseFiles(electron, path.join(exports, 'lines.jsonl'))
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(verification(page)).toContainText('Not as exported: the file has changed.')
  await chooseFiles(electron, path.join(exports, 'tables'))
  await page.getByRole('button', { name: 'Choose a folder…' }).click()
  await expect(verification(page)).toContainText(/Not as exported: 1 of 3\sfiles, 1\sextra file\..*alerts\.csv missing.*extra\.csv not part of the export/)
  await expectAccessible(page, 'the check of a changed export')
})

test('refuses hostile manifests and files without one', async ({ folder, launch }) => {
  const { page, electron } = await launch()
  const secret = path.join(folder, 'outside.txt')
  writeFileSync(secret, 'outside')
  const inner = path.join(folder, 'inner')
  mkdirSync(inner)
  const base = { manifest: 1, files: [{ name: '../outside.txt', bytes: 7, sha256: 'a'.repeat(64), rows: 1 }] }
  const hostile: readonly (readonly [string, string])[] = [
    ['path.manifest.json', JSON.stringify(base)],
    ['cut.manifest.json', '{"manifest":1,"files":[{'],
    ['huge.manifest.json', `{"manifest":1,"x":"${'x'.repeat(5_000_000)}"}`],
    ['deep.manifest.json', '['.repeat(900_000)],
    ['text.manifest.json', 'no JSON at all'],
  ]
  await page.keyboard.press('Control+K')
  await page.keyboard.type('Verify an export')
  await page.keyboard.press('Enter')
  for (const [name, text] of hostile) {
    const file = path.join(inner, name)
    writeFileSync(file, text)
    await chooseFiles(electron, file)
    await page.getByRole('button', { name: 'Choose a file…' }).click()
    await expect(page.getByRole('alert')).toHaveText(new RegExp(`The manifest cannot be read.*${name.replaceAll('.', '\\.')}`))
  }
  await chooseFiles(electron, secret)
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(page.getByRole('alert')).toHaveText(/There is no manifest to verify with.*outside\.txt/)
  await expect(verification(page)).toHaveCount(0)
  expect(readFileSync(secret, 'utf8')).toBe('outside')
})
