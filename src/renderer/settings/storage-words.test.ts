import type { SecretPlace, SessionOnlyReason } from '../../shared/model'
import { describe, expect, it } from 'vitest'
import { storageWords } from './storage-words'

const words = (secret: SecretPlace, protects = true, backend = 'gnome_libsecret') => storageWords({ profileId: 'p', profiles: [], profile: null, secret, storage: { backend, protects }, problems: [] })

describe('where the secret is', () => {
  it('names the backend', () => {
    expect(words({ kind: 'sealed', backend: 'kwallet6' })).toBe('Client secret sealed by KDE Wallet (kwallet6).')
    expect(words({ kind: 'sealed', backend: 'constructor' })).toBe('Client secret sealed by constructor.')
    expect(words({ kind: 'none' })).toBe('No client secret saved. It will be sealed by GNOME Keyring (gnome_libsecret).')
  })

  it.each<[SessionOnlyReason, RegExp]>([
    ['no-keyring', /no keyring/], ['keyring-locked', /prompt was dismissed.*next start/], ['fixed-key', /everybody knows/], ['settings-unwritable', /cannot be written/],
  ])('this session only because of %s', (reason, why) => {
    expect(words({ kind: 'session', reason })).toMatch(/this session only/)
    expect(words({ kind: 'session', reason })).toMatch(why)
  })

  it('says before anything is saved that it would be for this session only', () => {
    expect(words({ kind: 'none' }, false, 'basic_text')).toMatch(/^No client secret saved.*this session only.*basic_text/)
  })
})
