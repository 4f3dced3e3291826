import type { ProfilesFile, StoredProfiles } from './profile-list'
import type { SettingsFile } from '../credentials/stored-profile'
import { describe, expect, it } from 'vitest'
import { aStoredProfile, sealed } from './fixtures'
import { noProfiles } from './profile-list'
import { createProfilesAndTemporary } from './temporary-profile'

const stored = (tenantId: string, id: string) => ({ ...aStoredProfile({ tenantId, sealed }), id, name: id.toUpperCase() })
const two: StoredProfiles = { profiles: [stored('a.example', 'a'), stored('b.example', 'b')], unusable: [], current: 'b' }

function setUp(begin: StoredProfiles = two) {
  let document = begin
  const writes: StoredProfiles[] = []
  const left: string[] = []
  const file: ProfilesFile = {
    read: () => document,
    update: async (change) => {
      document = change(document)
      writes.push(document)
    },
  }
  const session = (name: string, isCurrent: () => boolean, read: SettingsFile['read']) => ({
    name, isCurrent, holdsKey: () => false, leave: () => { left.push(name) },
    vault: { profile: read, status: () => ({ profile: read(), secret: { kind: 'none' } as const, storage: { backend: 'b', protects: true }, problems: [] }) },
  })
  let ids = 0
  const profiles = createProfilesAndTemporary<ReturnType<typeof session>>({
    file, now: () => 0, newId: () => `new-${++ids}`,
    createProfileSession: (slot, isCurrent, id) => session(id, isCurrent, slot.read),
  })
  const open = (source: 'sample' | 'file' = 'sample', name = 'Sample data') =>
    profiles.openTemporary({ source, name }, (isCurrent, id) => session(`${source} ${id}`, isCurrent, () => null))
  return { profiles, writes, left, open }
}

describe('a temporary profile', () => {
  it('is current once it is opened, and the profile before it is not', () => {
    const { profiles, left, open } = setUp()
    const before = profiles.current()
    expect([before.isCurrent(), profiles.settings().source]).toEqual([true, 'live'])
    open()
    expect(profiles.current().name).toBe('sample new-1')
    expect([before.isCurrent(), profiles.current().isCurrent()]).toEqual([false, true])
    expect(left).toEqual(['b'])
    expect(profiles.settings()).toMatchObject({ source: 'sample', profileId: 'new-1', profile: null, secret: { kind: 'none' }, problems: [] })
    expect(profiles.settings().profiles.map(({ name }) => name)).toEqual(['A', 'B', 'Sample data'])
  })

  it('gives way to another one, which returns to the same profile', () => {
    const { profiles, left, open } = setUp()
    const before = profiles.current()
    const sample = open()
    const file = open('file', 'out.json')
    expect([sample.isCurrent(), file.isCurrent(), left]).toEqual([false, true, ['b', 'sample new-1']])
    expect(profiles.settings()).toMatchObject({ source: 'file', profileId: 'new-2' })
    expect(profiles.settings().profiles.map(({ name }) => name)).toEqual(['A', 'B', 'out.json'])
    profiles.closeTemporary('sample')
    expect(profiles.current()).toBe(file)
    profiles.closeTemporary('file')
    expect(profiles.current()).toBe(before)
  })

  it('returns to the session that was current before, and leaves no trace in the file', () => {
    const { profiles, writes, left, open } = setUp()
    const before = profiles.current()
    open()
    profiles.closeTemporary('sample')
    expect(profiles.current()).toBe(before)
    expect(before.isCurrent()).toBe(true)
    expect(left).toEqual(['b', 'sample new-1'])
    expect(profiles.settings().profiles.map(({ name }) => name)).toEqual(['A', 'B'])
    expect(writes).toEqual([])
  })

  it('returns to the empty profile of the first start', () => {
    const { profiles, open } = setUp(noProfiles)
    const { profileId } = profiles.settings()
    open()
    profiles.closeTemporary('sample')
    expect(profiles.settings()).toMatchObject({ source: 'live', profileId, profile: null })
  })

  it('ends if a profile is chosen: the file changes only for another profile than before', async () => {
    const { profiles, writes, open } = setUp()
    open()
    await profiles.choose('b')
    expect([profiles.currentId(), writes.length]).toEqual(['b', 0])
    open()
    await profiles.choose('a')
    expect([profiles.currentId(), writes.map(({ current }) => current)]).toEqual(['a', ['a']])
    expect(profiles.current().isCurrent()).toBe(true)
  })

  it('ends if a profile is added', () => {
    const { profiles, open } = setUp()
    open()
    profiles.add()
    expect(profiles.settings()).toMatchObject({ source: 'live', profile: null })
  })

  it('is no profile that can be copied, renamed or stored', async () => {
    const { profiles, writes, open } = setUp()
    open()
    await expect(profiles.duplicate()).rejects.toMatchObject({ code: 'no-credentials' })
    await expect(profiles.rename('b', 'Other')).rejects.toMatchObject({ code: 'cancelled' })
    expect(() => profiles.requireCurrent('b')).toThrow(expect.objectContaining({ code: 'cancelled' }) as Error)
    expect(profiles.requireCurrent('new-1')).toBe(profiles.current())
    expect(writes).toEqual([])
  })
})
