import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSettingsFile } from './settings-file'

let folder = ''
const file = () => path.join(folder, 'settings.json')
const off = { minutes: 0, notifyFrom: 'none' }
const profile = { tenantId: 't', clientId: 'c', api: 'defender-xdr', cloud: 'worldwide', certificate: null, secretExpiry: null, savedAt: '2026-01-01T00:00:00.000Z', sealed: null } as const

beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-settings-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('reads auto-refresh beside the profile, off where there is none', () => {
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

it('reads an auto-refresh that nobody understands as off, and the profile all the same', () => {
  writeFileSync(file(), JSON.stringify({ profile, autoRefresh: { minutes: 1, notifyFrom: 'high' } }))
  expect(createSettingsFile(folder).autoRefresh.read()).toEqual(off)
  expect(createSettingsFile(folder).read()).toMatchObject({ profiles: [{ ...profile, id: 'first', name: '' }], current: 'first' })
})

it('reads a file of before there were certificates, and refuses a thumbprint that is none', () => {
  const { tenantId, clientId, savedAt, sealed } = profile
  writeFileSync(file(), JSON.stringify({ profile: { tenantId, clientId, savedAt, sealed } }))
  expect(createSettingsFile(folder).read().profiles).toMatchObject([profile])
  const certificate = { subject: 'CN=x', thumbprintSha256: 'A'.repeat(64), thumbprintSha1: 'B'.repeat(40), notBefore: '2026-01-01T00:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z' }
  writeFileSync(file(), JSON.stringify({ profile: { ...profile, certificate } }))
  expect(createSettingsFile(folder).read().profiles).toMatchObject([{ ...profile, certificate }])
  writeFileSync(file(), JSON.stringify({ profile: { ...profile, certificate: { ...certificate, thumbprintSha1: '<b>' } } }))
  expect(() => createSettingsFile(folder).read()).toThrow('settings-damaged')
})

it('reads the end of a secret, and one that nobody understands as not known', () => {
  const secretExpiry = { date: '2027-02-03', source: 'noted' }
  for (const [written, read] of [[secretExpiry, secretExpiry], [{ ...secretExpiry, date: 'soon' }, null], [7, null]]) {
    writeFileSync(file(), JSON.stringify({ profile: { ...profile, secretExpiry: written } }))
    expect(createSettingsFile(folder).read().profiles).toMatchObject([{ ...profile, secretExpiry: read }])
  }
})

it('leaves a damaged file as it is when auto-refresh is chosen', async () => {
  writeFileSync(file(), '{"profile":')
  const settings = createSettingsFile(folder)
  expect(settings.autoRefresh.read()).toEqual(off)
  await expect(settings.autoRefresh.write({ minutes: 5, notifyFrom: 'none' })).rejects.toThrow('settings-damaged')
  expect(readFileSync(file(), 'utf8')).toBe('{"profile":')
})
