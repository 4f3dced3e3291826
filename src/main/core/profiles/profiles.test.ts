import type { Profile } from '../../../shared/contract/model'
import type { ProfilesFile, StoredProfiles } from './profile-list'
import type { SettingsFile } from '../credentials/stored-profile'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { AppError } from '../base/errors'
import { aCertificate, aStoredProfile, sealed } from './fixtures'
import { addProfiles, exportProfiles, noProfiles, readExportedProfiles, removeProfile } from './profile-list'
import { createProfiles } from './profiles'

const { clientId } = aStoredProfile()
const profileOf = (tenantId: string) => aStoredProfile({ tenantId, sealed })

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
  const createProfileSession = (slot: SettingsFile, isCurrent: () => boolean) => {
    const session: { profile: Profile | null, holdsKey: boolean } = { profile: null, holdsKey: false }
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
      holdsKey: () => session.holdsKey,
      leave: () => { left.push(profile()?.tenantId ?? '') },
    }
  }
  const profiles = createProfiles({ file, createProfileSession, newId: () => `new-${++ids}`, now: () => 0 })
  return { profiles, control, left, stored: () => stored }
}

const two: StoredProfiles = { profiles: [{ ...profileOf('a.example'), id: 'a', name: 'A' }, { ...profileOf('b.example'), id: 'b', name: '' }], unusable: [], current: 'b' }
const titles = ({ profiles }: ReturnType<typeof setUp>) => profiles.settings().profiles.map(({ name, tenantId }) => name || tenantId)

describe('profiles', () => {
  it('start with the current profile, or with a new one if none is stored', () => {
    expect(setUp(two).profiles.settings()).toMatchObject({ profileId: 'b', profile: { tenantId: 'b.example' } })
    expect(setUp().profiles.settings()).toMatchObject({ profileId: 'new-1', profile: null, profiles: [{ id: 'new-1', tenantId: '' }] })
  })

  it('have separate sessions, one of which is current', async () => {
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

  it('reject an action for a profile that is no longer current', async () => {
    const { profiles } = setUp(two)
    expect(profiles.requireCurrent('b')).toBe(profiles.current())
    await profiles.choose('a')
    expect(() => profiles.requireCurrent('b')).toThrow('cancelled')
    profiles.replaceForgotten('b')
    expect(profiles.currentId()).toBe('a')
  })

  it('save to the profile in which the user acted, even if another profile has become current', async () => {
    const { profiles, stored } = setUp(two)
    const b = profiles.current()
    await profiles.choose('a')
    await b.slot.write(profileOf('later.example'))
    expect(stored()).toMatchObject({ current: 'a', profiles: [{ tenantId: 'a.example' }, { id: 'b', name: '', tenantId: 'later.example' }] })
  })

  it('report when each secret expires, and export no expiry', async () => {
    const ends = { ...profileOf('a.example'), id: 'a', name: 'A', secretExpiry: { date: '2027-02-03', source: 'noted' } } as const
    const { profiles } = setUp({ ...two, profiles: [ends, ...two.profiles.slice(1)] })
    expect(profiles.settings().profiles.map(({ expiry }) => expiry)).toEqual([{ of: 'secret', at: '2027-02-03', source: 'noted' }, null])
    expect(profiles.exported().bytes.toString()).not.toContain('2027')
  })

  it('drop a new profile without credentials, and store it with its name when credentials are saved', async () => {
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

  it('list a profile whose credentials are for this session only', async () => {
    const all = setUp(two)
    all.profiles.add()
    all.profiles.current().session.profile = { tenantId: 'session.example', clientId, api: 'defender-xdr', cloud: 'gcc', certificate: null, secretExpiry: null, savedAt: '' }
    await all.profiles.choose('a')
    expect(titles(all)).toEqual(['A', 'b.example', 'session.example'])
  })

  it('list a new profile that has the only copy of a key, until that key is dropped', async () => {
    const all = setUp(two)
    all.profiles.add()
    const id = all.profiles.currentId()
    const made = all.profiles.current()
    made.session.holdsKey = true
    await all.profiles.choose('a')
    expect(titles(all)).toEqual(['A', 'b.example', ''])
    await all.profiles.choose(id)
    expect(all.profiles.current()).toBe(made)
    made.session.holdsKey = false
    await all.profiles.choose('a')
    expect(titles(all)).toEqual(['A', 'b.example'])
  })

  it('can be duplicated, renamed and deleted', async () => {
    const all = setUp(two)
    expect(await all.profiles.duplicate()).toBe(all.profiles.currentId())
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

  it('switch even if the file cannot be written, and start even if it is damaged', async () => {
    const all = setUp(two)
    all.control.unwritable = true
    await all.profiles.choose('a')
    expect(all.profiles.currentId()).toBe('a')
    const damaged = setUp(two)
    damaged.control.damaged = true
    expect(damaged.profiles.settings().profiles).toHaveLength(1)
    expect(() => damaged.profiles.exported()).toThrow('settings-damaged')
  })
})

describe('an unusable profile', () => {
  const unusable = { id: 'm', name: 'Mars', field: 'cloud' }
  const withUnusable = (current: string) => setUp({ ...two, unusable: [unusable], current })
  const problem = { code: 'profile-unusable', details: { profile: 'Mars', field: 'cloud' } }

  it('is listed, marked and reported, and does not affect the others', async () => {
    const all = withUnusable('a')
    expect(titles(all)).toEqual(['A', 'b.example', 'Mars'])
    expect(all.profiles.settings().profiles.map(({ unusable }) => unusable)).toEqual([false, false, true])
    expect(all.profiles.settings().problems).toEqual([problem])
    expect(all.profiles.settings().profile).toMatchObject({ tenantId: 'a.example' })
    await all.profiles.choose('m')
    expect(all.profiles.settings()).toMatchObject({ profileId: 'm', profile: null })
    expect(() => all.profiles.current().slot.read()).toThrow('profile-unusable')
    // The status of the current profile reports it instead.
    expect(all.profiles.settings().problems).toEqual([])
    expect(all.stored()).toMatchObject({ current: 'm', unusable: [unusable] })
  })

  it('can be renamed, becomes usable when credentials are saved in it, and keeps its name', async () => {
    const all = withUnusable('m')
    await all.profiles.rename('m', 'Red')
    expect(all.stored().unusable).toEqual([{ ...unusable, name: 'Red' }])
    await all.profiles.current().slot.write(profileOf('m.example'))
    expect(all.stored()).toMatchObject({ current: 'm', unusable: [], profiles: [{}, {}, { id: 'm', name: 'Red', tenantId: 'm.example' }] })
    expect(all.profiles.settings().profiles.map(({ unusable }) => unusable)).toEqual([false, false, false])
  })

  it('is removed when the user deletes it, but not with another profile', async () => {
    const all = withUnusable('m')
    await all.profiles.current().slot.clear()
    all.profiles.replaceForgotten('m')
    expect(all.stored()).toEqual({ ...two, unusable: [], current: 'a' })
    expect(all.profiles.currentId()).toBe('a')
    const other = withUnusable('a')
    await other.profiles.current().slot.clear()
    expect(other.stored().unusable).toEqual([unusable])
  })

  it('is counted as omitted from an export, like an unreadable entry of an import', async () => {
    const all = withUnusable('a')
    const { bytes, skipped } = all.profiles.exported()
    expect([skipped, bytes.toString()]).toEqual([1, expect.not.stringContaining('Mars')])
    const file = JSON.parse(bytes.toString()) as { profiles: Record<string, unknown>[] }
    file.profiles.push({ ...file.profiles[0], cloud: 'mars' }, { ...file.profiles[0], cloud: 'eu' })
    expect(await all.profiles.imported(Buffer.from(JSON.stringify(file)))).toEqual({ count: 1, skipped: 1 })
    expect(all.stored().unusable).toEqual([unusable])
  })
})

it('a copy or an import does not replace a damaged file', async () => {
  const all = setUp(two)
  all.profiles.current().session.profile = profileOf('b.example')
  const { bytes } = all.profiles.exported()
  all.control.damaged = true
  await expect(all.profiles.duplicate()).rejects.toMatchObject({ code: 'settings-damaged' })
  await expect(all.profiles.imported(bytes)).rejects.toMatchObject({ code: 'settings-damaged' })
  expect(all.control.damaged).toBe(true)
})

describe('files of exported profiles', () => {
  it('contain no secret, and restore the same profiles elsewhere', () => {
    const certificate = aCertificate({ thumbprintSha256: 'FF', thumbprintSha1: 'EE' })
    const file = exportProfiles(two.profiles.map(each => ({ ...each, certificate })))
    expect(file.toString()).not.toMatch(/sealed|djExYWJj|ciphertext|"id"|certificate|CN=|FF/)
    let ids = 0
    const { entries } = readExportedProfiles(file)
    const there = addProfiles(noProfiles, entries, () => `i${++ids}`, '2026-01-01T00:00:00.000Z')
    expect(there.profiles).toEqual(two.profiles.map((each, index) => ({ ...each, id: `i${index + 1}`, sealed: null })))
    expect(there.current).toBe('i1')
    expect(addProfiles(there, entries, () => 'x', '')).toEqual(there)
  })

  const entry = { name: 'n', tenantId: 'a.example', clientId, api: 'defender-xdr', cloud: 'worldwide' }
  it.each<[string, unknown]>([
    ['no JSON', '{'],
    ['another file', { profiles: [] }],
    ['no version', { format: 'xdr-desk-profiles', profiles: [] }],
    ['too many', { format: 'xdr-desk-profiles', version: 1, profiles: Array.from({ length: 501 }, () => entry) }],
  ])('with %s are rejected as a whole', (_name, content) => {
    const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
    expect(() => readExportedProfiles(bytes)).toThrow('profiles-unreadable')
  })

  const file = (profiles: readonly unknown[], more = {}) => JSON.stringify({ format: 'xdr-desk-profiles', version: 1, profiles, ...more })

  it.each<[string, unknown]>([
    ['an authority as a tenant', { ...entry, tenantId: 'evil.example/x' }],
    ['an address as a client', { ...entry, clientId: 'https://evil.example' }],
    ['an unknown cloud', { ...entry, cloud: '__proto__' }],
    ['an unknown API', { ...entry, api: 'sentinel' }],
    ['a long name', { ...entry, name: 'x'.repeat(101) }],
    ['no tenant', { ...entry, tenantId: undefined }],
    ['no entry', null],
  ])('with %s skip only that entry, and count it', (_name, bad) => {
    const read = readExportedProfiles(Buffer.from(file([entry, bad, { ...entry, cloud: 'eu' }])))
    expect(read).toEqual({ entries: [entry, { ...entry, cloud: 'eu' }], skipped: 1 })
  })

  it('can have a byte order mark, UTF-16, a newer version and IDs in braces', () => {
    const newer = file([{ ...entry, clientId: `{${clientId}}`, color: 'red' }], { version: 7, more: true })
    for (const bytes of [Buffer.from(`\uFEFF${newer}`), Buffer.from(`\uFEFF${newer}`, 'utf16le')]) {
      expect(readExportedProfiles(bytes)).toEqual({ entries: [entry], skipped: 0 })
    }
  })

  it('import no sealed secret', () => {
    const bytes = Buffer.from(JSON.stringify({ format: 'xdr-desk-profiles', version: 1, profiles: [{ ...entry, id: 'a', sealed: { backend: 'b', ciphertext: 'x' } }] }))
    expect(addProfiles(noProfiles, readExportedProfiles(bytes).entries, () => 'own', '').profiles).toEqual([{ ...entry, id: 'own', savedAt: '', certificate: null, secretExpiry: null, sealed: null }])
  })
})

it('removeProfile makes the previous profile in the list current if it removes the current one', () => {
  expect(removeProfile(two, 'b')).toMatchObject({ current: 'a' })
  expect(removeProfile({ ...two, current: 'a' }, 'a')).toMatchObject({ current: 'b' })
  expect(removeProfile(two, 'a')).toMatchObject({ current: 'b' })
})
