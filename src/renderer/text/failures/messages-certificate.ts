/** @file The words for certificates and their keys, from the file to Entra. */
import type { ErrorCode, FailureDetails } from '../../../shared/contract/failure'
import type { MessageOf } from './message'
import { dateTime, megabytes } from '../format'

const registrations = { page: 'app-registrations', label: 'Open app registrations' } as const
const file = (details: FailureDetails): string => details.path ?? 'the file'
const when = (details: FailureDetails): string => details.date ? ` on ${dateTime(details.date)}` : ''
const kind = (details: FailureDetails): string => details.keyKind ? ` Its key is of the kind ${kindName(details.keyKind)}.` : ''
/** EC, RSA-PSS and DSA are abbreviations; Ed25519 and Ed448 are names. */
const kindName = (kind: string): string => /^ed\d/.test(kind) ? kind.replace('ed', 'Ed') : kind.toUpperCase()

const certificates = {
  'certificate-expired': details => ({
    what: `The certificate expired${when(details)}.`,
    why: 'Entra no longer accepts it.',
    next: 'Get a new certificate or make one in Settings, upload its public part to the app in Entra, and save it here.',
    help: registrations,
    go: 'settings',
  }),
  'certificate-not-yet-valid': details => ({
    what: 'The certificate is not valid yet.',
    why: details.date ? `Its validity begins${when(details)}, by this computer's clock.` : 'Its validity begins later, by this computer\'s clock.',
    next: 'Check this computer\'s clock, or wait until then, then choose it again.',
  }),
  'certificate-missing': () => ({
    what: 'There is no certificate in the file.',
    why: 'It holds a private key alone.',
    next: 'Choose the files of key and certificate together, or one file that holds both.',
  }),
  'certificate-not-chosen': () => ({
    what: 'No certificate is chosen.',
    why: 'Its file has to be read, or a new one to be made, before it can be saved.',
    next: 'Choose a file or make a certificate in Settings.',
    go: 'settings',
  }),
  'certificate-unreadable': () => ({
    what: 'The certificate cannot be read.',
    why: 'The file is damaged, or of a kind or encryption that XDR Desk does not know.',
    next: 'Choose one to three files of the kinds PEM or PFX. Export the certificate anew with its private key if it stays.',
  }),
  'certificate-file-too-large': details => ({
    what: 'The file is too large for a certificate.',
    why: `“${file(details)}” has ${megabytes(details.bytes ?? 0)}; a certificate with key and chain has some kilobytes.`,
    next: 'Choose the file of the certificate.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>

const keys = {
  'passphrase-missing': () => ({
    what: 'The file needs its passphrase.',
    why: 'The private key in it is encrypted.',
    next: 'Enter the passphrase that was set when the file was made, then open it.',
  }),
  'passphrase-wrong': () => ({
    what: 'The passphrase does not open the file.',
    why: 'It is not the one that the private key was encrypted with. Upper and lower case differ.',
    next: 'Enter it again. Without it, export the certificate anew with another passphrase.',
  }),
  'key-missing': () => ({
    what: 'There is no private key in the file.',
    why: 'The certificate alone cannot sign in.',
    next: 'Choose a PFX or PEM file that holds the private key, or the files of certificate and key together.',
  }),
  'key-mismatch': () => ({
    what: 'The private key does not fit the certificate.',
    why: 'The key belongs to another certificate.',
    next: 'Choose the key that the certificate was requested with.',
  }),
  'key-not-rsa': details => ({
    what: 'The certificate has no RSA key.',
    why: `Entra takes certificates with RSA keys alone.${kind(details)}`,
    next: 'Get a certificate with an RSA key of 2,048 bits or more, or make one in Settings.',
    go: 'settings',
  }),
  'key-too-short': details => ({
    what: 'The key is too short.',
    why: `It has ${details.bits ?? 'fewer than 2,048'} bits, and Entra asks for 2,048 at least.`,
    next: 'Get a certificate with an RSA key of 2,048 bits or more, or make one in Settings.',
    go: 'settings',
  }),
  'several-keys': details => ({
    what: `There are ${details.count ?? 'several'} private keys in the file.`,
    why: 'Which of them to sign in with cannot be told.',
    next: 'Export the one certificate with its key into a file of its own.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>

const refusals = {
  'certificate-unknown': () => ({
    what: 'Entra does not know the certificate.',
    why: 'Its public part is not among the certificates of the app registration, or was uploaded within the last minutes.',
    next: 'Upload the .cer or .pem file under Certificates & secrets › Certificates and compare the thumbprint, then save or get a new token.',
    help: registrations,
    go: 'settings',
  }),
  'certificate-clock': () => ({
    what: 'Entra says that the sign-in is not of now.',
    why: 'A certificate signs the time along with the request, and this computer\'s clock is off.',
    next: 'Set the clock to the network\'s time, then try again.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>

export const certificateMessages = { ...certificates, ...keys, ...refusals }
