/** @file The certificate store that Chromium reads on Linux: the NSS database in a home folder of a test's own. */
import type { Authority } from '../cloud/certificate'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { output } from './process'

async function certutil(...args: readonly string[]): Promise<void> {
  const { ok, text } = await output('certutil', args)
  if (!ok) throw new Error(text)
}

/** Adds the authority's root to the store of whoever has this home folder, as an administrator would. */
export async function trustIn(home: string, { name, cert }: Authority): Promise<void> {
  const folder = path.join(home, '.pki', 'nssdb')
  mkdirSync(folder, { recursive: true })
  const file = path.join(home, 'root.pem')
  writeFileSync(file, cert)
  await certutil('-N', '-d', `sql:${folder}`, '--empty-password')
  await certutil('-A', '-d', `sql:${folder}`, '-n', name, '-t', 'C,,', '-i', file)
}
