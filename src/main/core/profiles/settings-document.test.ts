import type { StoredProfiles } from './profile-list'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../shared/testing/property-runs'
import { parseDocument } from '../files/state-document'
import { aCertificate, aStoredProfile, sealed } from './fixtures'
import { putProfile, removeProfile } from './profile-list'
import { autoRefreshIn, profilesIn, withAutoRefresh, withProfiles } from './settings-document'

/** Returns the document in a file. */
const documentIn = (bytes: Uint8Array) => parseDocument(bytes) ?? {}

const facts = aStoredProfile({ sealed })
const entry = { id: 'a', name: 'A', ...facts }
const other = { ...entry, id: 'b', name: 'B' }
const certificate = aCertificate()
const read = (document: unknown) => profilesIn(documentIn(Buffer.from(JSON.stringify(document))))
const idsOf = ({ profiles }: StoredProfiles) => profiles.map(({ id }) => id)

describe('reading profiles', () => {
  it.each<[string, unknown, string]>([
    ['an unknown cloud', { ...other, cloud: 'mars' }, 'cloud'],
    ['an unknown API', { ...other, api: 'sentinel' }, 'api'],
    ['a cloud that is a number', { ...other, cloud: 7 }, 'cloud'],
    ['a damaged certificate', { ...other, certificate: { ...certificate, thumbprintSha1: '<b>' } }, 'certificate'],
    ['a certificate without a thumbprint', { ...other, certificate: { subject: 'CN=x' } }, 'certificate'],
    ['a damaged seal', { ...other, sealed: { backend: 'b', ciphertext: 7 } }, 'sealed'],
    ['a seal as text', { ...other, sealed: 'text' }, 'sealed'],
    ['no tenant', { ...other, tenantId: undefined }, 'tenantId'],
    ['an empty client', { ...other, clientId: '' }, 'clientId'],
    ['nothing in it', {}, 'tenantId'],
    ['null', null, ''],
    ['a text', 'b', ''],
    ['a list', [other], 'tenantId'],
  ])('reports a profile with %s as unusable, by name, and reads the others', (_name, bad, field) => {
    for (const profiles of [[entry, bad, { ...entry, id: 'c' }], [bad, entry, { ...entry, id: 'c' }]]) {
      const result = read({ profiles, current: 'c' })
      expect([idsOf(result), result.current]).toEqual([['a', 'c'], 'c'])
      expect(result.unusable).toMatchObject([{ field }])
      expect(result.unusable[0]?.name).toMatch(/^(?:B|Profile \d)$/)
    }
  })

  it.each<[string, object, object]>([
    ['a name of 101 characters', { name: 'x'.repeat(101) }, { name: 'x'.repeat(100) }],
    ['a name that is a number', { name: 7 }, { name: '' }],
    ['no name', { name: undefined }, { name: '' }],
    ['no time', { savedAt: undefined }, { savedAt: '1970-01-01T00:00:00.000Z' }],
    ['no seal', { sealed: undefined }, { sealed: null }],
    ['an unreadable expiry', { secretExpiry: { date: 'soon', source: 'noted' } }, { secretExpiry: null }],
    ['unknown members', { color: 'red', sealed: { ...sealed, keyId: 1 } }, {}],
    ['neither API nor cloud nor certificate', { api: undefined, cloud: undefined, certificate: undefined }, {}],
  ])('accepts a profile with %s', (_name, changed, as) => {
    expect(read({ profiles: [entry, { ...other, ...changed }] })).toEqual({ profiles: [entry, { ...other, ...as }], unusable: [], current: 'a' })
  })
})

describe('IDs of profiles', () => {
  it('are generated for entries without a unique ID, and stay when other entries change', () => {
    const document = { profiles: [entry, { ...other, id: 'a' }, { ...other, id: undefined }, { ...other, id: '../x' }, { ...other, id: 'entry-3' }] }
    const result = read(document)
    expect(idsOf(result)).toEqual(['a', 'entry-2', 'entry-3-2', 'entry-4', 'entry-3'])
    const changed = withProfiles(document, removeProfile(result, 'a')).document
    expect(idsOf(profilesIn(changed ?? {}))).toEqual(['entry-2', 'entry-3-2', 'entry-4', 'entry-3'])
  })

  it('select the first usable profile if the current one does not exist', () => {
    expect(read({ profiles: [{ ...other, cloud: 'mars' }, entry], current: 'gone' }).current).toBe('a')
    expect(read({ profiles: [{ ...other, cloud: 'mars' }], current: 7 }).current).toBe('b')
    expect(read({ profiles: [], current: 'a' }).current).toBeNull()
    // An unusable current profile stays current: requests must not go to another tenant instead.
    expect(read({ profiles: [entry, { ...other, cloud: 'mars' }], current: 'b' }).current).toBe('b')
  })
})

it('the single profile of the first versions is read beside others, and moved to the list by a change', () => {
  const single = { name: 'A', ...facts, color: 'red' }
  const document = { profile: single, profiles: [other] }
  expect(idsOf(profilesIn(document))).toEqual(['b', 'first'])
  const { document: changed } = withProfiles(document, { ...profilesIn(document), current: 'first' })
  expect(changed).toEqual({ version: 1, profiles: [other, { ...single, id: 'first' }], current: 'first' })
})

it.each([{ profiles: {} }, { profiles: 'x' }, { profiles: 0 }])('profiles that are not a list are damaged, but the other members can be read (%j)', (document) => {
  expect(() => profilesIn(document)).toThrow('settings-damaged')
  expect(autoRefreshIn({ ...document, autoRefresh: { minutes: 5, notifyFrom: 'high' } })).toEqual({ minutes: 5, notifyFrom: 'high' })
})

/** JSON with keys that are dangerous in JavaScript. It is text, because parsing turns such keys into own members. */
const foreignKey = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', 'x', '0', ''), fc.string().map(text => `x${text}`))
const foreign = fc.uniqueArray(fc.tuple(foreignKey, fc.jsonValue({ maxDepth: 3 })), { maxLength: 4, selector: ([key]) => key })
const withForeign = (own: object, members: readonly (readonly [string, unknown])[]): string =>
  `{${[...Object.entries(own), ...members].filter(([, value]) => value !== undefined).map(([key, value]) => `${JSON.stringify(key)}:${typeof value === 'string' && value.startsWith('\u0001') ? value.slice(1) : JSON.stringify(value)}`).join(',')}}`
/** Marks a value as JSON text. */
const asIs = (text: string) => `\u0001${text}`

const anEntry = fc.record({
  id: fc.constantFrom('a', 'b', 'c', undefined), name: fc.constantFrom('A', '', 'x'.repeat(101), 7), cloud: fc.constantFrom('worldwide', 'eu', 'mars', undefined),
  in: foreign, sealedIn: foreign, certificateIn: fc.option(foreign), expiryIn: fc.option(foreign),
}).map(({ id, name, cloud, in: members, sealedIn, certificateIn, expiryIn }) => withForeign({
  ...facts, id, name, cloud,
  sealed: asIs(withForeign(sealed, sealedIn)),
  certificate: certificateIn && asIs(withForeign(certificate, certificateIn)),
  secretExpiry: expiryIn && asIs(withForeign({ date: '2027-01-01', source: 'noted' }, expiryIn)),
}, members))
const garbage = fc.jsonValue({ maxDepth: 2 }).map(value => JSON.stringify(value))
const aDocument = fc.record({ entries: fc.array(fc.oneof({ weight: 3, arbitrary: anEntry }, garbage), { maxLength: 5 }), members: foreign, version: fc.constantFrom(undefined, 1, 7, 'x'), refresh: fc.option(foreign) })
  .map(({ entries, members, version, refresh }) => withForeign({
    version, profiles: asIs(`[${entries.join(',')}]`), current: 'a', autoRefresh: refresh ? asIs(withForeign({ minutes: 5, notifyFrom: 'high' }, refresh)) : undefined,
  }, members))

type Change = (all: StoredProfiles) => StoredProfiles
const changes: Readonly<Record<string, Change>> = {
  'save in the first': all => all.profiles[0] ? putProfile(all, all.profiles[0].id, '', { ...facts, secretExpiry: { date: '2028-01-01', source: 'entra' }, sealed: { backend: 'dpapi', ciphertext: 'AAAA' } }) : all,
  'rename the last': all => ({ ...all, profiles: all.profiles.map((each, index) => index === all.profiles.length - 1 ? { ...each, name: 'renamed' } : each) }),
  'choose': all => ({ ...all, current: all.profiles.at(-1)?.id ?? null }),
  'add': all => putProfile(all, 'new', 'N', facts),
}

/** Returns every member of `value` that is not in `own`, as text, in order. */
const others = (value: unknown, own: readonly string[]): string =>
  JSON.stringify(Object.entries(Object(value) as object).filter(([key]) => !own.includes(key)).map(([key, member]) => [key, JSON.stringify(member)]))
const ownOfEntry = ['id', ...Object.keys(facts), 'name']
const inside: Readonly<Record<string, readonly string[]>> = { sealed: Object.keys(sealed), certificate: Object.keys(certificate), secretExpiry: ['date', 'source'] }

it('random documents keep every unknown member through every change', () => {
  fc.assert(fc.property(aDocument, fc.array(fc.constantFrom(...Object.keys(changes)), { minLength: 1, maxLength: 4 }), (text, script) => {
    const before = JSON.parse(text) as { profiles: unknown[] }
    let document = documentIn(Buffer.from(text))
    for (const name of script) {
      const stored = profilesIn(document)
      const { document: changed } = withProfiles(document, changes[name]?.(stored) ?? stored)
      if (changed) document = documentIn(Buffer.from(JSON.stringify(changed)))
      document = withAutoRefresh(document, { minutes: 60, notifyFrom: 'low' })
    }
    const own = ['version', 'profiles', 'current', 'autoRefresh']
    expect(others(document, own)).toBe(others(before, own))
    expect(others(document.autoRefresh, ['minutes', 'notifyFrom'])).toBe(others((before as Record<string, unknown>).autoRefresh, ['minutes', 'notifyFrom']))
    const after = document.profiles as unknown[]
    expect(after.length).toBe(before.profiles.length + (script.includes('add') ? 1 : 0))
    before.profiles.forEach((each, index) => {
      if (typeof each !== 'object' || each === null || Array.isArray(each)) return expect(after[index]).toEqual(each)
      expect(others(after[index], ownOfEntry)).toBe(others(each, ownOfEntry))
      for (const [member, known] of Object.entries(inside)) {
        const [was, is] = [each, after[index]].map(whole => (whole as Record<string, unknown>)[member])
        // A secret that replaces a certificate removes it.
        if (typeof is === 'object' && is !== null) expect(others(is, known)).toBe(others(was, known))
      }
    })
  }), runs(300))
})
