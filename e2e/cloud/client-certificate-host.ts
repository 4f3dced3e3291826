/** @file A host that asks whoever connects for a client certificate, and serves those without one as well. */
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { createServer } from 'node:https'
import { createCertificate } from './certificate'

export interface AskingHost {
  readonly url: string
  /** Chromium's switch that trusts it. */
  readonly switches: readonly string[]
  /** Whose certificate came with each request; null: none. */
  readonly shown: () => readonly (string | null)[]
  readonly close: () => Promise<void>
}

export async function startAskingHost(): Promise<AskingHost> {
  const { key, cert, spki } = await createCertificate(['localhost'])
  const shown: (string | null)[] = []
  const server = createServer({ key, cert, requestCert: true, rejectUnauthorized: false }, (request, response) => {
    const { subject } = (request.socket as TLSSocket).getPeerCertificate() as { subject?: { CN: string } }
    if (request.url === '/') shown.push(subject?.CN ?? null)
    response.end('served')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}/`,
    switches: [`--ignore-certificate-errors-spki-list=${spki}`],
    shown: () => shown,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
