/** @file Seals and unseals a secret with the OS keyring. Fails closed: without protection, nothing is stored. */
import type { SessionOnlyReason } from '../../../shared/contract/model'
import { Buffer } from 'node:buffer'
import { AppError } from '../base/errors'

export interface Cipher {
  /** Returns Electron's name of the keyring. Does not access the keyring. */
  readonly backend: () => string
  /** Returns whether this backend protects secrets at all. Does not access the keyring. */
  readonly protects: () => boolean
  /**
   * Prepares the keyring, with the OS's prompt if necessary, and returns its state. `refused`: it responds, but encrypts nothing.
   * After `locked` or `unavailable` neither `seal` nor `open` may be called: Electron would fall back to a fixed key, or prompt again.
   */
  readonly prepare: () => Promise<'ready' | 'locked' | 'unavailable' | 'refused'>
  /** Encrypts a text. Throws if it fails; AppError `keyring-unavailable` if the keyring cannot be reached now. Call `prepare` first. */
  readonly seal: (text: string) => Promise<Buffer>
  /**
   * Decrypts a secret. Throws if it fails; AppError `keyring-unavailable` if a later attempt may succeed. `shouldReseal`: the OS requests that
   * the secret is sealed again. Call `prepare` first.
   */
  readonly open: (ciphertext: Buffer) => Promise<{ readonly text: string, readonly shouldReseal: boolean }>
}

/** A sealed secret as it is stored: its ciphertext in base64 and the name of the keyring that sealed it. */
export interface Sealed {
  readonly backend: string
  readonly ciphertext: string
}

/**
 * Returns whether ciphertext has no keyring's tag. Chromium tags ciphertext on Linux: v10 marks a fixed, public key, v11 the Secret Service
 * or a wallet, v12 the desktop portal. Ciphertext without a keyring's tag is not protected, whatever the name of the backend.
 */
export function hasFixedKey(ciphertext: Buffer, platform: string): boolean {
  return platform === 'linux' && !/v1[1-9]/.test(ciphertext.toString('latin1', 0, 3))
}

const isUnavailable = (error: unknown): boolean => error instanceof AppError && error.code === 'keyring-unavailable'

/** The reason why the secret was not sealed, for each state of the keyring. */
const notSealed = { locked: 'keyring-locked', unavailable: 'keyring-unavailable', refused: 'sealing-failed' } as const

/** Returns the keyring's state; `unavailable` if it fails to report one. */
async function readiness(cipher: Cipher): ReturnType<Cipher['prepare']> {
  try {
    return await cipher.prepare()
  } catch {
    return 'unavailable'
  }
}

/** Returns the sealed secret, or the reason why it can be stored for this session only. */
export async function seal(cipher: Cipher, secret: string, platform: string): Promise<Sealed | SessionOnlyReason> {
  if (!cipher.protects()) return 'no-keyring'
  const state = await readiness(cipher)
  if (state !== 'ready') return notSealed[state]
  try {
    const ciphertext = await cipher.seal(secret)
    if (ciphertext.length === 0) return 'sealing-failed'
    return hasFixedKey(ciphertext, platform) ? 'fixed-key' : { backend: cipher.backend(), ciphertext: ciphertext.toString('base64') }
  } catch (error) {
    return isUnavailable(error) ? 'keyring-unavailable' : 'sealing-failed'
  }
}

/**
 * Unseals a secret. Throws AppError `keyring-changed` (the current keyring is not the one that sealed the secret),
 * `keyring-locked`, `keyring-unavailable` or `secret-unreadable`. SECURITY: also refuses ciphertext under the fixed key.
 */
export async function unseal(cipher: Cipher, sealed: Sealed, platform: string): Promise<{ text: string, shouldReseal: boolean }> {
  const details = { backend: cipher.backend(), sealedBy: sealed.backend }
  if (details.backend !== details.sealedBy || !cipher.protects()) throw new AppError('keyring-changed', details)
  const ciphertext = Buffer.from(sealed.ciphertext, 'base64')
  if (hasFixedKey(ciphertext, platform)) throw new AppError('secret-unreadable', details)
  const state = await readiness(cipher)
  if (state === 'locked' || state === 'unavailable') throw new AppError(notSealed[state], details)
  try {
    return await cipher.open(ciphertext)
  } catch (error) {
    // If the keyring encrypts nothing, its failure does not mean that this ciphertext is unreadable.
    throw new AppError(error instanceof AppError ? error.code : state === 'refused' ? 'keyring-unavailable' : 'secret-unreadable', details)
  }
}
