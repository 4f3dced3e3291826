import { expect, it } from 'vitest'
import { aDataset, aProvenance } from '../dataset/fixtures'
import { completenessLine } from './completeness-line'

it.each([
  [{}, 'Complete list, fetched 2026-11-24T12:00:00.000Z. 0 incidents.'],
  [{ completeness: { kind: 'incomplete', failure: { code: 'cancelled', details: {} } } }, 'INCOMPLETE list (cancelled), fetched 2026-11-24T12:00:00.000Z. 0 incidents.'],
  [{ completeness: { kind: 'recorded-incomplete', reason: null } }, 'INCOMPLETE list (reason not recorded), fetched 2026-11-24T12:00:00.000Z. 0 incidents.'],
  [{ completeness: { kind: 'recorded-incomplete', reason: 'dns' } }, 'INCOMPLETE list (dns), fetched 2026-11-24T12:00:00.000Z. 0 incidents.'],
  [{ completeness: { kind: 'not-recorded' }, provenance: aProvenance({ fetchedAt: null }) }, 'Completeness not recorded, time not recorded. 0 incidents.'],
  [{ provenance: aProvenance({ source: 'file', sample: true }) }, 'SAMPLE data of a made-up tenant. Complete list, fetched 2026-11-24T12:00:00.000Z. 0 incidents.'],
] as const)('names the state of the list and the time of its collection, or says that they are not recorded (%#)', (given, line) => {
  expect(completenessLine({ dataset: aDataset([], given), incidents: [] }, 'all')).toBe(line)
})
