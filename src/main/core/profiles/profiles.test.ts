import type { Profile } from '../../../shared/model'
import type { ProfilesFile, StoredProfiles } from './profile-list'
import type { SettingsFile, StoredProfile } from '../credentials/vault'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../errors'
import { exportProfiles, importProfiles, noProfiles, removeProfile } from './profile-list'
import { createProfiles } from './profiles'

const clientId = '66666666-7777-4888-9999-000000000000'
const profileOf = (tenantId: string): StoredProfile =>
  ({ tenantId, clientId, api: 'defender-xdr', cloud: 'worldwide', certificate: null, secretExpiry: null, savedAt: '2026-01-01T00:00:00.000Z', sealed: { backend: 'gnome_libsecret', ciphertext: 'djExYWJj' } })

function setUp(begin: StoredProfiles = noProfiles) {
  let stored = begin
  let ids = 0
  const control = { damaged: false, unwritable: false }
  const file: ProfilesFile = {
    read: () => {
      if (control.damaged) throw new AppError('settings-damaged')
      return stored
    },
    update: async (change) => {
      if (control.unwritable) throw new AppError('settings-unwritable')
      stored = change(control.damaged ? noProfiles : stored)
      control.damaged = false
    },
  }
  const left: string[] = []
  const createDesk = (slot: SettingsFile, isCurrent: () => boolean) => {
    const session: { profile: Profile | null } = { profile: null }
    const profile = () => {
      if (session.profile) return session.profile
      try {
        return slot.read()
      } catch {
        return null
      }
    }
    return {
      slot,
      isCurrent,
      session,
      vault: { profile, status: () => ({ profile: profile(), secret: { kind: 'none' } as const, storage: { backend: 'b', protects: true }, problems: [] }) },
      leave: () => { left.push(profile()?.tenantId ?? '') },
    }
  }
  const profiles = createProfiles({ file, createDesk, newId: () => `new-${++ids}`, now: () => 0 })
  return { profiles, control, left, stored: () => stored }
}

const two: StoredProfiles = { profiles: [{ ...profileOf('a.example'), id: 'a', name: 'A' }, { ...profileOf('b.example'), id: 'b', name: '' }], current: 'b' }
const titles = ({ profiles }: ReturnType<typeof setUp>) => profiles.settings().profiles.map(({ name, tenantId }) => name || tenantId)

describe('profiles', () => {
  it('begins with the one in use, and with a new one where none is stored', () => {
    expect(setUp(two).profiles.settings()).toMatchObject({ profileId: 'b', profile: { tenantId: 'b.example' } })
    expect(setUp().profiles.settings()).toMatchObject({ profileId: 'new-1', profile: null, profiles: [{ id: 'new-1', tenantId: '' }] })
  })

  it('gives each profile a desk of its own, and tells which one is in use', async () => {
    const { profiles, left, stored } = setUp(two)
    const b = profiles.current()
    await profiles.choose('a')
    const a = profiles.current()
    expect(a).not.toBe(b)
    expect([a.isCurrent(), b.isCurrent()]).toEqual([true, false])
    expect(left).toEqual(['b.example'])
    expect(stored().current).toBe('a')
    await profiles.choose('b')
    expect(profiles.current()).toBe(b)
    await expect(profiles.choose('c')).rejects.toMatchObject({ code: 'profile-not-found' })
    expect(profiles.currentId()).toBe('b')
  })

  it('does nothing in a profile that is not in sight any more', async () => {
    const { profiles } = setUp(two)
    expect(profiles.inSight('b')).toBe(profiles.current())
    await profiles.choose('a')
    expect(() => profiles.inSight('b')).toThrow('cancelled')
    profiles.replaceForgotten('b')
    expect(profiles.currentId()).toBe('a')
  })

  it('saves into the profile that it was asked in, also when another one is in use by then', async () => {
    const { profiles, stored } = setUp(two)
    const b = profiles.current()
    await profiles.choose('a')
    await b.slot.write(profileOf('later.example'))
    expect(stored()).toMatchObject({ current: 'a', profiles: [{ tenantId: 'a.example' }, { id: 'b', name: '', tenantId: 'later.example' }] })
  })

  it('tells when the secret of each ends, and takes nothing of it along in a file', async () => {
    const ends = { ...profileOf('a.example'), id: 'a', name: 'A', secretExpiry: { date: '2027-02-03', source: 'noted' } } as const
    const { profiles } = setUp({ ...two, profiles: [ends, ...two.profiles.slice(1)] })
    expect(profiles.settings().profiles.map(({ expiry }) => expiry)).toEqual([{ of: 'secret', at: '2027-02-03', source: 'noted' }, null])
    expect(profiles.exported().toString()).not.toContain('2027')
  })

  it('drops a new profile that is left empty, and stores one with its name when it is saved', async () => {
    const all = setUp(two)
    all.profiles.add()
    expect(titles(all)).toEqual(['A', 'b.example', ''])
    await all.profiles.choose('a')
    expect(titles(all)).toEqual(['A', 'b.example'])
    all.profiles.add()
    await all.profiles.rename(all.profiles.currentId(), 'C')
    await all.profiles.current().slot.write(profileOf('c.example'))
    expect(titles(all)).toEqual(['A', 'b.example', 'C'])
    expect(all.stored().current).toBe(all.profiles.currentId())
  })

  it('keeps one that is for this session only in the list', async () => {
    const all = setUp(two)
    all.profiles.add()
    all.profiles.current().session.profile = { tenantId: 'session.example', clientId, api: 'defender-xdr', cloud: 'gcc', certificate: null, secretExpiry: null, savedAt: '' }
    await all.profiles.choose('a')
    expect(titles(all)).toEqual(['A', 'b.example', 'session.example'])
  })

  it('duplicates, renames and deletes', async () => {
    const all = setUp(two)
    await all.profiles.duplicate()
    expect(titles(all)).toEqual(['A', 'b.example', 'b.example (copy)'])
    expect(all.stored().profiles[2]?.sealed).toEqual(profileOf('').sealed)
    await all.profiles.rename(all.profiles.currentId(), 'Copy')
    await all.profiles.current().slot.clear()
    all.profiles.replaceForgotten(all.profiles.currentId())
    expect(titles(all)).toEqual(['A', 'b.example'])
    expect(all.profiles.currentId()).toBe('b')
    await all.profiles.current().slot.clear()
    all.profiles.replaceForgotten(all.profiles.currentId())
    await all.profiles.current().slot.clear()
    all.profiles.replaceForgotten(all.profiles.currentId())
    expect(all.stored()).toEqual(noProfiles)
    expect(all.profiles.settings().profile).toBeNull()
  })

  it('switches although the file cannot be written, and starts although it is damaged', async () => {
    const all = setUp(two)
    all.control.unwritable = true
    await all.profiles.choose('a')
    expect(all.profiles.currentId()).toBe('a')
    const broken = setUp(two)
    broken.control.damaged = true
    expect(broken.profiles.settings().profiles).toHaveLength(1)
    expect(() => broken.profiles.exported()).toThrow('settings-damaged')
  })
})

describe('files of profiles', () => {
  it('hold no secret, and bring the same profiles elsewhere', () => {
    const certificate = { subject: 'CN=x', thumbprintSha256: 'FF', thumbprintSha1: 'EE', notBefore: '2026-01-01T00:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z' }
    const file = exportProfiles(two.profiles.map(each => ({ ...each, certificate })))
    expect(file.toString()).not.toMatch(/sealed|djExYWJj|ciphertext|"id"|certificate|CN=|FF/)
    let ids = 0
    const there = importProfiles(noProfiles, file, () => `i${++ids}`, '2026-01-01T00:00:00.000Z')
    expect(there.profiles).toEqual(two.profiles.map((each, index) => ({ ...each, id: `i${index + 1}`, sealed: null })))
    expect(there.current).toBe('i1')
    expect(importProfiles(there, file, () => 'x', '')).toEqual(there)
  })

  const entry = { name: 'n', tenantId: 'a.example', clientId, api: 'defender-xdr', cloud: 'worldwide' }
  it.each<[string, unknown]>([
    ['no JSON', '{'],
    ['another file', { profiles: [] }],
    ['another version', { format: 'xdr-desk-profiles', version: 2, profiles: [] }],
    ['an authority for a tenant', { format: 'xdr-desk-profiles', version: 1, profiles: [{ ...entry, tenantId: 'evil.example/x' }] }],
    ['an address for a client', { format: 'xdr-desk-profiles', version: 1, profiles: [{ ...entry, clientId: 'https://evil.example' }] }],
    ['an unknown cloud', { format: 'xdr-desk-profiles', version: 1, profiles: [{ ...entry, cloud: '__proto__' }] }],
    ['a long name', { format: 'xdr-desk-profiles', version: 1, profiles: [{ ...entry, name: 'x'.repeat(101) }] }],
    ['too many', { format: 'xdr-desk-profiles', version: 1, profiles: Array.from({ length: 501 }, () => entry) }],
  ])('are refused whole with %s', (_name, content) => {
    const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
    expect(() => importProfiles(two, bytes, () => 'x', '')).toThrow('profiles-unreadable')
  })

  it('take no sealed secret from outside', () => {
    const bytes = Buffer.from(JSON.stringify({ format: 'xdr-desk-profiles', version: 1, profiles: [{ ...entry, id: 'a', sealed: { backend: 'b', ciphertext: 'x' } }] }))
    expect(importProfiles(noProfiles, bytes, () => 'own', '').profiles).toEqual([{ ...entry, id: 'own', savedAt: '', certificate: null, secretExpiry: null, sealed: null }])
  })
})

it('removes the profile in use in favour of the one before it', () => {
  expect(removeProfile(two, 'b')).toMatchObject({ current: 'a' })
  expect(removeProfile({ ...two, current: 'a' }, 'a')).toMatchObject({ current: 'b' })
  expect(removeProfile(two, 'a')).toMatchObject({ current: 'b' })
})
