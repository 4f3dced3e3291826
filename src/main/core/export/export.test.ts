import type { Completeness } from '../dataset/completeness'
import type { Provenance } from '../dataset/dataset'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { aSummary } from '../../../shared/contract/fixtures'
import { aDataset, aProvenance } from '../dataset/fixtures'
import { exportFacts, jsonPieces } from './export'

const complete: Completeness = { kind: 'complete' }
const incomplete: Completeness = { kind: 'incomplete', failure: { code: 'cancelled', details: {} } }

/** A dataset of `count` incidents, of which the first `withoutAlerts` lack their alerts. */
const datasetOf = (count: number, withoutAlerts = 0, completeness: Completeness = complete) => aDataset(
  Array.from({ length: count }, (_, index) => ({
    summary: aSummary({ id: String(index), alerts: index < withoutAlerts ? null : 1 }), bytes: Buffer.from(`{"n":${index},"x":1.0}`),
  })),
  { provenance: aProvenance({ fetchedAt: '2026-11-24T11:28:59.123Z' }), completeness },
)

it.each([0, 1, 3000])('writes %i incidents as one array, byte for byte', (count) => {
  const incidents = Array.from({ length: count }, (_, index) => `{"n":${index},"x":1.0}`)
  expect(Buffer.concat(Array.from(jsonPieces([...datasetOf(count).incidents.all()]), ({ bytes }) => bytes)).toString('utf8')).toBe(`[${incidents.join(',\n')}]\n`)
})

it.each([
  [datasetOf(2), 'Latest Incidents 2026-11-24T11.28.59.123Z.json'],
  [datasetOf(2, 0, incomplete), 'Latest Incidents 2026-11-24T11.28.59.123Z (incomplete).json'],
  [datasetOf(20, 12), 'Latest Incidents 2026-11-24T11.28.59.123Z (12 without alerts).json'],
  [datasetOf(1, 1, incomplete), 'Latest Incidents 2026-11-24T11.28.59.123Z (incomplete, 1 without alerts).json'],
  [aDataset([], { provenance: aProvenance({ fetchedAt: '2026-11-24T11:28:59.123Z', source: 'sample' }) }), 'SAMPLE Latest Incidents 2026-11-24T11.28.59.123Z.json'],
])('proposes the file name of Microsoft\'s sample, with notes on missing data and sample data (%#)', (dataset, fileName) => {
  expect(exportFacts({ dataset, incidents: [...dataset.incidents.all()] }, 'json', false).fileName).toBe(fileName)
})

describe('the name of an export from an opened file', () => {
  const nameOf = (name: string, given: Partial<Provenance> = {}, completeness: Completeness = { kind: 'not-recorded' }) => {
    const provenance = aProvenance({ source: 'file', fetchedAt: null, file: { name, recorded: null }, ...given })
    return exportFacts({ dataset: aDataset([], { provenance, completeness }), incidents: [] }, 'json', false).fileName
  }

  it('is that of the list if its time is recorded', () => {
    const fetchedAt = '2026-11-24T11:28:59.123Z'
    expect(nameOf('renamed.json', { fetchedAt }, complete)).toBe('Latest Incidents 2026-11-24T11.28.59.123Z.json')
    expect(nameOf('renamed.json', { fetchedAt, sample: true }, { kind: 'recorded-incomplete', reason: null })).toBe('SAMPLE Latest Incidents 2026-11-24T11.28.59.123Z (incomplete).json')
  })

  it('is that of the file otherwise, and says that completeness is not recorded, but only once', () => {
    expect(nameOf('incidents.old.jsonl')).toBe('incidents.old (completeness not recorded).json')
    expect(nameOf('incidents (completeness not recorded).json')).toBe('incidents (completeness not recorded).json')
  })
})

it.each([
  ['json', false, 'Latest Incidents 2026-11-24T11.28.59.123Z (incomplete, 2 of 5, 1 without alerts).json'],
  ['xlsx', false, 'Latest Incidents 2026-11-24T11.28.59.123Z (incomplete, 2 of 5, 1 without alerts).xlsx'],
  ['csv', true, 'Latest Incidents 2026-11-24T11.28.59.123Z (incomplete, 2 of 5, 1 without alerts)'],
] as const)('names a part of a list and the extension of its format, unless it is a folder (%s)', (format, isFolder, fileName) => {
  const dataset = datasetOf(5, 1, incomplete)
  const facts = exportFacts({ dataset, incidents: [...dataset.incidents.all()].slice(0, 2) }, format, isFolder)
  expect(facts).toEqual({ fileName, format, isFolder, incidents: 2, completeness: 'incomplete', withoutAlerts: 1 })
})
