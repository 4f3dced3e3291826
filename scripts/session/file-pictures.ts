/** @file Pictures of opened files: complete, without a manifest, damaged, not incidents at all, dragged over the window, and while they are read. */
import type { ElectronApplication, Page } from '@playwright/test'
import type { CollectionState } from '../../src/shared/contract/collection-state'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { closeFile, dragFiles, openByDialog, source } from '../../e2e/harness/files/opening'
import { chooseSavePath } from '../../e2e/harness/system/save-dialog'
import { callMethod, exportStatus, goTo, openExport } from '../../e2e/harness/user'

interface Studio {
  readonly page: Page
  readonly electron: ElectronApplication
  readonly shoot: (name: string) => Promise<void>
}

/** Shows a file as if it were being read, because a picture takes longer than reading it. */
async function showReading(electron: ElectronApplication, page: Page): Promise<void> {
  const { value } = await callMethod(page, 'collection') as { readonly value: CollectionState }
  const reading = { readBytes: 240_000, bytes: 512_000, incidents: 85 }
  const state: CollectionState = { ...value, file: value.file && { ...value.file, facts: null, reading } }
  await electron.evaluate(({ BrowserWindow }, shown) => BrowserWindow.getAllWindows()[0]?.webContents.send('collection', shown), state)
  await page.getByRole('progressbar', { name: 'Reading' }).waitFor()
}

/** Exports the list that is shown, and takes pictures of the file. Leaves the app with that list. */
export async function pictureFiles({ page, electron, shoot }: Studio): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-files-'))
  const at = (name: string): string => path.join(folder, name)
  const [exported, plain, damaged, table] = [at(`Latest Incidents ${new Date().toISOString().replaceAll(':', '.')}.json`), at('incidents.json'), at('cut off.json'), at('incidents.csv')]
  await chooseSavePath(electron, exported)
  const sheet = await openExport(page)
  await sheet.getByRole('checkbox', { name: 'Add a manifest' }).check()
  await sheet.getByRole('button', { name: 'Save', exact: true }).click()
  await exportStatus(page).getByText('Exported').waitFor()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await openByDialog({ page, electron }, exported)
  await source(page).getByText('complete', { exact: true }).waitFor()
  await page.getByRole('row').nth(1).waitFor()
  await shoot('file-complete')
  const drag = await dragFiles(page, exported)
  await shoot('file-dragged')
  await drag.leave()
  await showReading(electron, page)
  await shoot('file-reading')
  const text = readFileSync(exported, 'utf8')
  writeFileSync(plain, text)
  await openByDialog({ page, electron }, plain)
  await shoot('file-without-manifest')
  writeFileSync(damaged, `[{"x":1},\n${text.slice(1, text.length / 2)}`)
  await openByDialog({ page, electron }, damaged)
  await shoot('file-damaged')
  writeFileSync(table, 'id,name\r\n1,Phish\r\n')
  await openByDialog({ page, electron }, table)
  await page.getByRole('alert').waitFor()
  await shoot('file-failed')
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await shoot('file-settings')
  await closeFile(page).click()
  await goTo(page, 'Incidents')
  rmSync(folder, { recursive: true, force: true })
}
