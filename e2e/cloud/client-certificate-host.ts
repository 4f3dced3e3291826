/** @file A host that requests a client certificate in every TLS handshake and serves clients without one too. */
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { createServer } from 'node:https'
import { createCertificate } from './certificate'

export interface ClientCertificateHost {
  readonly url: string
  /** The Chromium switch that trusts its certificate. */
  readonly switches: readonly string[]
  /** The subject of the certificate received with each request, or null without a certificate. */
  readonly received: () => readonly (string | null)[]
  readonly close: () => Promise<void>
}

export async function startClientCertificateHost(): Promise<ClientCertificateHost> {
  const { key, cert, spki } = await createCertificate(['localhost'])
  const received: (string | null)[] = []
  const server = createServer({ key, cert, requestCert: true, rejectUnauthorized: false }, (request, response) => {
    const { subject } = (request.socket as TLSSocket).getPeerCertificate() as { subject?: { CN: string } }
    if (request.url === '/') received.push(subject?.CN ?? null)
    response.end('served')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}/`,
    switches: [`--ignore-certificate-errors-spki-list=${spki}`],
    received: () => received,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
