/** @file Certificate files that OpenSSL creates. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface CertificateFiles {
  readonly folder: string
  /** Returns the path of a file in the folder. */
  readonly pathOf: (name: string) => string
  readonly read: (name: string) => string
  /** Runs OpenSSL in the folder. */
  readonly openssl: (...args: readonly string[]) => void
  /** Writes certificate and key to a PFX file. The options go to `openssl pkcs12`. */
  readonly makePfx: (name: string, passphrase: string, ...options: readonly string[]) => string
}

/** Creates a certificate `app.crt` and its key `app.key` in the folder, outside the folders that the app writes to. */
export function makeCertificateFiles(folder: string, subject = '/O=Contoso/CN=XDR exporter'): CertificateFiles {
  mkdirSync(folder, { recursive: true })
  const pathOf = (name: string) => path.join(folder, name)
  const openssl = (...args: readonly string[]) => { execFileSync('openssl', [...args], { cwd: folder, stdio: 'ignore' }) }
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'app.key', '-out', 'app.crt', '-days', '300', '-subj', subject)
  return {
    folder,
    pathOf,
    openssl,
    read: name => readFileSync(pathOf(name), 'utf8'),
    makePfx: (name, passphrase, ...options) => {
      openssl('pkcs12', '-export', '-inkey', 'app.key', '-in', 'app.crt', '-passout', `pass:${passphrase}`, ...options, '-out', name)
      return pathOf(name)
    },
  }
}
