/** @file What is known of a certificate: its public facts and whether it is valid now. */
import type { X509Certificate } from 'node:crypto'
import type { Certificate } from '../../../shared/contract/credential'
import { AppError } from '../base/errors'

/** A certificate with its private key. SECURITY: it stays in main. */
export interface ClientCertificate {
  readonly certificate: Certificate
  /** PEM, PKCS#8. */
  readonly privateKey: string
  /** The certificate itself, PEM: what is uploaded to Entra. */
  readonly publicPart: string
}

const digits = (fingerprint: string): string => fingerprint.replaceAll(':', '')

/** The public facts of a certificate. */
export function certificateFacts(x509: X509Certificate): Certificate {
  // A certificate with alternative names may have an empty one. Node says undefined then, which its types do not know.
  const subject = x509.subject as string | undefined ?? ''
  return {
    subject: subject.split('\n').join(', '),
    thumbprintSha256: digits(x509.fingerprint256),
    thumbprintSha1: digits(x509.fingerprint),
    notBefore: new Date(x509.validFrom).toISOString(),
    expiresAt: new Date(x509.validTo).toISOString(),
  }
}

/** Throws AppError `certificate-expired` or `certificate-not-yet-valid`. `now`: ms since 1970. */
export function checkValidity({ notBefore, expiresAt }: Certificate, now: number): void {
  if (Date.parse(expiresAt) <= now) throw new AppError('certificate-expired', { date: expiresAt })
  if (Date.parse(notBefore) > now) throw new AppError('certificate-not-yet-valid', { date: notBefore })
}
