/** @file What Settings says of where the secret is. */
import type { SessionOnlyReason, Settings } from '../../shared/model'

const backends: ReadonlyMap<string, string> = new Map(Object.entries({
  gnome_libsecret: 'GNOME Keyring (gnome_libsecret)',
  kwallet: 'KDE Wallet (kwallet)',
  kwallet5: 'KDE Wallet (kwallet5)',
  kwallet6: 'KDE Wallet (kwallet6)',
  keychain: 'macOS Keychain (keychain)',
  dpapi: 'Windows Data Protection (dpapi)',
  basic_text: 'none (basic_text)',
  unknown: 'none (unknown)',
}))

/** A keyring by the name people know and Electron's own. */
export function backendName(backend: string): string {
  return backends.get(backend) ?? backend
}

const reasons: Readonly<Record<SessionOnlyReason, string>> = {
  'no-keyring': 'no keyring that protects it was found',
  'keyring-locked': 'the keyring\'s prompt was dismissed; it asks again after the next start',
  'fixed-key': 'the system offers only a key that everybody knows',
  'settings-unwritable': 'the settings file cannot be written',
}

/** The text of the status `Secret storage`. */
export function storageWords({ profile, secret, storage }: Settings): string {
  const what = profile?.certificate ? 'Certificate key' : 'Client secret'
  if (secret.kind === 'sealed') return `${what} sealed by ${backendName(secret.backend)}.`
  if (secret.kind === 'session') return `${what} kept for this session only: ${reasons[secret.reason]}. It is forgotten when XDR Desk closes.`
  return storage.protects
    ? `No ${what.toLowerCase()} saved. It will be sealed by ${backendName(storage.backend)}.`
    : `No ${what.toLowerCase()} saved. It will be kept for this session only: ${reasons['no-keyring']} (Electron's backend is ${storage.backend}). On a desktop it does not recognise, start XDR Desk with --password-store=gnome-libsecret.`
}
