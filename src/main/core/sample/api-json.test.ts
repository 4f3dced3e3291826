/** @file Both APIs' forms of the sample tenant, read by the app as it reads responses. */
import type { SampleIncident } from './model'
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { readDetail } from '../incident/read-detail'
import { readIncident } from '../incident/read-incident'
import { readIndexed } from '../incident/read-row'
import { isObject } from '../json/values'
import { createSample } from './create-sample'
import { defenderJson } from './defender-json'
import { graphJson } from './graph-json'

const { incidents } = createSample(Date.parse('2026-11-27T06:04:00Z'))

function read(json: string, api: ApiKind) {
  const parsed: unknown = JSON.parse(json)
  const bytes = Buffer.from(json)
  const incident = readIncident(parsed, bytes, api)
  if (!incident || !isObject(parsed)) throw new Error('not an incident')
  const indexed = readIndexed(parsed, incident.summary, bytes, api)
  return { ...indexed, detail: readDetail(parsed, indexed.row, api) }
}

const asDefender = (incident: SampleIncident) => read(defenderJson(incident), 'defender-xdr')
const asGraph = (incident: SampleIncident) => read(graphJson(incident), 'microsoft-graph')
const unmerged = incidents.filter(({ mergedInto }) => mergedInto === null)

describe('an incident of the sample tenant', () => {
  it('has the same row from both APIs, except for what only Microsoft Graph sends', () => {
    for (const incident of incidents) {
      const { row } = asGraph(incident)
      expect({ ...asDefender(incident).row }).toEqual({ ...row, priority: null, tags: row.tags.filter(tag => !incident.systemTags.includes(tag)) })
    }
  })

  it('has the same alerts, entities and comments from both APIs', () => {
    for (const incident of incidents) {
      const [defender, graph] = [asDefender(incident), asGraph(incident)]
      expect(defender.alertTitles).toEqual(graph.alertTitles)
      // Keys of messages differ, because only Microsoft Graph sends a message's network ID.
      expect(defender.entities.map(({ type, label }) => ({ type, label }))).toEqual(graph.entities.map(({ type, label }) => ({ type, label })))
      expect(defender.detail.comments).toEqual(graph.detail.comments)
      // The Defender XDR API omits the verdict of an entity that nobody judged.
      expect(defender.detail.alerts).toEqual(graph.detail.alerts.map(each => ({ ...each, verdict: each.verdict === 'Unknown' ? '' : each.verdict })))
    }
  })

  it('lacks no fact', () => {
    for (const incident of unmerged) {
      const { row } = asGraph(incident)
      const { classification, determination, tags, devices, users, otherAssets, assignedTo, redirectedTo, ...facts } = row
      expect(Object.entries(facts).filter(([, value]) => value === null || value === '' || (Array.isArray(value) && value.length === 0)), incident.name).toEqual([])
      expect([...devices, ...users, ...otherAssets].length, incident.name).toBeGreaterThan(0)
      expect([classification, determination].includes('')).toBe(row.status !== 'Resolved')
      expect(assignedTo === null).toBe(row.status === 'Active')
      expect(redirectedTo).toBeNull()
      expect(tags.length).toBe(incident.tags.length + incident.systemTags.length)
    }
  })

  it('names its alert\'s entities in words of the service', () => {
    const types = new Set(unmerged.flatMap(each => asGraph(each).entities.map(({ type }) => type)))
    expect([...types].sort()).toEqual(['Device', 'File', 'Ip', 'MailCluster', 'MailMessage', 'Mailbox', 'OAuthApplication', 'Process', 'Url', 'User'])
  })
})

describe('the JSON of the sample tenant', () => {
  it('has the members of a captured alert of the Defender XDR API, in their order', () => {
    const [incident] = incidents.filter(({ alerts }) => alerts.length > 0)
    const { alerts: [alert] } = JSON.parse(defenderJson(incident ?? incidents[0] as SampleIncident)) as { alerts: object[] }
    expect(Object.keys(alert ?? {})).toEqual([
      'alertId', 'providerAlertId', 'incidentId', 'serviceSource', 'creationTime', 'lastUpdatedTime', 'resolvedTime', 'firstActivity', 'lastActivity', 'title', 'description', 'category',
      'status', 'severity', 'investigationId', 'investigationState', 'classification', 'determination', 'detectionSource', 'detectorId', 'assignedTo', 'actorName', 'threatFamilyName',
      'mitreTechniques', 'devices', 'entities',
    ])
  })

  it('writes times with up to seven digits and no zeros at their end', () => {
    const times = incidents.flatMap(each => [...defenderJson(each).matchAll(/\d{4}-\d\d-\d\dT[^"]+/g)].map(([time]) => time))
    expect(times.filter(time => !/^[\dT:-]{19}(?:\.\d{0,6}[1-9])?Z$/.test(time))).toEqual([])
    expect(new Set(times.map(time => time.length)).size).toBeGreaterThan(2)
  })

  it('leaves merged incidents without alerts', () => {
    for (const incident of incidents.filter(({ mergedInto }) => mergedInto !== null)) expect(asGraph(incident).row).toMatchObject({ status: 'Redirected', alerts: 0, priority: null })
  })
})
