import type { Cipher } from './sealing'
import type { SettingsFile, StoredProfile } from './stored-profile'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { expiryOf } from './expiry'
import { AppError } from '../base/errors'
import { createVault } from './vault'

const credentials = { tenantId: 'tenant', clientId: 'client', credential: { kind: 'secret', clientSecret: 'topaz' }, api: 'defender-xdr', cloud: 'worldwide' } as const
const certificate = { subject: 'CN=x', thumbprintSha256: 'FF', thumbprintSha1: 'EE', notBefore: '2026-01-01T00:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z' }
const privateKey = '-----BEGIN PRIVATE KEY-----\nbase64\n-----END PRIVATE KEY-----\n'
const withCertificate = { ...credentials, credential: { kind: 'certificate', privateKey, certificate } } as const
const reverse = (text: string) => [...text].reverse().join('')

function fakes(options: { backend?: string, state?: 'ready' | 'locked' | 'unavailable' | 'broken', tag?: string | null, broken?: boolean, reseal?: boolean } = {}) {
  const { backend = 'gnome_libsecret', state = 'ready', tag = 'v11' } = options
  let stored: StoredProfile | null = null
  const control = { damaged: false, unwritable: false, prepared: 0 }
  const file: SettingsFile = {
    read: () => {
      if (control.damaged) throw new AppError('settings-damaged', { path: 'p' })
      return stored
    },
    write: async (profile) => {
      if (control.unwritable) throw new AppError('settings-unwritable', { path: 'p' })
      control.damaged = false
      stored = profile
    },
    clear: async () => { stored = null },
  }
  const cipher: Cipher = {
    backend: () => backend,
    protects: () => backend !== 'basic_text' && backend !== 'unknown',
    prepare: async () => {
      control.prepared++
      if (state === 'broken') throw new Error('broken')
      return state
    },
    seal: async text => Buffer.from(tag === null ? '' : tag + reverse(text)),
    open: async (ciphertext) => {
      if (options.broken) throw new Error('cannot')
      return { text: reverse(ciphertext.toString().slice(3)), shouldReseal: options.reseal ?? false }
    },
  }
  return { control, file, cipher, stored: () => stored, put: (profile: StoredProfile) => { stored = profile } }
}
const day = new Date(2026, 10, 25, 12).getTime()
const vaultOn = (of: ReturnType<typeof fakes>, onChange = () => undefined as void) => createVault({ file: of.file, cipher: of.cipher, platform: 'linux', now: () => day, onChange })
const sealed = (backend = 'gnome_libsecret', tag = 'v11'): StoredProfile =>
  ({ tenantId: 'tenant', clientId: 'client', api: 'defender-xdr', cloud: 'worldwide', certificate: null, secretExpiry: null, savedAt: '2026-01-01T00:00:00.000Z', sealed: { backend, ciphertext: Buffer.from(`${tag}zapot`).toString('base64') } })

describe('save', () => {
  it('seals the secret with the keyring\'s name, and load unseals it after a restart', async () => {
    const of = fakes()
    const settings = await vaultOn(of).save(credentials)
    expect(settings.secret).toEqual({ kind: 'sealed', backend: 'gnome_libsecret' })
    expect(JSON.stringify(of.stored())).not.toContain('topaz')
    expect(await vaultOn(of).load()).toEqual(credentials)
  })

  it.each([
    ['no keyring', { backend: 'basic_text' }, 'no-keyring'],
    ['no backend', { backend: 'unknown' }, 'no-keyring'],
    ['a keyring that does not respond', { state: 'unavailable' as const }, 'keyring-unavailable'],
    ['a keyring that fails to report its state', { state: 'broken' as const }, 'keyring-unavailable'],
    ['a keyring that returns nothing', { tag: null }, 'sealing-failed'],
    ['a dismissed prompt', { state: 'locked' as const }, 'keyring-locked'],
    ['the fixed key', { tag: 'v10' }, 'fixed-key'],
  ])('with %s keeps the secret for this session only', async (_name, options, reason) => {
    const of = fakes(options)
    const vault = vaultOn(of)
    expect((await vault.save(credentials)).secret).toEqual({ kind: 'session', reason })
    expect(of.stored()).toMatchObject({ tenantId: 'tenant', sealed: null })
    expect(await vault.load()).toEqual(credentials)
    await expect(vaultOn(of).load()).rejects.toMatchObject({ code: 'secret-missing' })
  })

  it.each([{ backend: 'basic_text' }, { state: 'locked' as const }])('for this session only does not change a sealed secret on disk (%#)', async (options) => {
    const of = fakes(options)
    of.put(sealed())
    await vaultOn(of).save({ ...credentials, credential: { kind: 'secret', clientSecret: 'other' }, tenantId: 'another' })
    expect(of.stored()).toEqual(sealed())
  })

  it('keeps the secret for this session and reports the problem if the file cannot be written', async () => {
    const of = fakes()
    of.control.unwritable = true
    const settings = await vaultOn(of).save(credentials)
    expect(settings.secret).toEqual({ kind: 'session', reason: 'settings-unwritable' })
    expect(settings.problems).toMatchObject([{ code: 'settings-unwritable' }])
  })
})

describe('load', () => {
  it.each([
    ['no stored profile', {}, null, 'no-credentials'],
    ['another backend', { backend: 'kwallet6' }, sealed(), 'keyring-changed'],
    ['a backend that is gone', { backend: 'basic_text' }, sealed(), 'keyring-changed'],
    ['a fixed key that claims to be a keyring', {}, sealed('gnome_libsecret', 'v10'), 'secret-unreadable'],
    ['a keyring that stayed locked', { state: 'locked' as const }, sealed(), 'keyring-locked'],
    ['a keyring that is gone', { state: 'unavailable' as const }, sealed(), 'keyring-unavailable'],
    ['a keyring that fails to report its state', { state: 'broken' as const }, sealed(), 'keyring-unavailable'],
    ['another key', { broken: true }, sealed(), 'secret-unreadable'],
  ])('with %s fails and deletes nothing', async (_name, options, profile, code) => {
    const of = fakes(options)
    if (profile) of.put(profile)
    await expect(vaultOn(of).load()).rejects.toMatchObject({ code })
    expect(of.stored()).toEqual(profile)
  })

  it('seals the secret again if the OS requests it', async () => {
    const of = fakes({ reseal: true, tag: 'v12' })
    of.put(sealed())
    await vaultOn(of).load()
    expect(Buffer.from(of.stored()?.sealed?.ciphertext ?? '', 'base64').toString()).toBe('v12zapot')
  })
})

describe('forget during another action', () => {
  it('cancels a save that was requested earlier, whether before or during sealing', async () => {
    const of = fakes()
    const vault = vaultOn(of)
    const requestNumber = vault.nextRequestNumber()
    await vault.forget()
    await expect(vault.save(credentials, { requestNumber })).rejects.toMatchObject({ code: 'cancelled' })
    const sealing = vault.save(credentials)
    await vault.forget()
    await expect(sealing).rejects.toMatchObject({ code: 'cancelled' })
    expect([of.stored(), vault.profile()]).toEqual([null, null])
  })

  it('cancels a load, and its secret is not used', async () => {
    const of = fakes({ reseal: true })
    of.put(sealed())
    const vault = vaultOn(of)
    const opening = vault.load()
    await vault.forget()
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' })
    expect([of.stored(), vault.profile()]).toEqual([null, null])
  })
})

describe('the expiry of a secret', () => {
  const noted = (date: string) => ({ date, source: 'noted' })
  const refused = { date: '2026-11-25', source: 'entra' }

  it('is saved with the secret, survives a restart, and does not apply to the next secret', async () => {
    const of = fakes()
    expect(await vaultOn(of).save(credentials, { secretExpires: '2027-02-03' })).toMatchObject({ profile: { secretExpiry: noted('2027-02-03') } })
    expect(vaultOn(of).status()).toMatchObject({ profile: { secretExpiry: noted('2027-02-03') } })
    expect(await vaultOn(of).save(withCertificate, { secretExpires: '2027-02-03' })).toMatchObject({ profile: { secretExpiry: null } })
    expect(await vaultOn(of).save(credentials)).toMatchObject({ profile: { secretExpiry: null } })
  })

  it('is set after Entra\'s refusal, reported once and stored', async () => {
    const of = fakes()
    let changes = 0
    const vault = vaultOn(of, () => { changes++ })
    await vault.save(credentials, { secretExpires: '2027-02-03' })
    await vault.noteExpired(credentials)
    expect([vault.status().profile?.secretExpiry, of.stored()?.secretExpiry, changes]).toEqual([refused, refused, 1])
    expect(await vaultOn(of).load()).toEqual(credentials)
  })

  it('is set even if the IDs differ in case', async () => {
    const vault = vaultOn(fakes())
    await vault.save(credentials)
    await vault.noteExpired({ ...credentials, tenantId: 'TENANT', clientId: 'Client' })
    expect(vault.status().profile?.secretExpiry).toEqual(refused)
  })

  it('is not replaced after a refusal if it is in the past', async () => {
    const of = fakes()
    const vault = vaultOn(of)
    await vault.save(credentials, { secretExpires: '2026-11-03' })
    await vault.noteExpired(credentials)
    expect(vault.status().profile?.secretExpiry).toEqual(noted('2026-11-03'))
  })

  it('is not set after a refusal of other credentials', async () => {
    const of = fakes()
    const vault = vaultOn(of)
    await vault.noteExpired(credentials)
    await vault.save(credentials)
    await vault.noteExpired({ ...credentials, tenantId: 'other' })
    await vault.noteExpired({ ...credentials, credential: { kind: 'secret', clientSecret: 'other' } })
    expect([vault.status().profile?.secretExpiry, of.stored()?.secretExpiry]).toEqual([null, null])
  })

  it('is not written to disk for a session-only secret', async () => {
    const of = fakes({ backend: 'basic_text' })
    const before = { ...sealed(), savedAt: '2025-01-01T00:00:00.000Z' }
    of.put(before)
    const vault = vaultOn(of)
    await vault.save(credentials)
    await vault.noteExpired(credentials)
    expect(vault.status().profile?.secretExpiry).toEqual(refused)
    expect(of.stored()).toEqual(before)
  })
})

describe('a certificate', () => {
  it('is stored as facts together with its sealed key, and loads after a restart', async () => {
    const of = fakes()
    const settings = await vaultOn(of).save(withCertificate)
    expect(settings).toMatchObject({ profile: { certificate }, secret: { kind: 'sealed' } })
    expect(settings.profile && expiryOf(settings.profile)).toEqual({ of: 'certificate', at: certificate.expiresAt, source: 'certificate' })
    expect(JSON.stringify(of.stored())).not.toContain('base64\\n')
    expect(await vaultOn(of).load()).toEqual(withCertificate)
    expect(await vaultOn(of).save(credentials)).toMatchObject({ profile: { certificate: null, secretExpiry: null } })
    expect(of.stored()).toMatchObject({ certificate: null })
  })

  it('with a session-only key is reported as a missing certificate after a restart', async () => {
    const of = fakes({ backend: 'basic_text' })
    await vaultOn(of).save(withCertificate)
    expect(of.stored()).toMatchObject({ certificate, sealed: null })
    await expect(vaultOn(of).load()).rejects.toMatchObject({ code: 'secret-missing', details: { credential: 'certificate' } })
  })

  it('is not mistaken for a secret, or a secret for its key, if the settings file is changed', async () => {
    const of = fakes()
    await vaultOn(of).save(withCertificate)
    const stored = of.stored()
    if (!stored) throw new Error('nothing stored')
    of.put({ ...stored, certificate: null })
    await expect(vaultOn(of).load()).rejects.toMatchObject({ code: 'secret-mismatch' })
    of.put({ ...sealed(), certificate })
    await expect(vaultOn(of).load()).rejects.toMatchObject({ code: 'secret-mismatch' })
  })
})

describe('the vault reports', () => {
  const facts = { tenantId: 'tenant', clientId: 'client', api: 'defender-xdr', cloud: 'worldwide', certificate: null, secretExpiry: null, savedAt: '2026-01-01T00:00:00.000Z' }

  it('the profile without its sealed secret, where the secret is stored, and where a new secret would be stored', async () => {
    const of = fakes()
    of.put({ ...sealed(), id: 'x', name: 'another profile' } as StoredProfile)
    const vault = vaultOn(of)
    const expected = { profile: facts, secret: { kind: 'sealed', backend: 'gnome_libsecret' }, storage: { backend: 'gnome_libsecret', protects: true }, problems: [] }
    expect(vault.status()).toEqual(expected)
    await vault.load()
    expect(vault.status()).toEqual(expected)
    expect(vault.profile()).toMatchObject(facts)
    expect(vaultOn(fakes({ backend: 'basic_text' })).status()).toEqual({ profile: null, secret: { kind: 'none' }, storage: { backend: 'basic_text', protects: false }, problems: [] })
  })

  it('the kind of the credential with a failure', async () => {
    const of = fakes({ backend: 'kwallet6' })
    of.put(sealed())
    await expect(vaultOn(of).load()).rejects.toMatchObject({ details: { credential: 'secret', backend: 'kwallet6', sealedBy: 'gnome_libsecret' } })
    of.put({ ...sealed(), certificate })
    await expect(vaultOn(of).load()).rejects.toMatchObject({ details: { credential: 'certificate', backend: 'kwallet6' } })
    of.put({ ...sealed(), sealed: null })
    await expect(vaultOn(of).load()).rejects.toMatchObject({ code: 'secret-missing', details: { credential: 'secret' } })
  })
})

describe('the keyring', () => {
  it('is accessed once for simultaneous loads, and again only after a failure', async () => {
    const of = fakes()
    of.put(sealed())
    const vault = vaultOn(of)
    await Promise.all([vault.load(), vault.load()])
    await vault.load()
    expect(of.control.prepared).toBe(1)
    const locked = fakes({ state: 'locked' })
    locked.put(sealed())
    const other = vaultOn(locked)
    for (const times of [1, 2]) {
      await expect(other.load()).rejects.toMatchObject({ code: 'keyring-locked' })
      expect(locked.control.prepared).toBe(times)
    }
  })

  it('does not seal a secret again unless the OS requests it, or if sealing is not possible', async () => {
    for (const options of [{}, { reseal: true, tag: 'v10' }]) {
      const of = fakes(options)
      const before = sealed()
      of.put(before)
      await vaultOn(of).load()
      expect(of.stored()).toBe(before)
    }
  })
})

it('status reports problems without accessing the keyring', () => {
  const of = fakes()
  of.put(sealed())
  expect(vaultOn(of).status()).toMatchObject({ secret: { kind: 'sealed' }, problems: [], profile: { tenantId: 'tenant' } })
  of.control.damaged = true
  expect(vaultOn(of).status()).toMatchObject({ secret: { kind: 'none' }, profile: null, problems: [{ code: 'settings-damaged' }] })
  expect(of.control.prepared).toBe(0)
})

it('forget deletes the profile and its secret', async () => {
  const of = fakes()
  const vault = vaultOn(of)
  await vault.save(credentials)
  await vault.forget()
  expect(vault.status()).toMatchObject({ profile: null, secret: { kind: 'none' } })
  await expect(vault.load()).rejects.toMatchObject({ code: 'no-credentials' })
})
