/** @file A test with certificate files, and the certificate part of Settings. */
import type { Locator, Page } from '@playwright/test'
import type { Cloud } from '../cloud/start-cloud'
import type { CertificateFiles } from './system/openssl'
import path from 'node:path'
import { test as base } from './fixtures'
import { makeCertificateFiles } from './system/openssl'
import { certificateOption, typeIds } from './user'

export const test = base.extend<{ files: CertificateFiles }>({
  files: async ({ folder }, use) => use(makeCertificateFiles(path.join(folder, 'certificates'))),
})

/** A passphrase with quotes, a comma and spaces: the app must use it as typed. */
export const passphrase = '"topaz & Schlüssel 4711", '
export const passphraseBox = (page: Page): Locator => page.getByLabel('Passphrase', { exact: true })

/** Types the IDs and selects a certificate as the credential. */
export async function startCertificate(page: Page, cloud: Cloud): Promise<void> {
  await typeIds(page, cloud)
  await certificateOption(page).check()
}

/** Opens the dialog that chooses a certificate file. */
export async function openFileDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Choose a file…' }).click()
}
