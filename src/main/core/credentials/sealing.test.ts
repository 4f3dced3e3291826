import type { Cipher } from './sealing'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../base/errors'
import { hasFixedKey, seal, unseal } from './sealing'

const throwing = (error: Error) => async () => { throw error }
/** A keyring that works; a test says what is different. */
const cipherOf = (changed: Partial<Cipher> = {}): Cipher => ({
  backend: () => 'kwallet6', protects: () => true, prepare: async () => 'ready',
  seal: async text => Buffer.from(`v11${text}`), open: async bytes => ({ text: bytes.toString().slice(3), shouldReseal: false }), ...changed,
})
const sealed = { backend: 'kwallet6', ciphertext: Buffer.from('v11topaz').toString('base64') }
const neverAsked = { prepare: throwing(new Error('asked')), seal: throwing(new Error('asked')), open: throwing(new Error('asked')) }

it.each([
  ['v10', true], ['v11', false], ['v12', false], ['v19', false], ['v1', true], ['v20', true], ['w11', true], ['', true], ['xv1', true],
])('ciphertext that begins with %j has the fixed key on Linux: %s', (tag, isFixed) => {
  expect(hasFixedKey(Buffer.from(`${tag}`), 'linux')).toBe(isFixed)
  // A tag stands at the beginning alone.
  expect(hasFixedKey(Buffer.from(`${tag}zv11`), 'linux')).toBe(isFixed)
  expect([hasFixedKey(Buffer.from(tag), 'win32'), hasFixedKey(Buffer.from(tag), 'darwin')]).toEqual([false, false])
})

describe('sealing', () => {
  it('keeps what the keyring made, with its name', async () => {
    expect(await seal(cipherOf(), 'topaz', 'linux')).toEqual(sealed)
  })

  it.each<[string, Partial<Cipher>, string]>([
    ['one that protects nothing, and is not asked', { ...neverAsked, protects: () => false }, 'no-keyring'],
    ['one that is locked, and is asked no more', { ...neverAsked, prepare: async () => 'locked' }, 'keyring-locked'],
    ['one that is not there', { ...neverAsked, prepare: async () => 'unavailable' }, 'keyring-unavailable'],
    ['one that encrypts nothing', { ...neverAsked, prepare: async () => 'refused' }, 'sealing-failed'],
    ['one that cannot say what it is', neverAsked, 'keyring-unavailable'],
    ['one that goes away', { seal: throwing(new AppError('keyring-unavailable')) }, 'keyring-unavailable'],
    ['one that fails otherwise', { seal: throwing(new AppError('unexpected')) }, 'sealing-failed'],
    ['one that fails without a name', { seal: throwing(Object.assign(new Error('x'), { code: 'keyring-unavailable' })) }, 'sealing-failed'],
    ['one that returns nothing', { seal: async () => Buffer.alloc(0) }, 'sealing-failed'],
    ['one with the fixed key', { seal: async text => Buffer.from(`v10${text}`) }, 'fixed-key'],
  ])('with %s keeps nothing', async (_name, changed, reason) => {
    expect(await seal(cipherOf(changed), 'topaz', 'linux')).toBe(reason)
  })

  it('needs no tag where the system has none', async () => {
    expect(await seal(cipherOf({ seal: async text => Buffer.from(text) }), 'topaz', 'darwin')).toEqual({ backend: 'kwallet6', ciphertext: Buffer.from('topaz').toString('base64') })
  })
})

describe('opening', () => {
  it('returns what was sealed, and whether to seal it anew', async () => {
    expect(await unseal(cipherOf(), sealed, 'linux')).toEqual({ text: 'topaz', shouldReseal: false })
    expect(await unseal(cipherOf({ open: async () => ({ text: 'x', shouldReseal: true }) }), sealed, 'linux')).toEqual({ text: 'x', shouldReseal: true })
    // What was sealed while the keyring worked may be opened although it encrypts nothing now.
    expect(await unseal(cipherOf({ prepare: async () => 'refused' }), sealed, 'linux')).toMatchObject({ text: 'topaz' })
  })

  const details = { backend: 'kwallet6', sealedBy: 'kwallet6' }
  it.each<[string, Partial<Cipher>, string]>([
    ['one that protects nothing', { ...neverAsked, protects: () => false }, 'keyring-changed'],
    ['one that is locked', { ...neverAsked, prepare: async () => 'locked' }, 'keyring-locked'],
    ['one that is not there', { ...neverAsked, prepare: async () => 'unavailable' }, 'keyring-unavailable'],
    ['one that cannot say what it is', neverAsked, 'keyring-unavailable'],
    ['one that goes away', { open: throwing(new AppError('keyring-unavailable')) }, 'keyring-unavailable'],
    ['one with another key', { open: throwing(new Error('x')) }, 'secret-unreadable'],
    ['one that encrypts nothing', { prepare: async () => 'refused', open: throwing(new Error('x')) }, 'keyring-unavailable'],
  ])('with %s fails with the names of both', async (_name, changed, code) => {
    await expect(unseal(cipherOf(changed), sealed, 'linux')).rejects.toMatchObject({ code, details })
  })

  it('of another keyring\'s secret is refused without asking', async () => {
    const given = unseal(cipherOf(neverAsked), { ...sealed, backend: 'gnome_libsecret' }, 'linux')
    await expect(given).rejects.toMatchObject({ code: 'keyring-changed', details: { backend: 'kwallet6', sealedBy: 'gnome_libsecret' } })
  })

  it('of ciphertext under the fixed key is refused without asking', async () => {
    const ciphertext = Buffer.from('v10topaz').toString('base64')
    await expect(unseal(cipherOf(neverAsked), { ...sealed, ciphertext }, 'linux')).rejects.toMatchObject({ code: 'secret-unreadable', details })
  })
})
