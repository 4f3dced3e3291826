import type { Cipher } from './sealing'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../base/errors'
import { hasFixedKey, seal, unseal } from './sealing'

const throwing = (error: Error) => async () => { throw error }
/** A working keyring; `changed` replaces parts of it. */
const cipherOf = (changed: Partial<Cipher> = {}): Cipher => ({
  backend: () => 'kwallet6', protects: () => true, prepare: async () => 'ready',
  seal: async text => Buffer.from(`v11${text}`), open: async bytes => ({ text: bytes.toString().slice(3), shouldReseal: false }), ...changed,
})
const sealed = { backend: 'kwallet6', ciphertext: Buffer.from('v11topaz').toString('base64') }
const neverAccessed = { prepare: throwing(new Error('accessed')), seal: throwing(new Error('accessed')), open: throwing(new Error('accessed')) }

it.each([
  ['v10', true], ['v11', false], ['v12', false], ['v19', false], ['v1', true], ['v20', true], ['w11', true], ['', true], ['xv1', true],
])('hasFixedKey of ciphertext with the prefix %j on Linux: %s', (tag, isFixed) => {
  expect(hasFixedKey(Buffer.from(`${tag}`), 'linux')).toBe(isFixed)
  // A tag is valid only at the beginning.
  expect(hasFixedKey(Buffer.from(`${tag}zv11`), 'linux')).toBe(isFixed)
  expect([hasFixedKey(Buffer.from(tag), 'win32'), hasFixedKey(Buffer.from(tag), 'darwin')]).toEqual([false, false])
})

describe('seal', () => {
  it('returns the ciphertext with the name of the keyring', async () => {
    expect(await seal(cipherOf(), 'topaz', 'linux')).toEqual(sealed)
  })

  it.each<[string, Partial<Cipher>, string]>([
    ['a keyring that protects nothing, which it does not access', { ...neverAccessed, protects: () => false }, 'no-keyring'],
    ['a locked keyring, which it does not access again', { ...neverAccessed, prepare: async () => 'locked' }, 'keyring-locked'],
    ['an unavailable keyring', { ...neverAccessed, prepare: async () => 'unavailable' }, 'keyring-unavailable'],
    ['a keyring that encrypts nothing', { ...neverAccessed, prepare: async () => 'refused' }, 'sealing-failed'],
    ['a keyring that fails to report its state', neverAccessed, 'keyring-unavailable'],
    ['a keyring that becomes unavailable', { seal: throwing(new AppError('keyring-unavailable')) }, 'keyring-unavailable'],
    ['a keyring with another failure', { seal: throwing(new AppError('unexpected')) }, 'sealing-failed'],
    ['a keyring that throws another error with the same code', { seal: throwing(Object.assign(new Error('x'), { code: 'keyring-unavailable' })) }, 'sealing-failed'],
    ['a keyring that returns nothing', { seal: async () => Buffer.alloc(0) }, 'sealing-failed'],
    ['a keyring that uses the fixed key', { seal: async text => Buffer.from(`v10${text}`) }, 'fixed-key'],
  ])('returns only the reason for %s', async (_name, changed, reason) => {
    expect(await seal(cipherOf(changed), 'topaz', 'linux')).toBe(reason)
  })

  it('requires no tag on systems without tags', async () => {
    expect(await seal(cipherOf({ seal: async text => Buffer.from(text) }), 'topaz', 'darwin')).toEqual({ backend: 'kwallet6', ciphertext: Buffer.from('topaz').toString('base64') })
  })
})

describe('unseal', () => {
  it('returns the secret and whether to seal it again', async () => {
    expect(await unseal(cipherOf(), sealed, 'linux')).toEqual({ text: 'topaz', shouldReseal: false })
    expect(await unseal(cipherOf({ open: async () => ({ text: 'x', shouldReseal: true }) }), sealed, 'linux')).toEqual({ text: 'x', shouldReseal: true })
    // A keyring that no longer encrypts may still decrypt.
    expect(await unseal(cipherOf({ prepare: async () => 'refused' }), sealed, 'linux')).toMatchObject({ text: 'topaz' })
  })

  const details = { backend: 'kwallet6', sealedBy: 'kwallet6' }
  it.each<[string, Partial<Cipher>, string]>([
    ['a keyring that protects nothing', { ...neverAccessed, protects: () => false }, 'keyring-changed'],
    ['a locked keyring', { ...neverAccessed, prepare: async () => 'locked' }, 'keyring-locked'],
    ['an unavailable keyring', { ...neverAccessed, prepare: async () => 'unavailable' }, 'keyring-unavailable'],
    ['a keyring that fails to report its state', neverAccessed, 'keyring-unavailable'],
    ['a keyring that becomes unavailable', { open: throwing(new AppError('keyring-unavailable')) }, 'keyring-unavailable'],
    ['a keyring with another key', { open: throwing(new Error('x')) }, 'secret-unreadable'],
    ['a keyring that encrypts nothing', { prepare: async () => 'refused', open: throwing(new Error('x')) }, 'keyring-unavailable'],
  ])('fails for %s with the names of both keyrings', async (_name, changed, code) => {
    await expect(unseal(cipherOf(changed), sealed, 'linux')).rejects.toMatchObject({ code, details })
  })

  it('refuses the secret of another keyring without accessing the current one', async () => {
    const given = unseal(cipherOf(neverAccessed), { ...sealed, backend: 'gnome_libsecret' }, 'linux')
    await expect(given).rejects.toMatchObject({ code: 'keyring-changed', details: { backend: 'kwallet6', sealedBy: 'gnome_libsecret' } })
  })

  it('refuses ciphertext under the fixed key without accessing the keyring', async () => {
    const ciphertext = Buffer.from('v10topaz').toString('base64')
    await expect(unseal(cipherOf(neverAccessed), { ...sealed, ciphertext }, 'linux')).rejects.toMatchObject({ code: 'secret-unreadable', details })
  })
})
