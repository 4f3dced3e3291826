/** @file Creates a key and a self-signed certificate as in Microsoft's guide: RSA with 2,048 bits, SHA-256, valid for a year. */
import type { ClientCertificate } from './certificate'
import { Buffer } from 'node:buffer'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import forge from 'node-forge'
import { readKeyFiles } from './key-file'

const day = 24 * 60 * 60 * 1000
/** The certificate is valid from 5 minutes before now, in ms, because clocks differ. */
const leeway = 5 * 60 * 1000

/** Creates a certificate that is valid at `now` (ms since 1970) and for 365 days. */
export function createSelfSigned(now: number): ClientCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey)
  // The first byte is below 128, so the number is positive.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`
  certificate.validity = { notBefore: new Date(now - leeway), notAfter: new Date(now + 365 * day) }
  const name = [{ name: 'commonName', value: 'XDR Desk' }]
  certificate.setSubject(name)
  certificate.setIssuer(name)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true },
    { name: 'extKeyUsage', clientAuth: true },
    { name: 'subjectKeyIdentifier' },
  ])
  certificate.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create())
  return readKeyFiles([Buffer.from(forge.pki.certificateToPem(certificate) + privateKey)], '', now)
}
