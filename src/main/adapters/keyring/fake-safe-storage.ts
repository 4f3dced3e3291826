/** @file Electron's safeStorage for tests, with both of its APIs. The asynchronous one follows the source of Electron 45. */
import type { SafeStorage } from './cipher'
import { Buffer } from 'node:buffer'

export interface FakeKeyring {
  readonly platform: 'linux' | 'darwin' | 'win32'
  /** Electron's name for the keyring; Electron has this method on Linux only. */
  readonly backend: string
  readonly api: 'sync' | 'async'
  /** Whether the keyring gives Electron its key. */
  readonly available: boolean
  /** The start of its ciphertext, which identifies the key. */
  readonly tag: string
  /** Whether the asynchronous API requests that the secret is encrypted again. */
  readonly reseal?: boolean
  /** The message of the error that decryption throws. */
  readonly fails?: string
  /** The message of the error that encryption throws. */
  readonly refuses?: string
}

/** An open GNOME keyring under the synchronous API. */
export const gnomeKeyring: FakeKeyring = { platform: 'linux', backend: 'gnome_libsecret', api: 'sync', available: true, tag: 'v11' }

/** Called with each use of safeStorage, and with the text to encrypt. */
type OnCall = (use: 'available' | 'seal' | 'open', text: string) => void

/** Returns the error that Electron 45 throws for every cause. */
const cannot = (what: 'encrypt' | 'decrypt') => new Error(what === 'encrypt'
  ? 'Error while encrypting the text provided to safeStorage.encryptStringAsync.'
  : 'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')

/** The fake encryption, so that no ciphertext contains its text. */
const reversed = (text: string): string => [...text].reverse().join('')

/** The synchronous API reports whether there is a key, and refuses without one. */
function syncStorage({ available, tag, fails, refuses }: FakeKeyring, onCall: OnCall): Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> {
  return {
    isEncryptionAvailable: () => {
      onCall('available', '')
      return available
    },
    encryptString: (text) => {
      onCall('seal', text)
      if (!available) throw new Error('Encryption is not available.')
      if (refuses !== undefined) throw new Error(refuses)
      return Buffer.from(tag + reversed(text))
    },
    decryptString: (ciphertext) => {
      onCall('open', '')
      if (fails) throw new Error(fails)
      return reversed(ciphertext.toString().slice(3))
    },
  }
}

/** The asynchronous API reports nothing: on Linux it encrypts with the fixed key if the keyring provides none, and cannot decrypt with another tag. */
function asyncStorage({ platform, available, tag, reseal = false, fails, refuses }: FakeKeyring, onCall: OnCall): Pick<SafeStorage, 'encryptStringAsync' | 'decryptStringAsync'> {
  const used = available ? tag : 'v10'
  return {
    encryptStringAsync: async (text) => {
      onCall('seal', text)
      if (refuses !== undefined) throw new Error(refuses)
      if (!available && platform !== 'linux') throw cannot('encrypt')
      return Buffer.from(used + reversed(text))
    },
    decryptStringAsync: async (ciphertext) => {
      onCall('open', '')
      if (fails) throw new Error(fails)
      if (!available || (platform === 'linux' && used < 'v11')) throw cannot('decrypt')
      return { result: reversed(ciphertext.toString().slice(3)), shouldReEncrypt: reseal }
    },
  }
}

export function createSafeStorage(keyring: FakeKeyring, onCall: OnCall = () => undefined): SafeStorage {
  return {
    ...(keyring.platform === 'linux' && { getSelectedStorageBackend: () => keyring.backend }),
    ...syncStorage(keyring, onCall),
    ...(keyring.api === 'async' && asyncStorage(keyring, onCall)),
  }
}
