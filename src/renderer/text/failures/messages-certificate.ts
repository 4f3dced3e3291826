/** @file Messages for certificates and their keys, from the file to Entra. */
import type { ErrorCode, FailureDetails } from '../../../shared/contract/failure'
import type { MessageOf } from './message'
import { dateTime, megabytes, withUnit } from '../format'

const registrations = { page: 'app-registrations', label: 'Open app registrations' } as const
/** EC, RSA-PSS and DSA are abbreviations; Ed25519 and Ed448 are names. */
const keyTypeName = (kind: string): string => /^ed\d/.test(kind) ? kind.replace('ed', 'Ed') : kind.toUpperCase()
const keyTypeText = ({ keyKind }: FailureDetails): string => keyKind ? ` This key is of type ${keyTypeName(keyKind)}.` : ''

const certificates = {
  'certificate-expired': ({ date }) => ({
    what: `The certificate expired${date ? ` on ${dateTime(date)}` : ''}.`,
    why: 'Entra no longer accepts it.',
    next: 'Get a new certificate or create one in Settings, upload its .cer file to the app in Entra, and save it here.',
    help: registrations,
    go: 'settings',
  }),
  'certificate-not-yet-valid': ({ date }) => ({
    what: 'The certificate is not valid yet.',
    why: date ? `By this computer's clock, it becomes valid on ${dateTime(date)}.` : 'By this computer\'s clock, it becomes valid later.',
    next: 'Check this computer\'s clock, or wait until the certificate is valid. Then choose it again.',
  }),
  'certificate-missing': () => ({
    what: 'The file contains no certificate.',
    why: 'It contains only a private key.',
    next: 'Choose the key file and the certificate file together, or one file with both.',
  }),
  'certificate-not-chosen': () => ({
    what: 'No certificate is chosen.',
    why: 'There is no certificate to save: no file was read, and none was created.',
    next: 'Choose a file or create a certificate in Settings.',
    go: 'settings',
  }),
  'certificate-unreadable': () => ({
    what: 'The certificate cannot be read.',
    why: 'The file is damaged, or XDR Desk does not support its format or encryption.',
    next: 'Choose one to three PEM or PFX files. If it keeps happening, export the certificate again with its private key.',
  }),
  'certificate-file-too-large': ({ path = 'the file', bytes = 0 }) => ({
    what: 'The file is too large for a certificate.',
    why: `“${path}” has ${megabytes(bytes)}; a certificate with its key and chain has a few kilobytes.`,
    next: 'Choose the certificate file.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>

const keys = {
  'passphrase-missing': () => ({
    what: 'The file needs a passphrase.',
    why: 'Its private key is encrypted.',
    next: 'Enter the passphrase that was set when the file was created, then open the file.',
  }),
  'passphrase-wrong': () => ({
    what: 'The passphrase does not open the file.',
    why: 'The private key is encrypted with another passphrase. Passphrases are case-sensitive.',
    next: 'Enter the passphrase again. If you don\'t have it, export the certificate again with a new one.',
  }),
  'key-missing': () => ({
    what: 'The file contains no private key.',
    why: 'A certificate alone cannot sign in.',
    next: 'Choose a PFX or PEM file that contains the private key, or the certificate file and the key file together.',
  }),
  'key-mismatch': () => ({
    what: 'The private key does not match the certificate.',
    why: 'The key belongs to another certificate.',
    next: 'Choose the key that the certificate was requested with.',
  }),
  'key-not-rsa': details => ({
    what: 'The certificate has no RSA key.',
    why: `Entra accepts only certificates with an RSA key.${keyTypeText(details)}`,
    next: 'Get a certificate with an RSA key of 2,048 bits or more, or create one in Settings.',
    go: 'settings',
  }),
  'key-too-short': ({ bits }) => ({
    what: 'The key is too short.',
    why: `It has ${withUnit(String(bits ?? 'fewer than 2,048'), 'bits')}, and Entra requires at least 2,048.`,
    next: 'Get a certificate with an RSA key of 2,048 bits or more, or create one in Settings.',
    go: 'settings',
  }),
  'several-keys': ({ count }) => ({
    what: `The file contains ${count ?? 'several'} private keys.`,
    why: 'XDR Desk cannot decide which one to sign in with.',
    next: 'Export one certificate with its key into its own file.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>

const refusals = {
  'certificate-unknown': () => ({
    what: 'Entra does not recognize the certificate.',
    why: 'It is not among the certificates of the app registration, or was uploaded only minutes ago.',
    next: 'Upload the .cer or .pem file under Certificates & secrets › Certificates and compare the thumbprint. Then save the settings again, or get a new token.',
    help: registrations,
    go: 'settings',
  }),
  'certificate-clock': () => ({
    what: 'Entra rejected the sign-in\'s timestamp.',
    why: 'Each request is signed together with its time, and this computer\'s clock is off.',
    next: 'Set the clock to network time, then try again.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>

export const certificateMessages = { ...certificates, ...keys, ...refusals }
