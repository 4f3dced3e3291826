/** @file The credential that the app signs in with, and its conversion to and from the text that is sealed. */
import type { Certificate } from '../../../shared/contract/credential'
import type { Target } from '../../../shared/contract/model'
import { checkValidity } from './certificate'
import { AppError } from '../base/errors'

/** A credential with the tenant, app, API and cloud that it is for. */
export interface Credentials extends Target {
  readonly credential: Credential
}

/** SECURITY: the secret and the key never leave the main process. */
export type Credential
  = | { readonly kind: 'secret', readonly clientSecret: string }
    /** `privateKey`: PEM, PKCS#8. */
    | { readonly kind: 'certificate', readonly privateKey: string, readonly certificate: Certificate }

const isKey = (text: string): boolean => text.startsWith('-----BEGIN PRIVATE KEY-----')

/** Returns the part of a credential that is sealed: the client secret or the private key. */
export function secretText(credential: Credential): string {
  return credential.kind === 'secret' ? credential.clientSecret : credential.privateKey
}

/**
 * Returns the credential for an unsealed text. Throws AppError `secret-mismatch` if the text is a key but the settings describe a secret, or vice versa.
 * SECURITY: a changed settings file must not make the app send a private key as a secret.
 */
export function credentialFrom(text: string, certificate: Certificate | null): Credential {
  if (isKey(text) !== (certificate !== null)) throw new AppError('secret-mismatch', { credential: certificate ? 'certificate' : 'secret' })
  return certificate ? { kind: 'certificate', privateKey: text, certificate } : { kind: 'secret', clientSecret: text }
}

/** Returns a text that is the same for the same credential, and different for any other. */
function identity(credential: Credential): string {
  return JSON.stringify([secretText(credential), credential.kind === 'certificate' && credential.certificate.thumbprintSha256])
}

/** Returns whether both are the same secret, or the same key and certificate. */
export function sameCredential(a: Credential, b: Credential): boolean {
  return identity(a) === identity(b)
}

/** Throws AppError if the credential is a certificate that is not valid at `now` (ms since 1970). A secret always passes. */
export function checkUsable(credential: Credential, now: number): void {
  if (credential.kind === 'certificate') checkValidity(credential.certificate, now)
}
