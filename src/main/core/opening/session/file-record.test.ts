import type { Manifest } from '../../export/manifest'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aDataset } from '../../dataset/fixtures'
import { manifestOf, manifestText } from '../../export/manifest'
import { compareWithRecord, completenessOf, findRecord, matching, provenanceOf } from './file-record'

let folder: string
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'record-')) })
afterEach(() => rmSync(folder, { recursive: true }))
const at = (...names: readonly string[]) => path.join(folder, ...names)

const entry = { name: 'a.jsonl', bytes: 10, sha256: 'ab'.repeat(32), rows: 3 }
const aManifest = (changed: Partial<Manifest> = {}): Manifest => ({
  ...manifestOf(
    { dataset: aDataset(), incidents: [] },
    { what: 'all', format: 'jsonl', query: { text: '', showMerged: true, sort: [], utc: false }, profile: 'Contoso', ids: null, pages: 2, exportedAt: '2026-11-24T12:30:00.000Z', appVersion: '1.2.3' },
    [entry],
  ),
  ...changed,
})
const put = (name: string, manifest = aManifest()) => writeFileSync(at(name), manifestText(manifest))

describe('the manifest of an opened file', () => {
  it('is the one beside it that lists it, or the one of the exported folder', async () => {
    expect(await findRecord(at('a.jsonl'))).toEqual({ kind: 'none' })
    put('a.manifest.json')
    expect(await findRecord(at('a.jsonl'))).toMatchObject({ kind: 'found', entry })
    expect(await findRecord(at('b.jsonl'))).toEqual({ kind: 'none' })
    expect(await findRecord(at('a.manifest.json'))).toEqual({ kind: 'none' })
    mkdirSync(at('tables'))
    put('tables/tables.manifest.json')
    expect(await findRecord(at('tables', 'a.jsonl'))).toMatchObject({ kind: 'found', entry })
    expect(await findRecord(at('tables', 'other.jsonl'))).toEqual({ kind: 'none' })
  })

  it('that cannot be read is reported', async () => {
    writeFileSync(at('a.manifest.json'), '{')
    expect(await findRecord(at('a.jsonl'))).toEqual({ kind: 'unreadable' })
  })

  it('matches a file of the same size, rows and API, until its checksum is known', () => {
    const record = { kind: 'found', manifest: aManifest(), entry } as const
    const facts = { bytes: 10, incidents: 2, duplicates: 1, api: 'defender-xdr' } as const
    expect(compareWithRecord(record, facts)).toBe('checking')
    expect(compareWithRecord(record, { ...facts, bytes: 11 })).toBe('size')
    expect(compareWithRecord(record, { ...facts, duplicates: 0 })).toBe('rows')
    expect(compareWithRecord(record, { ...facts, api: 'microsoft-graph' })).toBe('rows')
    expect(compareWithRecord({ kind: 'unreadable' }, facts)).toBe('unreadable')
    expect(['checking', 'matches', 'size', 'checksum'].map(state => matching(record, state as 'size') !== null)).toEqual([true, true, false, false])
  })
})

describe('the provenance of an opened file', () => {
  it('is unknown without a manifest', () => {
    expect(provenanceOf('a.json', 'microsoft-graph', null, false)).toEqual({
      source: 'file', sample: false, api: 'microsoft-graph', cloud: null, tenantId: null, window: null, range: null, fetchedAt: null, appVersion: null,
      file: { name: 'a.json', recorded: null },
    })
  })

  it('is what its manifest records, with the part of the list and the window', () => {
    const query = { what: 'shown', text: 'severity:high', showMerged: false } as const
    const ids = { tenantId: 't', clientId: 'c' }
    const part = aManifest({ query, ids })
    expect(provenanceOf('a.json', 'defender-xdr', { ...part, counts: { ...part.counts, inList: 9 } }, true)).toMatchObject({
      sample: true, cloud: 'worldwide', tenantId: 't', window: { kind: 'last', hours: 48 }, fetchedAt: '2026-11-24T12:00:00.000Z',
      file: { recorded: { profile: 'Contoso', ids, pages: 2, part: { ...query, inList: 9 } } },
    })
    const window = { field: 'createdTime', from: '2026-11-01T00:00:00.000Z', to: null, lastHours: 12 } as const
    expect(provenanceOf('a.json', 'defender-xdr', aManifest({ window }), false).window).toEqual({ kind: 'custom', field: 'createdTime', from: window.from, to: null })
  })
})

describe('the completeness of an opened file', () => {
  const whole = { unreadable: { count: 0, first: [] }, cutOffAt: null, hasNextLink: false }

  it.each([
    [whole, aManifest(), { kind: 'complete' }],
    [whole, aManifest({ completeness: { complete: false, reason: 'dns' } }), { kind: 'recorded-incomplete', reason: 'dns' }],
    [whole, aManifest({ completeness: { complete: null, reason: null } }), { kind: 'not-recorded' }],
    [whole, null, { kind: 'not-recorded' }],
    [{ ...whole, hasNextLink: true }, null, { kind: 'incomplete', failure: { code: 'file-one-page', details: {} } }],
    [{ ...whole, cutOffAt: 7 }, aManifest(), { kind: 'incomplete', failure: { code: 'file-damaged', details: { count: 0 } } }],
    [{ ...whole, unreadable: { count: 2, first: [] } }, null, { kind: 'incomplete', failure: { code: 'file-damaged', details: { count: 2 } } }],
  ])('comes from the file first, then from its manifest (%#)', (facts, manifest, completeness) => {
    expect(completenessOf(facts, manifest)).toEqual(completeness)
  })
})
