/**
 * @file Tests both APIs of safeStorage with fakes, because the installed runtime has the synchronous one only. The asynchronous fake follows Electron 45's
 * source: without the keyring's key it encrypts with the fixed key.
 */
import type { SafeStorage } from './cipher'
import type { KeyringLock } from './keyring-lock'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { createCipher } from './cipher'

function cipherOf(options: { storage?: Partial<SafeStorage>, platform?: string, lock?: KeyringLock, available?: boolean } = {}) {
  const calls: string[] = []
  const storage: SafeStorage = {
    getSelectedStorageBackend: () => 'gnome_libsecret',
    isEncryptionAvailable: () => { calls.push('available'); return options.available ?? true },
    encryptString: (text) => { calls.push('seal'); return Buffer.from(`v11${text}`) },
    decryptString: (ciphertext) => { calls.push('open'); return ciphertext.toString().slice(3) },
    ...options.storage,
  }
  const cipher = createCipher({
    safeStorage: storage,
    platform: options.platform ?? 'linux',
    readLock: async () => { calls.push('lock'); return options.lock ?? 'open' },
    announce: async () => { calls.push('announce') },
    onAnswered: () => calls.push('answered'),
  })
  return { cipher, calls }
}

describe('the synchronous API', () => {
  it('does not announce an open keyring', async () => {
    const { cipher, calls } = cipherOf()
    expect(await cipher.prepare()).toBe('ready')
    expect(calls).toEqual(['lock', 'available'])
    expect((await cipher.open(await cipher.seal('x')))).toEqual({ text: 'x', shouldReseal: false })
  })

  it.each(['locked', 'unknown'] as const)('announces a possible prompt before it appears (%s)', async (lock) => {
    const { cipher, calls } = cipherOf({ lock })
    expect(await cipher.prepare()).toBe('ready')
    expect(calls).toEqual(['lock', 'announce', 'available', 'answered'])
  })

  it('remembers a dismissed prompt for the life of the process', async () => {
    const { cipher, calls } = cipherOf({ lock: 'locked', available: false })
    expect(await cipher.prepare()).toBe('locked')
    expect(await cipher.prepare()).toBe('locked')
    expect(calls.filter(call => call === 'available')).toHaveLength(1)
  })

  it('does not use an absent keyring', async () => {
    const { cipher, calls } = cipherOf({ lock: 'absent' })
    expect(await cipher.prepare()).toBe('unavailable')
    expect(calls).toEqual(['lock'])
  })
})

describe('the asynchronous API', () => {
  /** @param tag identifies the key that Electron has; null if it cannot encrypt. */
  function asyncCipherOf(tag: string | null, { lock = 'open' as KeyringLock, platform = 'linux', message = 'Error while encrypting the text.' } = {}) {
    const probed: string[] = []
    const seal = async (text: string) => {
      probed.push(text)
      calls.push('seal')
      if (tag === null) throw new Error(message)
      return Buffer.from(tag + text)
    }
    const open = async (ciphertext: Buffer) => ({ result: ciphertext.toString().slice(3), shouldReEncrypt: true })
    const { cipher, calls } = cipherOf({ storage: { encryptStringAsync: seal, decryptStringAsync: open }, lock, platform })
    return { cipher, calls, probed }
  }

  it('is used if the runtime has it', async () => {
    const { cipher, calls } = asyncCipherOf('v11')
    expect(await cipher.prepare()).toBe('ready')
    expect(await cipher.open(await cipher.seal('x'))).toEqual({ text: 'x', shouldReseal: true })
    expect(calls).toEqual(['lock', 'seal', 'seal'])
  })

  it.each(['locked', 'unknown'] as const)('announces a possible prompt before it appears (%s)', async (lock) => {
    const { cipher, calls } = asyncCipherOf('v11', { lock })
    expect(await cipher.prepare()).toBe('ready')
    expect(calls).toEqual(['lock', 'announce', 'seal', 'answered'])
  })

  it.each<[KeyringLock, string]>([['locked', 'locked'], ['open', 'unavailable'], ['unknown', 'unavailable']])(
    'treats the fixed key as a keyring that does not respond, for the life of the process (%s: %s)',
    async (lock, expected) => {
      const { cipher, probed } = asyncCipherOf('v10', { lock })
      expect(await cipher.prepare()).toBe(expected)
      expect(await cipher.prepare()).toBe(expected)
      expect(probed).toHaveLength(1)
    },
  )

  it('does not use an absent keyring, and uses it once it is running', async () => {
    let lock: KeyringLock = 'absent'
    const cipher = createCipher({
      safeStorage: { isEncryptionAvailable: () => false, encryptString: Buffer.from, decryptString: String, encryptStringAsync: async text => Buffer.from(`v11${text}`), decryptStringAsync: async () => ({ result: '', shouldReEncrypt: false }) },
      platform: 'linux',
      readLock: async () => lock,
      announce: async () => undefined,
      onAnswered: () => undefined,
    })
    expect(await cipher.prepare()).toBe('unavailable')
    lock = 'open'
    expect(await cipher.prepare()).toBe('ready')
  })

  it.each([['darwin', 'unknown'], ['win32', 'open']] as const)('accepts v10 on %s: it is the system\'s own key', async (platform, lock) => {
    expect(await asyncCipherOf('v10', { platform, lock }).cipher.prepare()).toBe('ready')
  })

  it('is called again after it could not encrypt at all', async () => {
    const { cipher, calls, probed } = asyncCipherOf(null, { lock: 'locked' })
    expect(await cipher.prepare()).toBe('refused')
    expect(await cipher.prepare()).toBe('refused')
    expect(probed).toHaveLength(2)
    expect(calls.filter(call => call === 'answered')).toHaveLength(2)
  })

  it('counts as unavailable, not as refusing, if its error says so', async () => {
    const { cipher } = asyncCipherOf(null, { message: 'safeStorage.encryptStringAsync is temporarily unavailable. Please try again.' })
    expect(await cipher.prepare()).toBe('unavailable')
  })

  it('encrypts no user data to detect the key', async () => {
    const { cipher, probed } = asyncCipherOf('v11')
    await cipher.prepare()
    expect(probed).toEqual(['XDR Desk'])
  })

  it('shares one prompt between two simultaneous requests', async () => {
    const { cipher, calls } = asyncCipherOf('v11', { lock: 'locked' })
    expect(await Promise.all([cipher.prepare(), cipher.prepare()])).toEqual(['ready', 'ready'])
    expect(calls).toEqual(['lock', 'announce', 'seal', 'answered'])
  })
})

it.each([['linux', 'gnome_libsecret', true], ['linux', 'basic_text', false], ['linux', 'unknown', false], ['linux', 'kwallet6', true]])('on %s the backend %s protects secrets: %s', (platform, backend, protects) => {
  const { cipher } = cipherOf({ platform, storage: { getSelectedStorageBackend: () => backend } })
  expect([cipher.backend(), cipher.protects()]).toEqual([backend, protects])
})

it.each([['darwin', 'keychain'], ['win32', 'dpapi']])('on %s the backend is %s', (platform, backend) => {
  expect(cipherOf({ platform }).cipher.backend()).toBe(backend)
})
