import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aCertificate, aStoredProfile, sealed } from '../../core/profiles/fixtures'
import { putProfile, removeProfile } from '../../core/profiles/profile-list'
import { createSettingsFile } from './settings-file'

let folder = ''
const file = () => path.join(folder, 'settings.json')
const off = { minutes: 0, notifyFrom: 'none' }
const profile = aStoredProfile()

beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-settings-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('reads auto-refresh along with the profile; if it is missing, it is off', () => {
  const settings = createSettingsFile(folder)
  expect(settings.autoRefresh.read()).toEqual(off)
  writeFileSync(file(), JSON.stringify({ profile }))
  expect(settings.autoRefresh.read()).toEqual(off)
  writeFileSync(file(), JSON.stringify({ profile, autoRefresh: { minutes: 15, notifyFrom: 'medium' } }))
  expect(settings.autoRefresh.read()).toEqual({ minutes: 15, notifyFrom: 'medium' })
  writeFileSync(file(), JSON.stringify({ autoRefresh: { minutes: 5, notifyFrom: 'none' } }))
  expect(settings.autoRefresh.read()).toEqual({ minutes: 5, notifyFrom: 'none' })
  expect(settings.read().profiles).toEqual([])
})

it('reads an invalid auto-refresh as off, and still reads the profile', () => {
  writeFileSync(file(), JSON.stringify({ profile, autoRefresh: { minutes: 1, notifyFrom: 'high' } }))
  expect(createSettingsFile(folder).autoRefresh.read()).toEqual(off)
  expect(createSettingsFile(folder).read()).toMatchObject({ profiles: [{ ...profile, id: 'first', name: '' }], current: 'first' })
})

it('reads a file without certificates, and reports an invalid thumbprint', () => {
  const { tenantId, clientId, savedAt, sealed } = profile
  writeFileSync(file(), JSON.stringify({ profile: { tenantId, clientId, savedAt, sealed } }))
  expect(createSettingsFile(folder).read().profiles).toMatchObject([profile])
  const certificate = aCertificate()
  writeFileSync(file(), JSON.stringify({ profile: { ...profile, certificate } }))
  expect(createSettingsFile(folder).read().profiles).toMatchObject([{ ...profile, certificate }])
  writeFileSync(file(), JSON.stringify({ profile: { ...profile, certificate: { ...certificate, thumbprintSha1: '<b>' } } }))
  expect(createSettingsFile(folder).read()).toEqual({ profiles: [], unusable: [{ id: 'first', name: profile.tenantId, field: 'certificate' }], current: 'first' })
})

it('reads the expiry of a secret; an invalid expiry counts as unknown', () => {
  const secretExpiry = { date: '2027-02-03', source: 'noted' }
  for (const [written, read] of [[secretExpiry, secretExpiry], [{ ...secretExpiry, date: 'soon' }, null], [7, null]]) {
    writeFileSync(file(), JSON.stringify({ profile: { ...profile, secretExpiry: written } }))
    expect(createSettingsFile(folder).read().profiles).toMatchObject([{ ...profile, secretExpiry: read }])
  }
})

it('does not replace a damaged file when auto-refresh is set', async () => {
  writeFileSync(file(), '{"profile":')
  const settings = createSettingsFile(folder)
  expect(settings.autoRefresh.read()).toEqual(off)
  await expect(settings.autoRefresh.write({ minutes: 5, notifyFrom: 'none' })).rejects.toThrow('settings-damaged')
  expect(readFileSync(file(), 'utf8')).toBe('{"profile":')
})

describe('changes to the settings file', () => {
  const entry = { ...profile, id: 'a', name: 'A', sealed }
  const mars = { ...entry, id: 'm', name: 'Mars', cloud: 'mars' }
  const write = (content: unknown) => writeFileSync(file(), typeof content === 'string' ? content : JSON.stringify(content))
  const written = () => JSON.parse(readFileSync(file(), 'utf8')) as { profiles: Record<string, unknown>[] } & Record<string, unknown>
  const asides = () => readdirSync(folder).filter(each => each.startsWith('settings.damaged-'))
  const asideText = () => readFileSync(path.join(folder, asides()[0] ?? ''), 'utf8')
  /** Writes without electron-store, which needs Electron. Like it, the writer is loaded asynchronously. */
  const settingsFile = () => createSettingsFile(folder, async () => {
    await new Promise(resolve => setImmediate(resolve))
    return (into, document) => writeFileSync(path.join(into, 'settings.json'), JSON.stringify(document))
  })

  it('run one after another, so that none is lost when they overlap', async () => {
    const settings = settingsFile()
    const ids = ['a', 'b', 'c', 'd']
    await Promise.all([
      ...ids.map(id => settings.update(all => putProfile(all, id, id.toUpperCase(), { ...profile, tenantId: `${id}.example` }))),
      settings.autoRefresh.write({ minutes: 15, notifyFrom: 'high' }),
      settings.update(all => removeProfile(all, 'b')),
    ])
    expect(settings.read().profiles.map(({ id, name }) => id + name)).toEqual(['aA', 'cC', 'dD'])
    expect(settings.autoRefresh.read()).toEqual({ minutes: 15, notifyFrom: 'high' })
  })

  it('continue after a change that failed', async () => {
    const settings = settingsFile()
    const failed = settings.update(() => { throw new Error('no') })
    const next = settings.update(all => putProfile(all, 'a', 'A', profile))
    await expect(failed).rejects.toThrow('no')
    await next
    expect(settings.read().profiles).toHaveLength(1)
  })

  it('write the version number, and preserve a newer version number and its members', async () => {
    write({ profiles: [entry] })
    await settingsFile().update(all => ({ ...all, current: 'a', profiles: all.profiles.map(each => ({ ...each, name: 'B' })) }))
    expect(written().version).toBe(1)
    const newer = { version: 7, profiles: [{ ...entry, color: 'red', sealed: { ...entry.sealed, keyId: 3 } }, mars], current: 'a', views: [1, { x: null }], autoRefresh: { minutes: 15, notifyFrom: 'high', quiet: true } }
    write(newer)
    const settings = settingsFile()
    expect(settings.read()).toMatchObject({ profiles: [{ id: 'a' }], unusable: [{ id: 'm', name: 'Mars', field: 'cloud' }], current: 'a' })
    await settings.update(all => putProfile(all, 'a', '', { ...profile, sealed: { backend: 'kwallet6', ciphertext: 'djEx' } }))
    await settings.autoRefresh.write({ minutes: 5, notifyFrom: 'none' })
    expect(written()).toEqual({
      ...newer, autoRefresh: { minutes: 5, notifyFrom: 'none', quiet: true },
      profiles: [{ ...entry, color: 'red', sealed: { backend: 'kwallet6', ciphertext: 'djEx', keyId: 3 } }, mars],
    })
    expect(asides()).toEqual([])
  })

  it('copy the file before they replace an unreadable entry, but not before they remove it', async () => {
    const text = `\uFEFF${JSON.stringify({ profiles: [entry, { ...mars, color: 'red' }], current: 'm' })}`
    write(text)
    const settings = settingsFile()
    expect(settings.read().current).toBe('m')
    await settings.update(all => putProfile(all, 'm', '', profile))
    expect(written().profiles).toMatchObject([{ id: 'a' }, { id: 'm', name: 'Mars', cloud: 'worldwide', color: 'red', sealed: null }])
    expect(asideText()).toBe(text)
    expect(statSync(path.join(folder, asides()[0] ?? '')).mode & 0o777).toBe(0o600)

    rmSync(path.join(folder, asides()[0] ?? ''))
    write(text)
    await settings.update(all => removeProfile(all, 'm'))
    expect([written().profiles.map(({ id }) => id), written().current, asides()]).toEqual([['a'], 'a', []])
  })

  it.each<[string, string, readonly string[]]>([
    ['invalid JSON', '{"profiles":', ['new']],
    ['a list', '[1]', ['new']],
    ['profiles that are not a list', '{"profiles":{"a":1},"views":2}', ['new']],
    ['a single profile that is not an object', '{"profile":7}', ['new']],
  ])('copy a file with %s before they replace it', async (_name, text, ids) => {
    write(text)
    const settings = settingsFile()
    await settings.update(all => putProfile(all, 'new', '', profile))
    expect([asideText(), settings.read().profiles.map(({ id }) => id)]).toEqual([text, ids])
    if (text.includes('views')) expect(written().views).toBe(2)
  })

  it('rename anything that cannot be read at all', async () => {
    mkdirSync(file())
    writeFileSync(path.join(file(), 'inside'), 'x')
    const settings = settingsFile()
    expect(() => settings.read()).toThrow('settings-unreadable')
    await settings.update(all => putProfile(all, 'new', '', profile))
    expect([settings.read().profiles.length, readdirSync(path.join(folder, asides()[0] ?? ''))]).toEqual([1, ['inside']])
  })

  it('delete the file with the last profile, unless it contains unknown members', async () => {
    const settings = settingsFile()
    write({ version: 1, profiles: [entry], current: 'a', autoRefresh: { minutes: 5, notifyFrom: 'none' } })
    await settings.update(all => removeProfile(all, 'a'))
    expect(existsSync(file())).toBe(false)
    write({ profiles: [entry], views: 1 })
    await settings.update(all => removeProfile(all, 'a'))
    expect(written()).toEqual({ version: 1, profiles: [], current: null, views: 1 })
    write({ profiles: [entry, mars] })
    await settings.update(all => removeProfile(all, 'a'))
    expect([written().profiles, written().current]).toEqual([[mars], 'm'])
  })

  it('leave the file unchanged if it cannot be written', async () => {
    write({ profiles: [mars] })
    const before = readFileSync(file(), 'utf8')
    const settings = createSettingsFile(folder, async () => () => { throw Object.assign(new Error('no'), { code: 'ENOSPC' }) })
    await expect(settings.update(all => putProfile(all, 'm', '', profile))).rejects.toMatchObject({ code: 'settings-unwritable', details: { serverCode: 'ENOSPC' } })
    await expect(settings.autoRefresh.write({ minutes: 5, notifyFrom: 'none' })).rejects.toMatchObject({ code: 'settings-unwritable' })
    expect(readFileSync(file(), 'utf8')).toBe(before)
  })

  it('write nothing if nothing changed', async () => {
    write({ profiles: [entry, mars] })
    const before = readFileSync(file(), 'utf8')
    await settingsFile().update(all => all)
    expect(readFileSync(file(), 'utf8')).toBe(before)
  })
})
