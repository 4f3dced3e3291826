/** @file Where the secret is stored, and how to get it into a keyring. */
import type { SessionOnlyReason, Settings } from '../../shared/contract/model'
import { backendText, startCommand } from './keyring-text'

export interface StorageAdvice {
  readonly text: string
  /** Commands for a terminal, one per line. */
  readonly commands: readonly string[]
}

type Storage = Settings['storage']

const reasons: Readonly<Record<SessionOnlyReason, (storage: Storage) => string>> = {
  'no-keyring': ({ backend }) => `no keyring that protects it was found (Electron's backend is ${backend})`,
  'keyring-locked': () => 'the keyring\'s prompt was dismissed; it asks again after the next start',
  'keyring-unavailable': ({ backend }) => `${backendText(backend)} does not respond`,
  'sealing-failed': ({ backend }) => `${backendText(backend)} refused to encrypt it`,
  'fixed-key': () => 'the system offers only a publicly known key',
  'settings-unwritable': () => 'the settings file cannot be written',
}

/** Returns whether the secret is sealed by a keyring that this session does not use. */
const isElsewhere = ({ secret, storage }: Settings): boolean => secret.kind === 'sealed' && (secret.backend !== storage.backend || !storage.protects)

/** Returns where the secret or the certificate's key is stored, or where it would be stored. */
export function storageText(settings: Settings): string {
  const { profile, secret, storage } = settings
  const what = profile?.certificate ? 'Certificate key' : 'Client secret'
  if (secret.kind === 'sealed') {
    return isElsewhere(settings)
      ? `${what} sealed by ${backendText(secret.backend)}, but this session uses ${backendText(storage.backend)}: it stays sealed and cannot be unsealed here.`
      : `${what} sealed by ${backendText(secret.backend)}.`
  }
  if (secret.kind === 'session') return `${what} kept for this session only: ${reasons[secret.reason](storage)}. It is forgotten when XDR Desk closes.`
  return storage.protects
    ? `No ${what.toLowerCase()} saved. It will be sealed by ${backendText(storage.backend)}.`
    : `No ${what.toLowerCase()} saved. It will be kept for this session only: ${reasons['no-keyring'](storage)}.`
}

const commandsFor = (backends: readonly string[]): readonly string[] => backends.map(startCommand).filter(command => command !== null)

/** Returns how to store the secret in a keyring; null if there is nothing to do. */
export function storageAdvice(settings: Settings): StorageAdvice | null {
  const { profile, secret, storage } = settings
  if (secret.kind === 'sealed') {
    if (!isElsewhere(settings)) return null
    const commands = commandsFor([secret.backend])
    const text = commands.length > 0
      ? 'If that keyring runs here, close XDR Desk and start it from a terminal with'
      : profile?.certificate
        ? 'Start XDR Desk where the key was saved, or choose the certificate\'s file again.'
        : 'Start XDR Desk where the secret was saved, or enter the client secret again.'
    return { text, commands }
  }
  if (secret.kind === 'session' && (secret.reason === 'keyring-locked' || secret.reason === 'settings-unwritable')) return null
  if (!storage.protects) {
    return {
      text: 'If a keyring runs on this desktop, it was not recognized: close XDR Desk and start it from a terminal with one of these, for GNOME Keyring or KeePassXC, '
        + 'KDE Wallet of Plasma 6, or of Plasma 5.',
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
