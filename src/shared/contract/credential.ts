/** @file The data that main and the renderer exchange about client secrets and certificates. SECURITY: keys never leave main; secrets only enter main. */

export type CredentialKind = 'secret' | 'certificate'

/** The public part of a certificate. Thumbprints are uppercase hexadecimal digits. */
export interface Certificate {
  readonly subject: string
  readonly thumbprintSha256: string
  /** The thumbprint that Entra's portal shows. */
  readonly thumbprintSha1: string
  readonly notBefore: string
  readonly expiresAt: string
}

/**
 * When a client secret expires. `date`: the day (YYYY-MM-DD), as Entra's portal shows it. `noted`: entered by the user; `entra`: the day on which
 * Entra refused the secret as expired (AADSTS7000222 contains no date).
 */
export interface SecretExpiry {
  readonly date: string
  readonly source: 'noted' | 'entra'
}

/** When a profile's credential expires. `at`: ISO; for a secret only the day. */
export interface CredentialExpiry {
  readonly of: CredentialKind
  readonly at: string
  readonly source: SecretExpiry['source'] | 'certificate'
}

/**
 * The credential to save. `saved`: the one that is saved already, only for the same tenant and client. `certificate`: the one that the user chose or created
 * last; its key is in main only.
 */
export type CredentialChoice
  = | { readonly kind: 'saved' }
    | { readonly kind: 'secret', readonly clientSecret: string }
    | { readonly kind: 'certificate' }

/** A certificate that is not saved yet. `fileName`: the chosen file with the key, or the saved file with the public part. */
export interface UnsavedCertificate {
  readonly kind: 'chosen' | 'made'
  readonly fileName: string
  readonly certificate: Certificate
}

/** The result of choosing a certificate's file or creating a certificate. `locked`: the file needs a passphrase. */
export type CertificateChoice
  = | { readonly kind: 'cancelled' }
    | { readonly kind: 'locked', readonly fileName: string }
    | UnsavedCertificate

/**
 * Returns whether a text contains a PEM block. SECURITY: a private key must not be sent to Entra as a secret. Line breaks are optional: a single-line
 * input removes them.
 */
export const isKeyText = (text: string): boolean => /-----BEGIN [A-Z ]+-----/.test(text)
