import type { SecretPlace, SessionOnlyReason } from '../../shared/contract/model'
import { describe, expect, it } from 'vitest'
import { readersText, storageAdvice, storageText } from './storage-text'

const settings = (secret: SecretPlace, backend = 'gnome_libsecret', protects = backend !== 'basic_text' && backend !== 'unknown') =>
  ({ profileId: 'p', profiles: [], profile: null, secret, storage: { backend, protects }, problems: [], source: 'live' as const })
const words = (...args: Parameters<typeof settings>) => storageText(settings(...args))
const advice = (...args: Parameters<typeof settings>) => storageAdvice(settings(...args))
const everyStore = ['gnome-libsecret', 'kwallet6', 'kwallet5'].map(store => `xdr-desk --password-store=${store}`)

describe('the storage of the secret', () => {
  it.each([
    ['gnome_libsecret', 'GNOME Keyring (gnome_libsecret)'],
    ['kwallet', 'KDE Wallet (kwallet)'],
    ['kwallet5', 'KDE Wallet (kwallet5)'],
    ['kwallet6', 'KDE Wallet (kwallet6)'],
    ['keychain', 'macOS Keychain (keychain)'],
    ['dpapi', 'Windows Data Protection (dpapi)'],
    ['constructor', 'constructor'],
  ])('is described with the name of %s, without advice', (backend, name) => {
    expect(words({ kind: 'sealed', backend }, backend)).toBe(`Client secret encrypted by ${name}.`)
    expect(words({ kind: 'none' }, backend)).toBe(`No client secret saved yet. It will be encrypted by ${name}.`)
    expect(advice({ kind: 'sealed', backend }, backend)).toBeNull()
    expect(advice({ kind: 'none' }, backend)).toBeNull()
  })

  it('says who else can read the secret, by the system that protects it', () => {
    const readers = (...args: Parameters<typeof settings>) => readersText(settings(...args)).replace(' XDR Desk keeps the access token in memory only.', '')
    const sealed = (backend: string) => readers({ kind: 'sealed', backend }, backend)
    expect(['gnome_libsecret', 'keychain', 'dpapi'].map(sealed)).toEqual([
      'While the keyring is unlocked, any program that runs under your account can read the client secret.',
      'macOS asks you before another app can read the client secret.',
      'Any program that runs under your account can decrypt the client secret.',
    ])
    // A secret that another keyring encrypted stays on disk.
    expect(readers({ kind: 'sealed', backend: 'dpapi' }, 'basic_text')).toBe('Any program that runs under your account can decrypt the client secret.')
    const inMemory = 'XDR Desk keeps the client secret and the access token in memory only.'
    expect([readers({ kind: 'session', reason: 'keyring-locked' }), readers({ kind: 'none' }, 'basic_text')]).toEqual([inMemory, inMemory])
  })

  it('is described as that of a certificate key if the credential is a certificate', () => {
    const certificate = { subject: '', thumbprintSha256: '', thumbprintSha1: '', notBefore: '', expiresAt: '' }
    const profile = { tenantId: '', clientId: '', api: 'defender-xdr', cloud: 'worldwide', certificate, secretExpiry: null, savedAt: '' } as const
    const of = (...args: Parameters<typeof settings>) => ({ ...settings(...args), profile })
    const sealed = { kind: 'sealed', backend: 'kwallet6' } as const
    expect(storageText(of(sealed, 'kwallet6'))).toBe('Certificate key encrypted by KDE Wallet (kwallet6).')
    expect(storageText(of(sealed))).toMatch(/^Certificate key encrypted by .* This session uses/)
    expect(storageText(of({ kind: 'none' }))).toMatch(/^No certificate key saved/)
    expect(readersText(of(sealed, 'kwallet6'))).toContain('can read the certificate key.')
    expect(storageText(of({ kind: 'session', reason: 'no-keyring' }))).toMatch(/so the certificate key is kept for this session only/)
    expect(storageAdvice(of({ kind: 'session', reason: 'keyring-unavailable' }))?.text).toMatch(/save the certificate again/)
    expect(storageAdvice(of({ kind: 'sealed', backend: 'dpapi' }))?.text).toMatch(/choose the certificate's file again/)
  })

  it.each<[SessionOnlyReason, RegExp]>([
    ['no-keyring', /found no keyring/], ['keyring-unavailable', /GNOME Keyring \(gnome_libsecret\) does not respond/],
    ['sealing-failed', /GNOME Keyring \(gnome_libsecret\) refused the encryption/],
    ['keyring-locked', /prompt was dismissed.*next start/], ['fixed-key', /publicly known/], ['settings-unwritable', /cannot be written/],
  ])('is for this session only because of %s', (reason, why) => {
    expect(words({ kind: 'session', reason })).toMatch(/this session only/)
    expect(words({ kind: 'session', reason })).toMatch(why)
  })

  it.each(['basic_text', 'unknown'])('is for this session only with the backend %s; the advice lists the switches that select a keyring', (backend) => {
    expect(words({ kind: 'none' }, backend)).toMatch(new RegExp(`^No client secret saved.*${backend}.*this session only`))
    expect(words({ kind: 'session', reason: 'no-keyring' }, backend)).toMatch(new RegExp(`found no keyring.*${backend}.*this session only`))
    expect(advice({ kind: 'none' }, backend)?.commands.map(each => each.command)).toEqual(everyStore)
    expect(advice({ kind: 'session', reason: 'no-keyring' }, backend)?.commands.map(each => each.command)).toEqual(everyStore)
  })

  const thatKeyring = /keyring runs here.*start it from a terminal/
  const thatComputer = /Start XDR Desk where the secret was saved.*enter the client secret again/
  it.each([
    ['gnome_libsecret', 'basic_text', thatKeyring, ['xdr-desk --password-store=gnome-libsecret']],
    ['kwallet', 'gnome_libsecret', thatKeyring, ['xdr-desk --password-store=kwallet']],
    ['kwallet5', 'kwallet6', thatKeyring, ['xdr-desk --password-store=kwallet5']],
    ['kwallet6', 'unknown', thatKeyring, ['xdr-desk --password-store=kwallet6']],
    ['keychain', 'gnome_libsecret', thatComputer, []],
    ['dpapi', 'basic_text', thatComputer, []],
  ])('stays sealed by %s in a session with %s, and the advice says how to open it', (sealedBy, now, wayBack, commands) => {
    expect(words({ kind: 'sealed', backend: sealedBy }, now)).toMatch(new RegExp(`encrypted by .*\\(${sealedBy}\\)\\. This session uses .*\\(${now}\\), which cannot decrypt it`))
    expect(advice({ kind: 'sealed', backend: sealedBy }, now)?.text).toMatch(wayBack)
    expect(advice({ kind: 'sealed', backend: sealedBy }, now)?.commands.map(each => each.command)).toEqual(commands)
  })

  it('has advice to start or unlock a keyring that failed, and none for a dismissed prompt or an unwritable file', () => {
    expect(advice({ kind: 'session', reason: 'keyring-unavailable' })).toEqual({ text: expect.stringMatching(/^Restart GNOME Keyring/), commands: [] })
    expect(advice({ kind: 'session', reason: 'sealing-failed' })).toEqual({ text: expect.stringMatching(/^Unlock GNOME Keyring.*save the client secret again/), commands: [] })
    expect(advice({ kind: 'session', reason: 'keyring-locked' })).toBeNull()
    expect(advice({ kind: 'session', reason: 'settings-unwritable' }, 'basic_text')).toBeNull()
  })
})
