/**
 * @file Electron's safeStorage as a `Cipher`: the asynchronous API where the runtime has it, else the synchronous one,
 * which stops the main process while the OS asks for the keyring's password.
 */
import type { Buffer } from 'node:buffer'
import type { Cipher } from '../../core/credentials/sealing'
import type { KeyringLock } from './keyring-lock'
import { hasFixedKey } from '../../core/credentials/sealing'
import { AppError } from '../../core/base/errors'

/**
 * The part of Electron's safeStorage that is used. Electron 33 has the first four methods, 45 deprecates three of them in favor of the
 * others. `isAsyncEncryptionAvailable` is left out: it resolves to true or never, whatever the keyring does.
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
  /** Shows that the keyring is about to prompt, and resolves once that is on screen. */
  readonly announce: () => Promise<void>
  readonly onAnswered: () => void
}

type Readiness = Awaited<ReturnType<Cipher['prepare']>>

const osKeyring: Readonly<Record<string, string>> = { darwin: 'keychain', win32: 'dpapi' }

/** Linux backends that protect nothing: a fixed key, or none chosen. */
const unprotecting: readonly string[] = ['basic_text', 'unknown']

type AsyncStorage = Required<Pick<SafeStorage, 'encryptStringAsync' | 'decryptStringAsync'>>

function asyncApi(storage: SafeStorage): AsyncStorage | null {
  return storage.encryptStringAsync && storage.decryptStringAsync ? storage as AsyncStorage : null
}

/** Electron's errors have no code. These words say that the keyring cannot be used now; any other error is about the text itself. */
const isUnavailable = (error: unknown): boolean => error instanceof Error && /temporarily unavailable|cryption is not available/i.test(error.message)

/** Calls the keyring. Throws AppError `keyring-unavailable`, or Electron's error. */
async function calling<T>(call: () => T | Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw isUnavailable(error) ? new AppError('keyring-unavailable') : error
  }
}

/** Sealed only to see whose key Electron uses. */
const probe = 'XDR Desk'

/** Returns whether Electron has the keyring's key, `refused` if it cannot encrypt at all. The keyring may prompt meanwhile. */
async function fetchKey({ safeStorage, platform }: Deps): Promise<'present' | 'missing' | 'refused'> {
  const later = asyncApi(safeStorage)
  if (!later) return safeStorage.isEncryptionAvailable() ? 'present' : 'missing'
  try {
    return hasFixedKey(await later.encryptStringAsync(probe), platform) ? 'missing' : 'present'
  } catch (error) {
    return isUnavailable(error) ? 'missing' : 'refused'
  }
}

/** Makes `prepare`. Chromium keeps the keyring's first answer for the life of the process, and so does this. */
function createPrepare(deps: Deps): Cipher['prepare'] {
  const { readLock, announce, onAnswered } = deps
  let outcome: Readiness | null = null
  let asking: Promise<Readiness> | null = null

  const ask = async (): Promise<Readiness> => {
    const lock = await readLock()
    // Left untouched, so that a keyring that starts later can still be used.
    if (lock === 'absent') return 'unavailable'
    if (lock !== 'open') await announce()
    const key = await fetchKey(deps).finally(() => { if (lock !== 'open') onAnswered() })
    if (key === 'refused') return 'refused'
    outcome = key === 'present' ? 'ready' : lock === 'locked' ? 'locked' : 'unavailable'
    return outcome
  }

  return async () => {
    if (outcome) return outcome
    asking ??= ask().finally(() => { asking = null })
    return asking
  }
}

export function createCipher(deps: Deps): Cipher {
  const { safeStorage, platform } = deps
  const later = asyncApi(safeStorage)
  const backend = () => osKeyring[platform] ?? (safeStorage.getSelectedStorageBackend?.() || 'unknown')
  return {
    backend,
    protects: () => !unprotecting.includes(backend()),
    prepare: createPrepare(deps),
    seal: text => calling(() => later ? later.encryptStringAsync(text) : safeStorage.encryptString(text)),
    open: ciphertext => calling(async () => {
      if (!later) return { text: safeStorage.decryptString(ciphertext), shouldReseal: false }
      const { result, shouldReEncrypt } = await later.decryptStringAsync(ciphertext)
      return { text: result, shouldReseal: shouldReEncrypt }
    }),
  }
}
