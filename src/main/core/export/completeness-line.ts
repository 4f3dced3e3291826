/** @file The line about completeness that formats for people repeat in the file. */
import type { ExportScope } from '../../../shared/contract/export'
import type { Completeness } from '../dataset/completeness'
import type { ExportContent } from './export'
import { reasonOf } from '../dataset/completeness'
import { withoutAlertsIn } from './export'

const scopes: Readonly<Record<ExportScope, string>> = { all: '', shown: ', those that matched a query', selected: ', those that were selected' }

function stateOf(completeness: Completeness): string {
  switch (completeness.kind) {
    case 'complete': return 'Complete list'
    case 'not-recorded': return 'Completeness not recorded'
    case 'incomplete':
    case 'recorded-incomplete': return `INCOMPLETE list (${reasonOf(completeness) ?? 'reason not recorded'})`
  }
}

/**
 * Returns one line such as `Complete list, fetched 2026-11-26T06:04:00.000Z. 180 incidents.` An incomplete list is named in capitals, with the code of
 * the reason.
 */
export function completenessLine({ dataset: { provenance, completeness, incidents: all }, incidents }: ExportContent, what: ExportScope): string {
  const withoutAlerts = withoutAlertsIn(incidents)
  const part = what === 'all' ? `${incidents.length} incidents` : `${incidents.length} of ${all.count()} incidents${scopes[what]}`
  return [
    ...(provenance.sample ? ['SAMPLE data of a made-up tenant.'] : []),
    `${stateOf(completeness)}, ${provenance.fetchedAt === null ? 'time not recorded' : `fetched ${provenance.fetchedAt}`}.`,
    `${part}${withoutAlerts > 0 ? `, ${withoutAlerts} without alerts` : ''}.`,
  ].join(' ')
}
