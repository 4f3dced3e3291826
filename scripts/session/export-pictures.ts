/** @file Pictures of an export: its dialog, its result, and the check of the exported file. */
import type { ElectronApplication, Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chooseSavePath } from '../../e2e/harness/system/save-dialog'
import { exportStatus, openExport } from '../../e2e/harness/user'

interface Studio {
  readonly page: Page
  readonly electron: ElectronApplication
  readonly shoot: (name: string) => Promise<void>
}

/** Takes pictures of a complete export. The list is shown. */
export async function pictureExport({ page, electron, shoot }: Studio): Promise<void> {
  const exports = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-export-'))
  await chooseSavePath(electron, path.join(exports, `Latest Incidents ${new Date().toISOString().replaceAll(':', '.')}.json`))
  const sheet = await openExport(page)
  await shoot('export-sheet')
  await sheet.getByRole('checkbox', { name: 'Add a manifest' }).check()
  await sheet.getByRole('button', { name: 'Save', exact: true }).click()
  await exportStatus(page).getByText('Exported').waitFor()
  await shoot('incidents-exported')
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await page.getByRole('status', { name: 'Verification' }).waitFor()
  await shoot('export-verified')
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  rmSync(exports, { recursive: true, force: true })
}
