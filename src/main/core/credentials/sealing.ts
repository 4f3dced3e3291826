/** @file Seals and opens the client secret with the OS keyring, failing closed. */
import type { SessionOnlyReason } from '../../../shared/contract/model'
import { Buffer } from 'node:buffer'
import { AppError } from '../base/errors'

export interface Cipher {
  /** Electron's name of the keyring. Does not touch it. */
  readonly backend: () => string
  /** Whether that keyring can protect anything at all. Does not touch it. */
  readonly protects: () => boolean
  /**
   * Makes the keyring ready, with the OS's prompt if need be, and returns why it is not. `refused`: it responds, but encrypts nothing.
   * After `locked` or `unavailable` neither `seal` nor `open` may be called: Electron would fall back to a fixed key, or prompt again.
   */
  readonly prepare: () => Promise<'ready' | 'locked' | 'unavailable' | 'refused'>
  /** Throws when it cannot; AppError `keyring-unavailable` if the keyring cannot be reached now. Call `prepare` first. */
  readonly seal: (text: string) => Promise<Buffer>
  /**
   * Throws when it cannot; AppError `keyring-unavailable` where it may do so later. `shouldReseal`: the OS asks to store the secret
   * anew. Call `prepare` first.
   */
  readonly open: (ciphertext: Buffer) => Promise<{ readonly text: string, readonly shouldReseal: boolean }>
}

/** What is stored of a sealed secret: its ciphertext in base64 and the name of the keyring that made it. */
export interface Sealed {
  readonly backend: string
  readonly ciphertext: string
}

/**
 * Chromium tags ciphertext on Linux: v10 is a fixed, public key's, v11 the Secret Service's or a wallet's, v12 the desktop portal's.
 * What has no tag of a keyring's is nobody's secret, whatever the backend calls itself.
 */
export function hasFixedKey(ciphertext: Buffer, platform: string): boolean {
  return platform === 'linux' && !/v1[1-9]/.test(ciphertext.toString('latin1', 0, 3))
}

const isUnavailable = (error: unknown): boolean => error instanceof AppError && error.code === 'keyring-unavailable'

/** Why nothing was sealed, by the keyring's state. */
const notSealed = { locked: 'keyring-locked', unavailable: 'keyring-unavailable', refused: 'sealing-failed' } as const

/** Whether the keyring can be used. One that cannot even say so is unavailable. */
async function readiness(cipher: Cipher): ReturnType<Cipher['prepare']> {
  try {
    return await cipher.prepare()
  } catch {
    return 'unavailable'
  }
}

/** Returns the sealed secret, or why it can only be kept for this session. */
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
 * Opens a sealed secret. Throws AppError `keyring-changed` (another keyring than the one that sealed it),
 * `keyring-locked`, `keyring-unavailable` or `secret-unreadable`. SECURITY: ciphertext under the fixed key is refused as well.
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
    // A keyring that encrypts nothing says nothing about this ciphertext.
    throw new AppError(error instanceof AppError ? error.code : state === 'refused' ? 'keyring-unavailable' : 'secret-unreadable', details)
  }
}
