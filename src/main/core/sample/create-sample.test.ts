import type { SampleAlert, SampleIncident } from './model'
import { describe, expect, it } from 'vitest'
import { createSample } from './create-sample'
import { defenderJson } from './defender-json'
import { graphJson } from './graph-json'
import { intrusionName } from './intrusion/create-intrusion'

const now = Date.parse('2026-11-27T06:04:00Z')
const hourMs = 3_600_000
const { incidents } = createSample(now)
const alerts = incidents.flatMap(each => each.alerts)
const main = incidents.find(({ name }) => name === intrusionName)
const text = (of: readonly SampleIncident[]) => of.map(each => defenderJson(each) + graphJson(each)).join('\n')
const countBy = <T>(values: readonly T[]) => values.reduce((counts, each) => counts.set(each, (counts.get(each) ?? 0) + 1), new Map<T, number>())
const usersOf = ({ alerts: own }: SampleIncident) => own.flatMap(({ entities }) => entities.flatMap(each => each.type === 'User' ? [each.person.alias] : []))

describe('the sample tenant', () => {
  it('has about 180 incidents of the last 48 hours, a few percent of them high and a few merged', () => {
    expect(incidents).toHaveLength(180)
    expect(incidents.every(({ updated }) => updated <= now && updated > now - 48 * hourMs)).toBe(true)
    const high = incidents.filter(({ severity }) => severity === 'High').length
    expect(high / incidents.length).toBeGreaterThan(0.02)
    expect(high / incidents.length).toBeLessThan(0.06)
    expect(incidents.filter(({ mergedInto }) => mergedInto === main?.id)).toHaveLength(6)
    expect(incidents.filter(({ status }) => status === 'Redirected')).toHaveLength(6)
    expect(new Set(incidents.map(({ id }) => id)).size).toBe(180)
  })

  it('is sorted by last update, newest first', () => {
    expect(incidents.map(({ updated }) => updated)).toEqual(incidents.map(({ updated }) => updated).sort((a, b) => b - a))
  })

  it('is the same for the same time, and only its times differ for another', () => {
    expect(text(createSample(now).incidents)).toBe(text(incidents))
    const shifted = createSample(now + 5 * hourMs).incidents
    expect(shifted.map(({ updated }) => updated - 5 * hourMs)).toEqual(incidents.map(({ updated }) => updated))
    const timeless = (of: readonly SampleIncident[]) => text(of).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')
    expect(timeless(shifted)).toBe(timeless(incidents))
  })

  it('has three analysts, who judge and comment on what they resolve', () => {
    const assignees = new Set(incidents.flatMap(({ assignedTo }) => assignedTo === null || assignedTo === 'Automation' ? [] : [assignedTo]))
    expect([...assignees].sort()).toEqual(['lynne.robbins@contoso.com', 'megan.bowen@contoso.com', 'nestor.wilke@contoso.com'])
    for (const { status, judgment, comments, assignedTo } of incidents) {
      expect(judgment !== null).toBe(status === 'Resolved')
      if (judgment) expect(comments.at(-1)).toMatchObject({ text: judgment.comment, by: assignedTo })
    }
    expect(new Set(incidents.flatMap(({ judgment }) => judgment ? [judgment.classification] : [])).size).toBe(3)
    expect(new Set(incidents.flatMap(({ judgment }) => judgment ? [judgment.determination] : [])).size).toBeGreaterThan(7)
  })

  it('has every status, several services, techniques, tags and service accounts', () => {
    expect(countBy(incidents.map(({ status }) => status)).get('Active')).toBeGreaterThan(25)
    expect(countBy(incidents.map(({ status }) => status)).get('InProgress')).toBeGreaterThan(15)
    expect(countBy(incidents.map(({ status }) => status)).get('Resolved')).toBeGreaterThan(60)
    expect(new Set(alerts.map(({ kind }) => kind.service)).size).toBeGreaterThanOrEqual(8)
    expect(new Set(alerts.flatMap(({ kind }) => kind.techniques)).size).toBeGreaterThan(20)
    expect(new Set(incidents.flatMap(({ tags }) => tags)).size).toBeGreaterThanOrEqual(6)
    expect(incidents.filter(({ tags }) => tags.includes('VIP')).length).toBeGreaterThan(3)
    expect(new Set(incidents.flatMap(usersOf).filter(alias => alias.startsWith('svc-'))).size).toBeGreaterThanOrEqual(4)
  })

  it('contains the same people, addresses and devices in several incidents', () => {
    const often = (keysOf: (alert: SampleAlert) => readonly string[]) =>
      [...countBy(incidents.flatMap(each => [...new Set(each.alerts.flatMap(keysOf))])).values()].filter(count => count > 1).length
    expect(often(({ entities }) => entities.flatMap(each => each.type === 'User' ? [each.person.alias] : []))).toBeGreaterThan(15)
    expect(often(({ entities }) => entities.flatMap(each => each.type === 'Ip' ? [each.address] : []))).toBeGreaterThan(5)
    expect(often(({ entities }) => entities.flatMap(each => each.type === 'Url' ? [each.url] : []))).toBeGreaterThan(3)
    expect(often(({ devices }) => devices.map(({ name }) => name))).toBeGreaterThan(10)
  })
})

describe('the intrusion', () => {
  it('leads from the password spray to the exfiltration in this order', () => {
    expect(main?.alerts.map(({ kind }) => kind.category)).toEqual([
      'CredentialAccess', 'InitialAccess', 'DefenseEvasion', 'Persistence', 'Collection', 'LateralMovement', 'InitialAccess', 'Exfiltration', 'Exfiltration', 'InitialAccess',
    ])
    const techniques = main?.alerts.flatMap(({ kind }) => kind.techniques)
    expect(techniques).toEqual(expect.arrayContaining(['T1110.003', 'T1078.004', 'T1564.008', 'T1528', 'T1567.002']))
    expect(main).toMatchObject({ severity: 'High', status: 'InProgress', tags: ['VIP', 'Finance', 'Escalated'] })
    expect(main?.comments).toHaveLength(5)
    expect(incidents.filter(({ priority }) => priority >= (main?.priority ?? 0))).toEqual([main])
  })

  it('connects its alerts by the same users, address and app', () => {
    const connected = main?.alerts.filter(({ entities }) => entities.some(each => (each.type === 'User' && ['adele.vance', 'patti.fernandez'].includes(each.person.alias)) || each.type === 'OAuthApplication'))
    expect(connected).toEqual(main?.alerts)
  })
})

describe('the intruder\'s address', () => {
  it('leads from the intrusion to sign-ins of other people', () => {
    const withAddress = incidents.filter(each => each.alerts.some(({ entities }) => entities.some(entity => entity.type === 'Ip' && entity.address === '203.0.113.7')))
    expect(withAddress).toContain(main)
    expect(withAddress.length).toBeGreaterThan(2)
  })
})

describe('the times of the sample tenant', () => {
  it('run from the activity through the alert to the last update', () => {
    for (const { created, updated, comments, alerts: own } of incidents) {
      expect(created).toBeLessThan(updated)
      for (const { at } of comments) expect(at).toBeLessThanOrEqual(updated)
      for (const each of own) {
        const times = [each.firstActivity, each.lastActivity, each.created, each.updated, updated]
        expect(times).toEqual([...times].sort((a, b) => a - b))
        expect(each.created).toBeGreaterThanOrEqual(created)
        if (each.resolved !== null) expect(each.resolved).toBeLessThanOrEqual(updated)
      }
    }
  })
})

describe('the names in the sample tenant', () => {
  it('use reserved domains and addresses only', () => {
    const all = text(incidents)
    const hosts = [...all.replaceAll('@odata.type', '').matchAll(/(?:https?:\/\/|@)([a-z0-9.-]+\.[a-z]+)/gi)].map(([, host = '']) => host)
    expect(hosts.filter(host => !/(?:^|\.)(?:contoso\.com|contoso\.sharepoint\.com|security\.microsoft\.com)$|\.example$/.test(host))).toEqual([])
    const addresses = [...all.matchAll(/"(\d+\.\d+\.\d+\.\d+)"/g)].map(([, address = '']) => address)
    expect(addresses.filter(address => !/^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./.test(address))).toEqual([])
  })

  it('are plain text that a person would write', () => {
    const written = incidents.flatMap(({ name, comments, tags }) => [name, ...tags, ...comments.map(each => each.text)])
    const words = [...written, ...alerts.flatMap(({ kind }) => [kind.title, kind.description, kind.actions])]
    expect(words.filter(each => !/^['A-Z][\w ,.:&'"()/-]{2,159}$/.test(each))).toEqual([])
  })
})
