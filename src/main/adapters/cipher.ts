/**
 * @file Electron's safeStorage as a `Cipher`: the asynchronous API where the runtime has it, else the synchronous one,
 * which stops the main process while the OS asks for the keyring's password.
 */
import type { Cipher } from '../core/credentials/sealing'
import type { KeyringLock } from './keyring-lock'
import { AppError } from '../core/errors'

/** What is used of Electron's safeStorage. Electron 33 has the first four, 45 deprecates three of them for the others. */
export interface SafeStorage {
  readonly getSelectedStorageBackend?: () => string
  readonly isEncryptionAvailable: () => boolean
  readonly encryptString: (text: string) => Buffer
  readonly decryptString: (ciphertext: Buffer) => string
  readonly isAsyncEncryptionAvailable?: () => Promise<boolean>
  readonly encryptStringAsync?: (text: string) => Promise<Buffer>
  readonly decryptStringAsync?: (ciphertext: Buffer) => Promise<{ readonly result: string, readonly shouldReEncrypt: boolean }>
}

interface Deps {
  readonly safeStorage: SafeStorage
  readonly platform: string
  readonly readLock: () => Promise<KeyringLock>
  /** Shows that the keyring is about to ask, and resolves once that is on screen. */
  readonly announce: () => Promise<void>
  readonly onAnswered: () => void
}

const osKeyring: Readonly<Record<string, string>> = { darwin: 'keychain', win32: 'dpapi' }

/** Linux backends that protect nothing: a fixed key, or none chosen. */
const unprotecting: readonly string[] = ['basic_text', 'unknown']

type AsyncStorage = Required<Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>>

function asyncApi(storage: SafeStorage): AsyncStorage | null {
  const has = storage.isAsyncEncryptionAvailable && storage.encryptStringAsync && storage.decryptStringAsync
  return has ? storage as AsyncStorage : null
}

/** Electron's errors have no code. These words say that the keyring cannot be used now; any other error is about the text itself. */
const unavailable = /temporarily unavailable|cryption is not available/i

/** Calls the keyring. Throws AppError `keyring-unavailable`, or Electron's error. */
async function calling<T>(call: () => T | Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw error instanceof Error && unavailable.test(error.message) ? new AppError('keyring-unavailable') : error
  }
}

export function createCipher({ safeStorage, platform, readLock, announce, onAnswered }: Deps): Cipher {
  const later = asyncApi(safeStorage)
  const backend = () => osKeyring[platform] ?? (safeStorage.getSelectedStorageBackend?.() || 'unknown')
  let outcome: 'ready' | 'locked' | 'unavailable' | null = null

  const askSynchronously = async (): Promise<'ready' | 'locked' | 'unavailable'> => {
    const lock = await readLock()
    if (lock === 'absent') return 'unavailable'
    if (lock !== 'open') await announce()
    const available = safeStorage.isEncryptionAvailable()
    if (lock !== 'open') onAnswered()
    if (available) return 'ready'
    return lock === 'locked' ? 'locked' : 'unavailable'
  }

  return {
    backend,
    protects: () => !unprotecting.includes(backend()),
    prepare: async () => {
      if (later) return await later.isAsyncEncryptionAvailable() ? 'ready' : 'unavailable'
      // Chromium keeps the first answer for the life of the process and does not ask again.
      outcome ??= await askSynchronously()
      return outcome
    },
    seal: text => calling(() => later ? later.encryptStringAsync(text) : safeStorage.encryptString(text)),
    open: ciphertext => calling(async () => {
      if (!later) return { text: safeStorage.decryptString(ciphertext), shouldReseal: false }
      const { result, shouldReEncrypt } = await later.decryptStringAsync(ciphertext)
      return { text: result, shouldReseal: shouldReEncrypt }
    }),
  }
}
