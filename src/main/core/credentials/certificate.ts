/** @file Reads a certificate's public facts and checks whether it is valid now. */
import type { X509Certificate } from 'node:crypto'
import type { Certificate } from '../../../shared/contract/credential'
import { AppError } from '../base/errors'

/** A certificate with its private key. SECURITY: the key never leaves the main process. */
export interface ClientCertificate {
  readonly certificate: Certificate
  /** PEM, PKCS#8. */
  readonly privateKey: string
  /** The certificate without its key, PEM. The user uploads it to Entra. */
  readonly publicPart: string
}

const digits = (fingerprint: string): string => fingerprint.replaceAll(':', '')

/** Returns the public facts of a certificate. Thumbprints are hexadecimal digits without colons. */
export function certificateFacts(x509: X509Certificate): Certificate {
  // A certificate with alternative names may have an empty subject. Node then returns undefined, which its types omit.
  const subject = x509.subject as string | undefined ?? ''
  return {
    subject: subject.split('\n').join(', '),
    thumbprintSha256: digits(x509.fingerprint256),
    thumbprintSha1: digits(x509.fingerprint),
    notBefore: new Date(x509.validFrom).toISOString(),
    expiresAt: new Date(x509.validTo).toISOString(),
  }
}

/** Checks that a certificate is valid at `now` (ms since 1970). Throws AppError `certificate-expired` or `certificate-not-yet-valid`. */
export function checkValidity({ notBefore, expiresAt }: Certificate, now: number): void {
  if (Date.parse(expiresAt) <= now) throw new AppError('certificate-expired', { date: expiresAt })
  if (Date.parse(notBefore) > now) throw new AppError('certificate-not-yet-valid', { date: notBefore })
}
