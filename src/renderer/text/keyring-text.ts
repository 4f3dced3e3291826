/** @file The usual names of the keyrings that Electron names, and the switch that selects each of them on Linux. */

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

/** Returns a keyring's usual name with Electron's name. */
export function backendText(backend: string): string {
  return names.get(backend) ?? backend
}

/** Returns the command that starts the app with a keyring; null if no switch selects it. */
export function startCommand(backend: string): string | null {
  const store = stores.get(backend)
  return store === undefined ? null : `xdr-desk --password-store=${store}`
}
