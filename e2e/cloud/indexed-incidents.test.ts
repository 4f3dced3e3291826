/** @file Compares the rows and the texts that the list searches with the detail, over the stand-in's tenants and over mutated incidents. */
import type { ApiKind } from '../../src/shared/vocabulary/clouds'
import type { IncidentDetail } from '../../src/shared/contract/detail'
import type { IndexedIncident } from '../../src/shared/contract/row'
import type { StoredIncident } from './tenant'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incidentFrom, indexedFrom } from '../../src/main/core/incident/fixtures'
import { openIncident } from '../../src/main/core/incident/incident-detail'
import { maxTextLength, maxValues } from '../../src/main/core/incident/row-lists'
import { runs } from '../../src/shared/testing/property-runs'
import { isBlank } from '../../src/shared/values/fold'
import { graphBytes } from './graph-incident'
import { mutatedIncidents } from './mutated-incidents'
import { createTenant } from './tenant'

const now = Date.parse('2026-11-24T12:00:00Z')
const apis = ['defender-xdr', 'microsoft-graph'] as const
const short = (text: string) => text.slice(0, maxTextLength)

function detailOf(json: string, api: ApiKind): IncidentDetail {
  const incident = incidentFrom(json, api)
  if (!incident) throw new Error('no incident')
  return openIncident(incident, { sample: false, file: null, fetchedAt: null, api, cloud: 'worldwide', tenantId: 'tenant' }).detail
}

/** Returns the values of a tree that JSON cannot represent. */
function strange(value: unknown): readonly unknown[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(strange)
  return value === undefined || (typeof value === 'number' && !Number.isFinite(value)) ? [value] : []
}

function expectToBeSound({ row, alertTitles, entities }: IndexedIncident): void {
  expect(strange({ row, alertTitles, entities })).toEqual([])
  const lists: readonly (readonly string[])[] = [alertTitles, ...Object.values(row).filter(Array.isArray), ...entities.map(({ values }) => values)]
  expect(entities.filter(({ label, values }) => values.includes(label))).toEqual([])
  for (const list of lists) {
    expect(new Set(list).size).toBe(list.length)
    expect(list.filter(text => typeof text !== 'string' || isBlank(text) || text.length > maxTextLength)).toEqual([])
    expect(list.length).toBeLessThanOrEqual(maxValues)
  }
  expect(new Set(entities.map(({ type, key }) => JSON.stringify([type, key]))).size).toBe(entities.length)
  expect(row.activeAlerts ?? 0).toBeLessThanOrEqual(row.alerts ?? 0)
  expect(row.activeAlerts === null).toBe(row.alerts === null)
}

/** Expects the same entities as in the detail, in its order, and the same numbers. */
function expectToAgree({ row, alertTitles, entities }: IndexedIncident, detail: IncidentDetail): void {
  const types = [...new Set(detail.entities.map(({ type }) => type))]
  const byType = types.flatMap(type => entities.filter(each => each.type === type))
  const identities = (all: typeof entities | typeof detail.entities) => all.map(({ type, key, label }) => [type, key, short(label)])
  expect(identities(byType)).toEqual(identities(detail.entities))
  expect(entities).toHaveLength(detail.entities.length)
  expect(alertTitles).toEqual([...new Set(detail.alerts.map(({ title }) => short(title)).filter(title => !isBlank(title)))].slice(0, maxValues))
  expect(row.activeAlerts ?? 0).toBe(detail.alerts.filter(({ status }) => status !== 'Resolved').length)
  expect(row.comments ?? 0).toBe(detail.comments.length)
}

describe.each(apis)('the index of %s', (api) => {
  it('is sound and agrees with the detail for 2,500 mutated incidents', () => {
    let read = 0
    fc.assert(fc.property(mutatedIncidents(api, now), (json) => {
      const bytes = Buffer.from(json).toString()
      if (incidentFrom(bytes, api) === null) return
      read++
      const indexed = indexedFrom(bytes, api)
      expectToBeSound(indexed)
      expectToAgree(indexed, detailOf(bytes, api))
    }), { seed: 20261127, ...runs(2500) })
    expect(read).toBeGreaterThan(0.9 * runs(2500).numRuns)
  })
})

const jsonOf = (incident: StoredIncident, api: ApiKind) => (api === 'microsoft-graph' ? graphBytes(incident, { alerts: true, unknownMembers: true }) : incident.bytes).toString()

describe('the awkward tenant', () => {
  const { incidents } = createTenant({ incidents: 200, seed: 5, now, awkward: true })

  it('is indexed without defects', () => {
    for (const api of apis) {
      for (const incident of incidents) {
        const indexed = indexedFrom(jsonOf(incident, api), api)
        expectToBeSound(indexed)
        expectToAgree(indexed, detailOf(jsonOf(incident, api), api))
      }
    }
  })

  it('has equal keys and labels in both APIs, for entities with an identifier', () => {
    let compared = 0
    for (const incident of incidents) {
      const [defender, graph] = apis.map(api => indexedFrom(jsonOf(incident, api), api).entities.filter(({ key }) => !key.startsWith('[')).map(({ type, key, label }) => [type, key, label]))
      expect(graph).toEqual(defender)
      compared += defender?.length ?? 0
    }
    expect(compared).toBeGreaterThan(1000)
  })

  it('has the same assets, techniques, categories and tags in both APIs', () => {
    for (const incident of incidents) {
      const [defender, graph] = apis.map(api => indexedFrom(jsonOf(incident, api), api).row)
      for (const list of ['devices', 'users', 'otherAssets', 'services', 'techniques', 'categories', 'tags', 'comments', 'activeAlerts', 'determination', 'classification'] as const) expect(graph?.[list]).toEqual(defender?.[list])
      expect(defender?.firstActivity ?? '').toBe(defender?.alerts ? (JSON.parse(incident.bytes.toString()) as { lastUpdateTime: string }).lastUpdateTime : '')
    }
  })
})
