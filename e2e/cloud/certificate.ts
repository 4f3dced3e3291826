import { createHash, X509Certificate } from 'node:crypto'
import { generate } from 'selfsigned'

/** PEM. */
export interface ServerCertificate {
  readonly key: string
  readonly cert: string
}

export interface Certificate extends ServerCertificate {
  /** The value for Chromium's switch --ignore-certificate-errors-spki-list. */
  readonly spki: string
}

const kind = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const
const forHosts = (hosts: readonly string[]) => ({ name: 'subjectAltName' as const, altNames: hosts.map(value => ({ type: 2 as const, value })) })

/** Returns a new self-signed certificate for these host names. */
export async function createCertificate(hosts: readonly string[]): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: hosts[0] ?? 'localhost' }], { ...kind, extensions: [forHosts(hosts)] })
  const der = new X509Certificate(made.cert).publicKey.export({ type: 'spki', format: 'der' })
  return { key: made.private, cert: made.cert, spki: createHash('sha256').update(der).digest('base64') }
}

/** Returns a user's certificate with its key. */
export async function createClientCertificate(name: string): Promise<ServerCertificate> {
  const made = await generate([{ name: 'commonName', value: name }], { ...kind, extensions: [{ name: 'extKeyUsage', clientAuth: true }] })
  return { key: made.private, cert: made.cert }
}

/** A private root certificate, like that of a proxy that inspects TLS. */
export interface Authority {
  readonly name: string
  readonly cert: string
  /** Issues a server certificate; `cert` holds the whole chain. Days are relative to now. */
  readonly issue: (hosts: readonly string[], days?: { readonly from: number, readonly to: number }) => Promise<ServerCertificate>
}

const inDays = (days: number): Date => new Date(Date.now() + days * 24 * 60 * 60 * 1000)

export async function createAuthority(name: string): Promise<Authority> {
  const root = await generate([{ name: 'commonName', value: name }, { name: 'organizationName', value: 'Contoso' }], {
    ...kind,
    notBeforeDate: inDays(-400),
    notAfterDate: inDays(400),
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }, { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }],
  })
  return {
    name,
    cert: root.cert,
    issue: async (hosts, { from, to } = { from: -1, to: 90 }) => {
      const made = await generate([{ name: 'commonName', value: hosts[0] ?? 'localhost' }], {
        ...kind,
        notBeforeDate: inDays(from),
        notAfterDate: inDays(to),
        extensions: [forHosts(hosts), { name: 'extKeyUsage', serverAuth: true }],
        ca: { key: root.private, cert: root.cert },
      })
      return { key: made.private, cert: `${made.cert}\n${root.cert}` }
    },
  }
}
