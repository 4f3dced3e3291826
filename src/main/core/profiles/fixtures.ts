/** @file Builders for the tests of profiles and their file. */
import type { StoredProfile } from '../credentials/stored-profile'

type CertificateFacts = NonNullable<StoredProfile['certificate']>

/** A sealed secret. Its content is never decrypted. */
export const sealed = { backend: 'gnome_libsecret', ciphertext: 'djExYWJj' } as const

export const aCertificate = (changes: Partial<CertificateFacts> = {}): CertificateFacts => ({
  subject: 'CN=x',
  thumbprintSha256: 'A'.repeat(64),
  thumbprintSha1: 'B'.repeat(40),
  notBefore: '2026-01-01T00:00:00.000Z',
  expiresAt: '2027-01-01T00:00:00.000Z',
  ...changes,
})

/** Returns a profile without a secret, unless `changes` has one. */
export const aStoredProfile = (changes: Partial<StoredProfile> = {}): StoredProfile => ({
  tenantId: 'a.example',
  clientId: '66666666-7777-4888-9999-000000000000',
  api: 'defender-xdr',
  cloud: 'worldwide',
  certificate: null,
  secretExpiry: null,
  savedAt: '2026-01-01T00:00:00.000Z',
  sealed: null,
  ...changes,
})
