/** @file The certificate store that Chromium uses on Linux: the NSS database in a test's private home folder. */
import type { Authority, ServerCertificate } from '../../cloud/certificate'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { output } from './process'

async function run(program: string, ...args: readonly string[]): Promise<void> {
  const { ok, text } = await output(program, args)
  if (!ok) throw new Error(text)
}

/** Creates the store of the user with this home folder. Returns its name for the NSS tools. */
async function storeIn(home: string): Promise<string> {
  const folder = path.join(home, '.pki', 'nssdb')
  mkdirSync(folder, { recursive: true })
  await run('certutil', '-N', '-d', `sql:${folder}`, '--empty-password')
  return `sql:${folder}`
}

/** Adds the authority's root certificate to the store of the user with this home folder, as an administrator does. */
export async function trustAuthority(home: string, { name, cert }: Authority): Promise<void> {
  const store = await storeIn(home)
  const file = path.join(home, 'root.pem')
  writeFileSync(file, cert)
  await run('certutil', '-A', '-d', store, '-n', name, '-t', 'C,,', '-i', file)
}

/** Adds a user's certificate and key to the store, as a company's enrollment does. */
export async function addUserCertificate(home: string, { key, cert }: ServerCertificate): Promise<void> {
  const store = await storeIn(home)
  const [pem, pfx] = [path.join(home, 'user.pem'), path.join(home, 'user.pfx')]
  writeFileSync(pem, `${key}\n${cert}`)
  await run('openssl', 'pkcs12', '-export', '-in', pem, '-out', pfx, '-passout', 'pass:pfx')
  await run('pk12util', '-i', pfx, '-d', store, '-K', '', '-W', 'pfx')
}
