/** @file Where the secret is stored, and how to get it into a keyring. */
import type { SessionOnlyReason, Settings } from '../../shared/contract/model'
import { backendText, startCommand } from './keyring-text'

export interface StorageAdvice {
  readonly text: string
  /** Commands for a terminal, each with the keyring that it selects. */
  readonly commands: readonly { readonly keyring: string, readonly command: string }[]
}

type Storage = Settings['storage']

const reasons: Readonly<Record<SessionOnlyReason, (storage: Storage) => string>> = {
  'no-keyring': ({ backend }) => `XDR Desk found no keyring (Electron's backend is ${backend})`,
  'keyring-locked': () => 'The keyring\'s prompt was dismissed',
  'keyring-unavailable': ({ backend }) => `${backendText(backend)} does not respond`,
  'sealing-failed': ({ backend }) => `${backendText(backend)} refused the encryption`,
  'fixed-key': () => 'The system offers only a publicly known key',
  'settings-unwritable': () => 'The settings file cannot be written',
}

/** Returns whether the secret was encrypted by a keyring that this session does not use. */
const isElsewhere = ({ secret, storage }: Settings): boolean => secret.kind === 'sealed' && (secret.backend !== storage.backend || !storage.protects)

/** Returns where the secret or the certificate's key is stored, or where it would be stored. */
export function storageText(settings: Settings): string {
  const { profile, secret, storage } = settings
  const what = profile?.certificate ? 'Certificate key' : 'Client secret'
  if (secret.kind === 'sealed') {
    return isElsewhere(settings)
      ? `${what} encrypted by ${backendText(secret.backend)}. This session uses ${backendText(storage.backend)}, which cannot decrypt it.`
      : `${what} encrypted by ${backendText(secret.backend)}.`
  }
  if (secret.kind === 'session') {
    const later = secret.reason === 'keyring-locked' ? ' The keyring asks again after the next start.' : ''
    return `${reasons[secret.reason](storage)}, so the ${what.toLowerCase()} is kept for this session only and forgotten when XDR Desk closes.${later}`
  }
  return storage.protects
    ? `No ${what.toLowerCase()} saved yet. It will be encrypted by ${backendText(storage.backend)}.`
    : `No ${what.toLowerCase()} saved yet. ${reasons['no-keyring'](storage)}, so it will be kept for this session only.`
}

/** Returns who else can read the stored secret or key. */
export function readersText({ profile, secret, storage }: Settings): string {
  const what = profile?.certificate ? 'the certificate key' : 'the client secret'
  const backend = secret.kind === 'sealed' ? secret.backend : secret.kind === 'none' && storage.protects ? storage.backend : null
  if (backend === null) return `XDR Desk keeps ${what} and the access token in memory only.`
  const readers: ReadonlyMap<string, string> = new Map([
    ['keychain', `macOS asks you before another app can read ${what}.`],
    ['dpapi', `Any program that runs under your account can decrypt ${what}.`],
  ])
  const text = readers.get(backend) ?? `While the keyring is unlocked, any program that runs under your account can read ${what}.`
  return `${text} XDR Desk keeps the access token in memory only.`
}

/** The keyrings as the user knows them. */
const keyrings: Readonly<Record<string, string>> = {
  gnome_libsecret: 'GNOME Keyring, KeePassXC', kwallet6: 'KDE Wallet, Plasma 6', kwallet5: 'KDE Wallet, Plasma 5', kwallet: 'KDE Wallet, Plasma 4',
}

const commandsFor = (backends: readonly string[]): StorageAdvice['commands'] => backends.flatMap((backend) => {
  const command = startCommand(backend)
  return command === null ? [] : [{ keyring: keyrings[backend] ?? backendText(backend), command }]
})

/** Returns how to store the secret in a keyring; null if there is nothing to do. */
export function storageAdvice(settings: Settings): StorageAdvice | null {
  const { profile, secret, storage } = settings
  if (secret.kind === 'sealed') {
    if (!isElsewhere(settings)) return null
    const commands = commandsFor([secret.backend])
    const text = commands.length > 0
      ? 'If that keyring runs here, close XDR Desk and start it from a terminal with:'
      : profile?.certificate
        ? 'Start XDR Desk where the key was saved, or choose the certificate\'s file again.'
        : 'Start XDR Desk where the secret was saved, or enter the client secret again.'
    return { text, commands }
  }
  if (secret.kind === 'session' && (secret.reason === 'keyring-locked' || secret.reason === 'settings-unwritable')) return null
  if (!storage.protects) {
    return {
      text: 'If this desktop has a keyring, close XDR Desk and start it from a terminal with the command for it:',
      commands: commandsFor(['gnome_libsecret', 'kwallet6', 'kwallet5']),
    }
  }
  if (secret.kind !== 'session') return null
  const saveAgain = `save the ${profile?.certificate ? 'certificate' : 'client secret'} again`
  const text = secret.reason === 'sealing-failed'
    ? `Unlock ${backendText(storage.backend)} and allow XDR Desk to use it, then ${saveAgain}. If it refuses again, restart the keyring and XDR Desk first.`
    : `Restart ${backendText(storage.backend)} and XDR Desk, then ${saveAgain}.`
  return { text, commands: [] }
}
