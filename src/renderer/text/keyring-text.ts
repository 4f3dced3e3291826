/** @file The names of keyrings: Electron's, those people know, and the switch that chooses each on Linux. */

const names: ReadonlyMap<string, string> = new Map(Object.entries({
  gnome_libsecret: 'GNOME Keyring (gnome_libsecret)',
  kwallet: 'KDE Wallet (kwallet)',
  kwallet5: 'KDE Wallet (kwallet5)',
  kwallet6: 'KDE Wallet (kwallet6)',
  keychain: 'macOS Keychain (keychain)',
  dpapi: 'Windows Data Protection (dpapi)',
  basic_text: 'none (basic_text)',
  unknown: 'none (unknown)',
}))

/** Chromium's names for its switch `--password-store`. */
const stores: ReadonlyMap<string, string> = new Map(Object.entries({
  gnome_libsecret: 'gnome-libsecret',
  kwallet: 'kwallet',
  kwallet5: 'kwallet5',
  kwallet6: 'kwallet6',
}))

/** A keyring by the name people know and Electron's own. */
export function backendText(backend: string): string {
  return names.get(backend) ?? backend
}

/** What to type to start the app with that keyring; null where no switch chooses it. */
export function startCommand(backend: string): string | null {
  const store = stores.get(backend)
  return store === undefined ? null : `xdr-desk --password-store=${store}`
}
