import type { Completeness } from '../dataset/completeness'
import type { ExportCircumstances } from './manifest'
import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import Ajv from 'ajv/dist/2020'
import { describe, expect, it } from 'vitest'
import { aSummary } from '../../../shared/contract/fixtures'
import { aDataset, aProvenance } from '../dataset/fixtures'
import { isPlainName, manifestNames, manifestOf, manifestText, readManifest } from './manifest'

const schema: unknown = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../../docs/manifest.schema.json'), 'utf8'))
if (typeof schema !== 'object' || schema === null) throw new Error('the schema is an object')
const matchesSchema = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema)

const incidents = [aSummary({ id: '1', alerts: 2 }), aSummary({ id: '2', alerts: null }), aSummary({ id: '3', alerts: 5, status: 'Redirected', redirectedTo: '1' })]
  .map(summary => ({ summary, bytes: Buffer.from('{}') }))
const circumstances: ExportCircumstances = {
  what: 'all', format: 'json', query: { text: 'severity:high', showMerged: true, sort: [], utc: false }, profile: 'Contoso', ids: null, pages: 2, exportedAt: '2026-11-24T12:30:00.000Z', appVersion: '1.2.4',
}
const file = { name: 'a.json', bytes: 12, sha256: 'ab'.repeat(32), rows: 3 }
const incomplete: Completeness = { kind: 'incomplete', failure: { code: 'cancelled', details: { path: '/home/mia/secret', serverMessage: 'text from outside' } } }

const manifestWith = (given: Partial<ExportCircumstances> = {}, dataset = aDataset(incidents), chosen = incidents) =>
  manifestOf({ dataset, incidents: chosen }, { ...circumstances, ...given }, [file])

describe('a manifest', () => {
  it('states what the files contain', () => {
    expect(manifestWith()).toEqual({
      manifest: 1, app: { name: 'XDR Desk', version: '1.2.4' }, format: 'json', formatVersion: 1, sample: false, profile: 'Contoso', api: 'defender-xdr', cloud: 'worldwide',
      window: { field: 'lastUpdateTime', from: '2026-11-22T12:00:00.000Z', to: null, lastHours: 48 },
      query: null, counts: { incidents: 3, alerts: 7, merged: 1, withoutAlerts: 1, inList: 3 }, pages: 2, completeness: { complete: true, reason: null },
      fetchedAt: '2026-11-24T12:00:00.000Z', exportedAt: '2026-11-24T12:30:00.000Z', files: [file],
    })
  })

  it('states the query of a part of the list, and the reason of an incomplete list without its details', () => {
    const part = manifestWith({ what: 'shown' }, aDataset(incidents, { completeness: incomplete }), incidents.slice(0, 1))
    expect(part).toMatchObject({ query: { what: 'shown', text: 'severity:high', showMerged: true }, counts: { incidents: 1, inList: 3 }, completeness: { complete: false, reason: 'cancelled' } })
    expect(manifestText(part)).not.toMatch(/secret|outside/)
  })

  it('of an opened file keeps its unknown values null, and the query of the part that the file contains', () => {
    const unknown = { source: 'file', cloud: null, tenantId: null, window: null, range: null, fetchedAt: null, appVersion: null } as const
    const notRecorded = aDataset(incidents, {
      completeness: { kind: 'not-recorded' }, provenance: aProvenance({ ...unknown, file: { name: 'a.json', recorded: null } }),
    })
    expect(manifestWith({}, notRecorded))
      .toMatchObject({ cloud: null, window: null, query: null, fetchedAt: null, completeness: { complete: null, reason: null } })
    const part = { what: 'shown', text: 'severity:high', showMerged: false, inList: 900 } as const
    const recorded = { profile: null, ids: null, pages: null, part }
    const chosen = aDataset(incidents, {
      completeness: { kind: 'recorded-incomplete', reason: 'dns' }, provenance: aProvenance({ source: 'file', file: { name: 'a.json', recorded } }),
    })
    expect(manifestWith({}, chosen)).toMatchObject({
      query: { what: 'shown', text: 'severity:high', showMerged: false }, counts: { incidents: 3, inList: 900 }, completeness: { complete: false, reason: 'dns' },
    })
    for (const manifest of [manifestWith({}, notRecorded), manifestWith({}, chosen)]) {
      expect(matchesSchema(manifest), JSON.stringify(matchesSchema.errors)).toBe(true)
      expect(readManifest(manifestText(manifest))).toEqual(manifest)
    }
  })

  it('contains the tenant and the client only if the user chose so', () => {
    expect(manifestText(manifestWith())).not.toContain('contoso.example')
    expect(manifestWith({ ids: { tenantId: 'contoso.example', clientId: 'c' } }).ids).toEqual({ tenantId: 'contoso.example', clientId: 'c' })
  })

  it.each([
    ['all', manifestWith()],
    ['a part', manifestWith({ what: 'selected', ids: { tenantId: 't', clientId: 'c' }, profile: null, pages: null }, aDataset(incidents, { completeness: incomplete }))],
    ['sample data and a custom window', manifestWith({ format: 'parquet' }, aDataset(incidents, { provenance: aProvenance({
      source: 'sample', api: 'microsoft-graph', window: { kind: 'custom', field: 'createdTime', from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' },
      range: { field: 'createdTime', from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z' },
    }) }))],
  ])('matches the schema and is read as it was written (%s)', (_name, manifest) => {
    const text = manifestText(manifest)
    expect(matchesSchema(JSON.parse(text)), JSON.stringify(matchesSchema.errors)).toBe(true)
    expect(readManifest(`\uFEFF${text}`)).toEqual(manifest)
  })
})

const hostile: readonly (readonly [string, object])[] = [
  ['a later version', { manifest: 2 }],
  ['no files', { files: [] }],
  ['too many files', { files: Array.from({ length: 1001 }, (_, index) => ({ ...file, name: `${index}` })) }],
  ['a file twice', { files: [file, { ...file, name: 'A.JSON' }] }],
  ['a negative size', { files: [{ ...file, bytes: -1 }] }],
  ['a size beyond 2^53', { files: [{ ...file, bytes: 2 ** 60 }] }],
  ['a hash of another length', { files: [{ ...file, sha256: 'ab' }] }],
  ['a text instead of a time', { fetchedAt: 'yesterday' }],
  ['a text as completeness', { completeness: 'complete' }],
  ['completeness as a text', { completeness: { complete: 'true', reason: null } }],
  ['a profile of 1 MB', { profile: 'x'.repeat(1024 * 1024) }],
]

describe('reading', () => {
  it.each(hostile)('refuses %s', (_name, changed) => {
    expect(readManifest(JSON.stringify({ ...manifestWith(), ...changed }))).toBeNull()
  })

  it.each(['', 'null', '[]', '7', '{"manifest":1}', '{"manifest":1', '['.repeat(100_000), 'PK\u0003\u0004'])('refuses what is no manifest (%#)', (text) => {
    expect(readManifest(text)).toBeNull()
  })

  it('ignores members of later versions', () => {
    expect(readManifest(JSON.stringify({ ...manifestWith(), later: 1 }))).toEqual(manifestWith())
  })
})

it.each(['../x', 'a/b', '..\\x', '/etc/passwd', 'C:\\x', 'c:x', '.', '..', '', 'a\u0000b', 'a\nb', 'x'.repeat(256)])('%j is no name of a file in the same folder', (name) => {
  expect(isPlainName(name)).toBe(false)
  expect(readManifest(JSON.stringify({ ...manifestWith(), files: [{ ...file, name }] }))).toBeNull()
})

it.each(['a.json', 'Latest Incidents 2026-11-24T11.28.59.123Z (incomplete).json', '..x', '日本.csv', 'ab:c'])('%j is the name of a file in the same folder', (name) => {
  expect(isPlainName(name)).toBe(true)
})

it('has the name of its file without the extension, or else with it', () => {
  expect(manifestNames('Latest Incidents 2026-11-24T11.28.59.123Z.json'))
    .toEqual(['Latest Incidents 2026-11-24T11.28.59.123Z.manifest.json', 'Latest Incidents 2026-11-24T11.28.59.123Z.json.manifest.json'])
})
