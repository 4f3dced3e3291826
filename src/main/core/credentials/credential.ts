/** @file What the app signs in with, and how it is kept as one sealed text. */
import type { Certificate } from '../../../shared/contract/credential'
import type { Target } from '../../../shared/contract/model'
import { checkValidity } from './certificate'
import { AppError } from '../base/errors'

export interface Credentials extends Target {
  readonly credential: Credential
}

/** SECURITY: secret and key stay in main. */
export type Credential
  = | { readonly kind: 'secret', readonly clientSecret: string }
    /** `privateKey`: PEM, PKCS#8. */
    | { readonly kind: 'certificate', readonly privateKey: string, readonly certificate: Certificate }

const isKey = (text: string): boolean => text.startsWith('-----BEGIN PRIVATE KEY-----')

/** What is sealed of a credential. */
export function secretText(credential: Credential): string {
  return credential.kind === 'secret' ? credential.clientSecret : credential.privateKey
}

/**
 * The credential that a sealed text is. Throws AppError `secret-mismatch` where the text is not what the settings beside it say.
 * SECURITY: whoever changes the settings file must not make the app send a private key as a secret.
 */
export function credentialFrom(text: string, certificate: Certificate | null): Credential {
  if (isKey(text) !== (certificate !== null)) throw new AppError('secret-mismatch', { credential: certificate ? 'certificate' : 'secret' })
  return certificate ? { kind: 'certificate', privateKey: text, certificate } : { kind: 'secret', clientSecret: text }
}

/** What tells credentials apart. */
function identity(credential: Credential): string {
  return JSON.stringify([secretText(credential), credential.kind === 'certificate' && credential.certificate.thumbprintSha256])
}

export function sameCredential(a: Credential, b: Credential): boolean {
  return identity(a) === identity(b)
}

/** Throws AppError where the credential itself tells that it cannot be used now (ms since 1970). */
export function checkUsable(credential: Credential, now: number): void {
  if (credential.kind === 'certificate') checkValidity(credential.certificate, now)
}
