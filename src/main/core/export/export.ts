/** @file What an export is: its name and its bytes. */
import { Buffer } from 'node:buffer'

/**
 * The file name to propose: that of Microsoft's sample, `Latest Incidents <ISO time, dots for colons>.json`. The time is
 * that of the collection, so the name tells how old the list is. What a list lacks its name says: incidents that were not read, or
 * the alerts of some.
 */
export function exportName(startedAt: string, { complete, withoutAlerts }: { readonly complete: boolean, readonly withoutAlerts: number }): string {
  const lacks = [...(complete ? [] : ['incomplete']), ...(withoutAlerts > 0 ? [`${withoutAlerts} without alerts`] : [])]
  return `Latest Incidents ${startedAt.replaceAll(':', '.')}${lacks.length > 0 ? ` (${lacks.join(', ')})` : ''}.json`
}

const open = Buffer.from('[')
const separator = Buffer.from(',\n')
const close = Buffer.from(']\n')

/** One JSON array of the incidents, each exactly as received; between them only a comma and a line break. */
export function* jsonArray(incidents: Iterable<Buffer>): Generator<Buffer, void, void> {
  yield open
  let first = true
  for (const bytes of incidents) {
    if (!first) yield separator
    yield bytes
    first = false
  }
  yield close
}
