/** @file Tests both APIs of safeStorage with fakes, because the installed runtime has the synchronous one only. */
import type { FakeKeyring } from './fake-safe-storage'
import type { KeyringLock } from './keyring-lock'
import { describe, expect, it } from 'vitest'
import { createCipher } from './cipher'
import { createSafeStorage, gnomeKeyring } from './fake-safe-storage'

/** Creates a cipher on a keyring. Records its calls, and the texts that it encrypted. */
function cipherOf({ lock = 'open', ...given }: Partial<FakeKeyring> & { readonly lock?: KeyringLock } = {}) {
  const keyring = { ...gnomeKeyring, ...given }
  const control = { lock }
  const calls: string[] = []
  const sealed: string[] = []
  const cipher = createCipher({
    safeStorage: createSafeStorage(keyring, (use, text) => {
      calls.push(use)
      if (use === 'seal') sealed.push(text)
    }),
    platform: keyring.platform,
    readLock: async () => { calls.push('lock'); return control.lock },
    announce: async () => { calls.push('announce') },
    onAnswered: () => calls.push('answered'),
  })
  return { cipher, calls, sealed, control }
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
  const asyncCipherOf = (given: Parameters<typeof cipherOf>[0] = {}) => cipherOf({ ...given, api: 'async' })

  it('is used if the runtime has it', async () => {
    const { cipher, calls } = asyncCipherOf({ reseal: true })
    expect(await cipher.prepare()).toBe('ready')
    expect(await cipher.open(await cipher.seal('x'))).toEqual({ text: 'x', shouldReseal: true })
    expect(calls).toEqual(['lock', 'seal', 'seal', 'open'])
  })

  it.each(['locked', 'unknown'] as const)('announces a possible prompt before it appears (%s)', async (lock) => {
    const { cipher, calls } = asyncCipherOf({ lock })
    expect(await cipher.prepare()).toBe('ready')
    expect(calls).toEqual(['lock', 'announce', 'seal', 'answered'])
  })

  it.each<[KeyringLock, string]>([['locked', 'locked'], ['open', 'unavailable'], ['unknown', 'unavailable']])(
    'treats the fixed key as a keyring that does not respond, for the life of the process (%s: %s)',
    async (lock, expected) => {
      const { cipher, sealed } = asyncCipherOf({ available: false, lock })
      expect(await cipher.prepare()).toBe(expected)
      expect(await cipher.prepare()).toBe(expected)
      expect(sealed).toHaveLength(1)
    },
  )

  it('does not use an absent keyring, and uses it once it is running', async () => {
    const { cipher, control } = asyncCipherOf({ lock: 'absent' })
    expect(await cipher.prepare()).toBe('unavailable')
    control.lock = 'open'
    expect(await cipher.prepare()).toBe('ready')
  })

  it.each([['darwin', 'unknown'], ['win32', 'open']] as const)('accepts v10 on %s: it is the system\'s own key', async (platform, lock) => {
    expect(await asyncCipherOf({ platform, tag: 'v10', lock }).cipher.prepare()).toBe('ready')
  })

  it('is called again after it could not encrypt at all', async () => {
    const { cipher, calls, sealed } = asyncCipherOf({ refuses: 'Error while encrypting the text.', lock: 'locked' })
    expect(await cipher.prepare()).toBe('refused')
    expect(await cipher.prepare()).toBe('refused')
    expect(sealed).toHaveLength(2)
    expect(calls.filter(call => call === 'answered')).toHaveLength(2)
  })

  it('counts as unavailable, not as refusing, if its error says so', async () => {
    const { cipher } = asyncCipherOf({ refuses: 'safeStorage.encryptStringAsync is temporarily unavailable. Please try again.' })
    expect(await cipher.prepare()).toBe('unavailable')
  })

  it('encrypts no user data to detect the key', async () => {
    const { cipher, sealed } = asyncCipherOf()
    await cipher.prepare()
    expect(sealed).toEqual(['XDR Desk'])
  })

  it('shares one prompt between two simultaneous requests', async () => {
    const { cipher, calls } = asyncCipherOf({ lock: 'locked' })
    expect(await Promise.all([cipher.prepare(), cipher.prepare()])).toEqual(['ready', 'ready'])
    expect(calls).toEqual(['lock', 'announce', 'seal', 'answered'])
  })
})

it.each([['linux', 'gnome_libsecret', true], ['linux', 'basic_text', false], ['linux', 'unknown', false], ['linux', 'kwallet6', true]] as const)('on %s the backend %s protects secrets: %s', (platform, backend, protects) => {
  const { cipher } = cipherOf({ platform, backend })
  expect([cipher.backend(), cipher.protects()]).toEqual([backend, protects])
})

it.each([['darwin', 'keychain'], ['win32', 'dpapi']] as const)('on %s the backend is %s', (platform, backend) => {
  expect(cipherOf({ platform }).cipher.backend()).toBe(backend)
})
