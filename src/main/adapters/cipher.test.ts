/** @file Both of safeStorage's APIs, with fakes: the runtime at hand has the synchronous one only. */
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

const later = (available: boolean, shouldReEncrypt = false): Partial<SafeStorage> => ({
  isAsyncEncryptionAvailable: async () => available,
  encryptStringAsync: async text => Buffer.from(`v11-later-${text}`),
  decryptStringAsync: async ciphertext => ({ result: ciphertext.toString().slice('v11-later-'.length), shouldReEncrypt }),
})

describe('the synchronous API', () => {
  it('asks an open keyring without a word', async () => {
    const { cipher, calls } = cipherOf()
    expect(await cipher.prepare()).toBe('ready')
    expect(calls).toEqual(['lock', 'available'])
    expect((await cipher.open(await cipher.seal('x')))).toEqual({ text: 'x', shouldReseal: false })
  })

  it.each(['locked', 'unknown'] as const)('announces a prompt before it may come (%s)', async (lock) => {
    const { cipher, calls } = cipherOf({ lock })
    expect(await cipher.prepare()).toBe('ready')
    expect(calls).toEqual(['lock', 'announce', 'available', 'answered'])
  })

  it('takes a dismissed prompt for the life of the process', async () => {
    const { cipher, calls } = cipherOf({ lock: 'locked', available: false })
    expect(await cipher.prepare()).toBe('locked')
    expect(await cipher.prepare()).toBe('locked')
    expect(calls.filter(call => call === 'available')).toHaveLength(1)
  })

  it('does not touch a keyring that is not there', async () => {
    const { cipher, calls } = cipherOf({ lock: 'absent' })
    expect(await cipher.prepare()).toBe('unavailable')
    expect(calls).toEqual(['lock'])
  })
})

describe('the asynchronous API', () => {
  it('is used where the runtime has it', async () => {
    const { cipher, calls } = cipherOf({ storage: later(true, true), lock: 'locked' })
    expect(await cipher.prepare()).toBe('ready')
    expect(await cipher.open(await cipher.seal('x'))).toEqual({ text: 'x', shouldReseal: true })
    expect(calls).toEqual([])
  })

  it('that is not available is not replaced by the synchronous one', async () => {
    const { cipher, calls } = cipherOf({ storage: later(false) })
    expect(await cipher.prepare()).toBe('unavailable')
    expect(calls).toEqual([])
  })
})

it.each([['linux', 'gnome_libsecret', true], ['linux', 'basic_text', false], ['linux', 'unknown', false], ['linux', 'kwallet6', true]])('%s with %s protects: %s', (platform, backend, protects) => {
  const { cipher } = cipherOf({ platform, storage: { getSelectedStorageBackend: () => backend } })
  expect([cipher.backend(), cipher.protects()]).toEqual([backend, protects])
})

it.each([['darwin', 'keychain'], ['win32', 'dpapi']])('%s has its own keyring', (platform, backend) => {
  expect(cipherOf({ platform }).cipher.backend()).toBe(backend)
})
