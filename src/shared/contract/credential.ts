/** @file What crosses between main and renderer of client secrets and certificates. Keys never do, and secrets only inward. */

export type CredentialKind = 'secret' | 'certificate'

/** What is public of a certificate. Thumbprints are upper-case hexadecimal digits. */
export interface Certificate {
  readonly subject: string
  readonly thumbprintSha256: string
  /** The one that Entra's portal shows. */
  readonly thumbprintSha1: string
  readonly notBefore: string
  readonly expiresAt: string
}

/**
 * When a client secret expires. `date`: the day, YYYY-MM-DD, as Entra's portal shows it. `noted`: by the person; `entra`: Entra refused
 * the secret as expired that day (AADSTS7000222 tells no date).
 */
export interface SecretExpiry {
  readonly date: string
  readonly source: 'noted' | 'entra'
}

/** When what a profile signs in with expires. `at`: ISO, of a secret the day alone. */
export interface CredentialExpiry {
  readonly of: CredentialKind
  readonly at: string
  readonly source: SecretExpiry['source'] | 'certificate'
}

/**
 * What to sign in with. `saved`: what is saved already (only for the same tenant and client). `certificate`: the one that was
 * chosen or made last; its key is in main alone.
 */
export type CredentialChoice
  = | { readonly kind: 'saved' }
    | { readonly kind: 'secret', readonly clientSecret: string }
    | { readonly kind: 'certificate' }

/** A certificate that is not saved yet. `fileName`: of the file with the key that was chosen, or of the one with the public part that was saved. */
export interface UnsavedCertificate {
  readonly kind: 'chosen' | 'made'
  readonly fileName: string
  readonly certificate: Certificate
}

/** What came of choosing a certificate's file or of making one. `locked`: the file can be opened with a passphrase. */
export type CertificateChoice
  = | { readonly kind: 'cancelled' }
    | { readonly kind: 'locked', readonly fileName: string }
    | UnsavedCertificate

/** SECURITY: a private key is never a client secret, which is sent to Entra; a box of one line has lost its line breaks. */
export const isKeyText = (text: string): boolean => /-----BEGIN [A-Z ]+-----/.test(text)
