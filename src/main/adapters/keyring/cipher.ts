/**
 * @file Electron's safeStorage as a `Cipher`: uses the asynchronous API if the runtime has it, and otherwise the synchronous one, which
 * blocks the main process while the OS prompts for the keyring's password.
 */
import type { Buffer } from 'node:buffer'
import type { Cipher } from '../../core/credentials/sealing'
import type { KeyringLock } from './keyring-lock'
import { hasFixedKey } from '../../core/credentials/sealing'
import { AppError } from '../../core/base/errors'

/**
 * The methods of Electron's safeStorage that the app uses. Electron 33 has the first four; 45 deprecates three of them in favor of the
 * others. `isAsyncEncryptionAvailable` is not used: it resolves to true or never, whatever the keyring does.
 */
export interface SafeStorage {
  readonly getSelectedStorageBackend?: () => string
  readonly isEncryptionAvailable: () => boolean
  readonly encryptString: (text: string) => Buffer
  readonly decryptString: (ciphertext: Buffer) => string
  readonly encryptStringAsync?: (text: string) => Promise<Buffer>
  readonly decryptStringAsync?: (ciphertext: Buffer) => Promise<{ readonly result: string, readonly shouldReEncrypt: boolean }>
}

interface Deps {
  readonly safeStorage: SafeStorage
  readonly platform: string
  readonly readLock: () => Promise<KeyringLock>
  /** Tells the user that the keyring may prompt. Resolves once the notice is on screen. */
  readonly announce: () => Promise<void>
  /** Called after an announced prompt has ended. */
  readonly onAnswered: () => void
}

type Readiness = Awaited<ReturnType<Cipher['prepare']>>

const osKeyring: Readonly<Record<string, string>> = { darwin: 'keychain', win32: 'dpapi' }

/** Linux backends that do not protect secrets: a fixed key, or no backend chosen yet. */
const unprotecting: readonly string[] = ['basic_text', 'unknown']

type AsyncStorage = Required<Pick<SafeStorage, 'encryptStringAsync' | 'decryptStringAsync'>>

/** Returns the asynchronous API, or null if the runtime has none. */
function asyncApi(storage: SafeStorage): AsyncStorage | null {
  return storage.encryptStringAsync && storage.decryptStringAsync ? storage as AsyncStorage : null
}

/** Returns whether the keyring cannot be used now. Electron's errors have no code, only these texts. Any other error is about the encrypted text. */
const isUnavailable = (error: unknown): boolean => error instanceof Error && /temporarily unavailable|cryption is not available/i.test(error.message)

/** Calls the keyring. Throws AppError `keyring-unavailable`, or Electron's error. */
async function calling<T>(call: () => T | Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw isUnavailable(error) ? new AppError('keyring-unavailable') : error
  }
}

/** Encrypted only to detect which key Electron uses. */
const probe = 'XDR Desk'

/** Returns whether Electron has the keyring's key; `refused` if it cannot encrypt at all. The keyring may prompt meanwhile. */
async function fetchKey({ safeStorage, platform }: Deps): Promise<'present' | 'missing' | 'refused'> {
  const asyncStorage = asyncApi(safeStorage)
  if (!asyncStorage) return safeStorage.isEncryptionAvailable() ? 'present' : 'missing'
  try {
    return hasFixedKey(await asyncStorage.encryptStringAsync(probe), platform) ? 'missing' : 'present'
  } catch (error) {
    return isUnavailable(error) ? 'missing' : 'refused'
  }
}

/** Returns `prepare`, which caches its first outcome, because Chromium caches the keyring's first response for the life of the process. */
function createPrepare(deps: Deps): Cipher['prepare'] {
  const { readLock, announce, onAnswered } = deps
  let outcome: Readiness | null = null
  let pending: Promise<Readiness> | null = null

  const requestKey = async (): Promise<Readiness> => {
    const lock = await readLock()
    // Does not call the keyring, so that a keyring that starts later can still be used.
    if (lock === 'absent') return 'unavailable'
    if (lock !== 'open') await announce()
    const key = await fetchKey(deps).finally(() => { if (lock !== 'open') onAnswered() })
    if (key === 'refused') return 'refused'
    outcome = key === 'present' ? 'ready' : lock === 'locked' ? 'locked' : 'unavailable'
    return outcome
  }

  return async () => {
    if (outcome) return outcome
    pending ??= requestKey().finally(() => { pending = null })
    return pending
  }
}

export function createCipher(deps: Deps): Cipher {
  const { safeStorage, platform } = deps
  const asyncStorage = asyncApi(safeStorage)
  const backend = () => osKeyring[platform] ?? (safeStorage.getSelectedStorageBackend?.() || 'unknown')
  return {
    backend,
    protects: () => !unprotecting.includes(backend()),
    prepare: createPrepare(deps),
    seal: text => calling(() => asyncStorage ? asyncStorage.encryptStringAsync(text) : safeStorage.encryptString(text)),
    open: ciphertext => calling(async () => {
      if (!asyncStorage) return { text: safeStorage.decryptString(ciphertext), shouldReseal: false }
      const { result, shouldReEncrypt } = await asyncStorage.decryptStringAsync(ciphertext)
      return { text: result, shouldReseal: shouldReEncrypt }
    }),
  }
}
