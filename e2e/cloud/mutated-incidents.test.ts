import type { IncidentSummary } from '../../src/shared/contract/model'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPage } from '../../src/main/core/collection/paging/page'
import { worldwide } from '../../src/main/core/microsoft/clouds'
import { aDataset } from '../../src/main/core/dataset/fixtures'
import { exportBytes } from '../../src/main/core/export/export'
import { detailLink, toDetail } from '../../src/main/core/incident/incident-detail'
import { linkHosts } from '../../src/main/core/microsoft/portal'
import { dateTime, fullTime, relativeTime, shortTime } from '../../src/renderer/text/format'
import { filterRows, offeredSeverities, sortRows, offeredStatuses } from '../../src/renderer/incidents/list/incident-rows'
import { defaultColumns } from '../../src/shared/columns/incident-columns'
import { fold } from '../../src/shared/values/fold'
import { timeKey } from '../../src/shared/values/instants'
import { runs } from '../../src/shared/testing/property-runs'
import { severityRank } from '../../src/shared/vocabulary/incident-values'
import { mutatedIncidents } from './mutated-incidents'

const now = Date.parse('2026-11-24T12:00:00Z')
/** Words that reveal a missing value. */
const defects = /\bundefined\b|\bnull\b|\bNaN\b|\[object /

/** Returns all texts in a value. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

const none = { search: '', severities: new Set<string>(), statuses: new Set<string>(), showRedirected: true, only: null, mergedInto: new Map<string, readonly string[]>(), endOf: new Map<string, string | null>() }

/** Expects search and filters to find the row by each of its texts, in any case and Unicode normal form, and by its values. */
function expectToBeFound(row: IncidentSummary): void {
  const found = (given: Partial<typeof none>) => filterRows([row], { ...none, ...given }).length
  const needles = [row.name, row.assignedTo ?? '', row.id].flatMap(text => [text, text.normalize('NFD'), text.toUpperCase(), ` ${text}\u200B`])
  expect(needles.filter(needle => found({ search: needle }) !== 1)).toEqual([])
  expect(found({ search: 'no incident holds this' })).toBe(0)
  expect(found({ severities: new Set([row.severity]), statuses: new Set([row.status]) })).toBe(1)
}

function expectToBeSorted(rows: readonly IncidentSummary[]): void {
  for (const { id: column } of defaultColumns) {
    for (const descending of [false, true]) {
      const sorted = sortRows(rows, { column, descending })
      expect(sorted.length === rows.length && rows.every(row => sorted.includes(row))).toBe(true)
      const times = column === 'lastUpdate' ? sorted.map(({ lastUpdate }) => timeKey(lastUpdate)) : []
      const known = times.filter(time => time !== null)
      expect(times.slice(0, known.length).join()).toBe([...known].sort((a, b) => (a < b) === descending ? 1 : -1).join())
    }
  }
}

describe.each(['defender-xdr', 'microsoft-graph'] as const)('2,500 mutated incidents of %s', (api) => {
  const id = api === 'defender-xdr' ? 'incidentId' : 'id'
  const plain = `{"${id}":7,"name":"plain"}`

  it('are read, listed, shown, linked and exported without defects', () => {
    let read = 0
    fc.assert(fc.property(mutatedIncidents(api, now), (json) => {
      const { incidents } = readPage(Buffer.from(`{"value":[${json},${plain}]}`), api)
      expect(incidents.at(-1)?.summary.id).toBe('7')
      expect(JSON.parse(Buffer.concat([...exportBytes(aDataset(incidents))]).toString())).toHaveLength(incidents.length)
      const [incident] = incidents
      if (!incident || incidents.length === 1) return
      read++
      const origin = { api, cloud: 'worldwide', tenantId: 'tenant' } as const
      const { raw, ...detail } = toDetail(incident, origin)
      const { summary } = detail
      expect(raw).toBe(Buffer.from(json).toString())
      expect(detail.alerts).toHaveLength(summary.alerts ?? 0)
      const link = detailLink(incident, origin)
      expect(link === null ? link : linkHosts(worldwide).includes(link.hostname) && link.pathname.startsWith('/incidents/')).not.toBe(false)
      const times = [summary.lastUpdate, summary.created, ...detail.alerts.map(({ created }) => created)]
      const words = times.flatMap(time => [dateTime(time), fullTime(time), relativeTime(time, now), shortTime(time, now)])
      expect([...textsOf(detail), ...words].filter(text => defects.test(text))).toEqual([])
      const rows = incidents.map(each => each.summary)
      expect(severityRank(summary.severity)).toBeGreaterThanOrEqual(0)
      expect(offeredSeverities(rows, none.severities).map(fold)).toContain(fold(summary.severity))
      expect(offeredStatuses(rows, none.statuses).map(fold)).toContain(fold(summary.status))
      expectToBeFound(summary)
      expectToBeSorted(rows)
    }), { seed: 20261126, ...runs(2500) })
    // An incident whose ID is mutated away is not listed. That is rare.
    expect(read).toBeGreaterThan(0.9 * runs(2500).numRuns)
  })
})
