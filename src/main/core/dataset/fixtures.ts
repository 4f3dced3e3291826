/** @file Builders for tests: datasets with plain values for everything that a test does not name. */
import type { Incident } from '../incident/incident'
import type { CollectedProvenance, Dataset, Origin, Provenance } from './dataset'
import { isRedirected } from '../../../shared/rules/merges'

export const anOrigin = (given: Partial<Origin> = {}): Origin => ({ source: 'live', api: 'defender-xdr', cloud: 'worldwide', tenantId: 'contoso.example', ...given })

export function aProvenance(): CollectedProvenance
export function aProvenance(given: Partial<Provenance>): Provenance
export function aProvenance(given: Partial<Provenance> = {}): Provenance {
  return {
    ...anOrigin(), sample: given.source === 'sample', file: null, window: { kind: 'last', hours: 48 }, range: { field: 'lastUpdateTime', from: '2026-11-22T12:00:00.000Z', to: null },
    fetchedAt: '2026-11-24T12:00:00.000Z', appVersion: '1.2.3', ...given,
  }
}

/** Returns a dataset with these incidents, whatever their ids and times. */
export function aDataset(incidents: readonly Incident[] = [], given: Partial<Omit<Dataset, 'incidents'>> = {}): Dataset {
  return {
    provenance: aProvenance(),
    completeness: { kind: 'complete' },
    ...given,
    incidents: {
      get: id => incidents.find(({ summary }) => summary.id === id),
      all: () => incidents,
      count: () => incidents.length,
      redirected: () => incidents.filter(({ summary }) => isRedirected(summary)).length,
      withoutAlerts: () => incidents.filter(({ summary }) => summary.alerts === null).length,
    },
  }
}
