import type { TimeRange } from '../../../shared/contract/model'
import type { Incident } from '../incident/incident'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../shared/testing/property-runs'
import { aSummary } from '../../../shared/contract/fixtures'
import { createIncidentSet, oldestOf } from './incident-set'

const now = Date.parse('2026-11-24T12:00:00Z')
const range: TimeRange = { field: 'lastUpdateTime', from: '2026-11-22T12:00:00.000Z', to: null }
const incident = (lastUpdate: string, severity: string, alerts: number | null = 1): Incident => {
  const summary = aSummary({ id: '1', severity, alerts, lastUpdate })
  return { summary, bytes: Buffer.from(JSON.stringify(summary)) }
}
const numbered = (id: number, lastUpdate = '2026-11-24T11:00:00Z', redirectedTo: string | null = null): Incident => ({
  bytes: Buffer.from(JSON.stringify([id, lastUpdate, redirectedTo])),
  summary: aSummary({ id: String(id), lastUpdate, created: lastUpdate, redirectedTo }),
})
/** Returns the severity and number of alerts in the set after two pages. */
const after = (first: Incident, second: Incident, serverTime: number | null = now) => {
  const set = createIncidentSet(range)
  set.add([first], serverTime)
  const changed = set.add([second], serverTime)
  const held = set.get('1')?.summary
  expect(changed).toHaveLength(held?.severity === second.summary.severity ? 1 : 0)
  return [held?.severity, held?.alerts]
}

describe('an incident that is received again', () => {
  it.each([
    ['a later time', '2026-11-24T11:00:00Z', '2026-11-24T11:00:00.0000001Z'],
    ['the same time', '2026-11-24T11:00:00Z', '2026-11-24T11:00:00Z'],
    ['the same time in lower case', '2026-11-24T11:00:00Z', '2026-11-24t11:00:00z'],
    ['the same time with an offset', '2026-11-24T11:00:00Z', '2026-11-24T11:00:00+00:00'],
    ['a later time with an offset', '2026-11-24T11:30:00Z', '2026-11-24T10:31:00-01:00'],
    ['no time', '2026-11-24T11:00:00Z', ''],
    ['a time where it had none', '', '2026-11-20T11:00:00Z'.replace('20T', '23T')],
    ['an empty time', '2026-11-24T11:00:00Z', '0001-01-01T00:00:00Z'],
    ['no time again', '', ''],
    ['a time that is past, where it had one of the future', '2026-11-25T12:00:00Z', '2026-11-24T11:00:00Z'],
    ['a time of the future', '2026-11-24T11:00:00Z', '9999-12-31T23:59:59Z'],
  ])('with %s replaces the one in the set', (_name, first, second) => {
    expect(after(incident(first, 'Low'), incident(second, 'High'))).toEqual(['High', 1])
  })

  it.each([['2026-11-24T11:00:00.0000001Z', '2026-11-24T11:00:00Z'], ['2026-11-24T11:00:00Z', '2026-11-24T12:59:00+02:00']])(
    'with an earlier time does not: %s, then %s', (first, second) => {
      expect(after(incident(first, 'Low'), incident(second, 'High'))).toEqual(['Low', 1])
    })

  it('with an earlier time does not replace it, even if the response has no Date', () => {
    expect(after(incident('2026-11-24T11:30:00Z', 'Low'), incident('2026-11-24T11:00:00Z', 'High'), null)).toEqual(['Low', 1])
    expect(after(incident('2026-11-24T11:00:00Z', 'Low'), incident('2026-11-24T11:00:00+00:00', 'High'), null)).toEqual(['High', 1])
  })

  it('with an earlier time replaces one that was dated in the future when it was received, even after that time has passed', () => {
    const set = createIncidentSet(range)
    set.add([incident('2026-11-24T13:00:00Z', 'Low')], now)
    set.add([incident('2026-11-24T12:30:00Z', 'High')], now + 2 * 3_600_000)
    expect(set.get('1')?.summary.severity).toBe('High')
  })

  it('with an earlier time replaces one dated in the future if its response had no Date', () => {
    const set = createIncidentSet(range)
    set.add([incident('9999-12-31T23:59:59Z', 'Low')], null)
    set.add([incident('2026-11-24T11:00:00Z', 'High')], now)
    expect(set.get('1')?.summary.severity).toBe('High')
  })

  it('without its alerts replaces it only if something else changed', () => {
    const time = '2026-11-24T11:00:00Z'
    expect(after(incident(time, 'Low', 3), incident(time, 'High', null))).toEqual(['High', null])
    const set = createIncidentSet(range, [incident(time, 'Low', 3)])
    expect(set.add([incident(time, 'Low', null)], now)).toEqual([])
    expect(set.get('1')?.summary.alerts).toBe(3)
  })

  it('with the same bytes is not a change', () => {
    const set = createIncidentSet(range, [incident('', 'Low')])
    expect(set.add([incident('', 'Low')], now)).toEqual([])
  })
})

describe('the time window', () => {
  it.each(['', 'soon', '0001-01-01T00:00:00Z', '0001-01-01T00:00:00+00:00', '1601-01-01T00:00:00Z', '1970-01-01T00:00:00Z'])('keeps an incident whose time is %j', (time) => {
    const set = createIncidentSet({ ...range, to: '2026-11-24T12:00:00.000Z' })
    expect(set.add([incident(time, 'Low')], now)).toHaveLength(1)
    expect([set.count(), set.outside()]).toEqual([1, 0])
  })

  it.each([['2026-11-22T13:00:00+02:00', 0, 1], ['2026-11-22T11:00:00-02:00', 1, 0], ['2026-11-22T11:59:59Z', 0, 1], ['2026-11-22T12:00:00Z', 1, 0]])('at the time %s contains %i incidents and counts %i as left out', (time, inside, outside) => {
    const set = createIncidentSet(range)
    set.add([incident(time, 'Low')], now)
    expect([set.count(), set.outside()]).toEqual([inside, outside])
  })
})

describe('memory', () => {
  const size = 200
  /** Returns a page whose incidents are views into one buffer, like a received page. */
  function pageOf(ids: readonly number[], version: number): readonly Incident[] {
    const whole = Buffer.from(new ArrayBuffer(ids.length * size))
    return ids.map((id, index) => {
      const bytes = whole.subarray(index * size, (index + 1) * size)
      bytes.fill(`${id} ${version} `)
      const lastUpdate = new Date(now - 3_600_000 + version * 1000).toISOString()
      return { summary: aSummary({ id: String(id), lastUpdate }), bytes }
    })
  }
  const retained = (set: ReturnType<typeof createIncidentSet>) => {
    const buffers = new Set(Array.from(set.all(), ({ bytes }) => bytes.buffer))
    return [...buffers].reduce((sum, buffer) => sum + buffer.byteLength, 0)
  }

  it('is the size of the incidents, whatever pages contained them', () => {
    const page = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 50 })
    fc.assert(fc.property(fc.array(fc.record({ page, fresh: fc.nat(49) }), { maxLength: 60 }), (pages) => {
      const set = createIncidentSet(range)
      const versions = new Map<number, number>()
      for (const { page: ids, fresh } of pages) {
        const changed = ids[fresh % ids.length]
        for (const id of ids) versions.set(id, (versions.get(id) ?? 0) + (id === changed || !versions.has(id) ? 1 : 0))
        const incidents = ids.map(id => pageOf(ids, versions.get(id) ?? 0)[ids.indexOf(id)]).filter(each => each !== undefined)
        const [first] = incidents
        if (!first) continue
        // Like a page: all in one buffer.
        const whole = Buffer.concat(incidents.map(({ bytes }) => bytes))
        set.add(incidents.map((each, index) => ({ ...each, bytes: whole.subarray(index * size, (index + 1) * size) })), now)
        expect(retained(set)).toBeLessThanOrEqual(set.count() * size * 1.3)
      }
      for (const { summary, bytes } of set.all()) expect(bytes.toString()).toMatch(new RegExp(`^${summary.id} ${versions.get(Number(summary.id))} `))
    }), runs(300))
  })

  it('is the size of the incidents after 600 refreshes that each replace one of 50 incidents', () => {
    const ids = Array.from({ length: 300 }, (_, id) => id)
    const first = createIncidentSet(range)
    for (let at = 0; at < ids.length; at += 100) first.add(pageOf(ids.slice(at, at + 100), 0), now)
    let set = first
    for (let refresh = 1; refresh <= 600; refresh++) {
      set = createIncidentSet(range, set.all())
      const at = (refresh * 37) % 250
      const page = ids.slice(at, at + 50)
      const [old, fresh] = [pageOf(page, 0), pageOf(page, refresh)]
      set.add(old.map((each, index) => index === 0 ? fresh[0] ?? each : each), now)
    }
    expect(retained(set)).toBeLessThanOrEqual(300 * size * 1.3)
  })
})

describe('the set of incidents', () => {
  it('contains each ID once, with its latest update, and counts correctly, in any order of arrival', () => {
    const ticks = fc.oneof(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 3 }))
    const arrivals = fc.array(fc.record({ id: fc.integer({ min: 1, max: 8 }), ticks, redirected: fc.boolean() }))
    fc.assert(fc.property(arrivals, (all) => {
      const set = createIncidentSet(range)
      const latest = new Map<number, { ticks: number, redirected: boolean }>()
      for (const { id, ticks, redirected } of all) {
        const before = latest.get(id)
        const changed = set.add([numbered(id, `2026-11-24T11:00:00.${String(ticks).padStart(7, '0')}Z`, redirected ? '99' : null)], now)
        const isNews = before === undefined || ticks > before.ticks || (ticks === before.ticks && redirected !== before.redirected)
        expect(changed.length).toBe(isNews ? 1 : 0)
        if (changed.length > 0) latest.set(id, { ticks, redirected })
      }
      expect(set.count()).toBe(latest.size)
      expect(set.redirected()).toBe([...latest.values()].filter(each => each.redirected).length)
    }))
  })

  it('excludes incidents after the end of the window, and never those without a time', () => {
    const set = createIncidentSet({ ...range, to: '2026-11-24T11:30:00.000Z' })
    set.add([numbered(1, '2026-11-24T11:30:00Z'), numbered(2, '2026-11-24T11:30:00.0000001Z'), numbered(3, '')], now)
    expect([...set.all()].map(each => each.summary.id)).toEqual(['1', '3'])
  })

  it('excludes incidents before the start of the window until they are updated, and never those without a time', () => {
    const held = [numbered(1, '2026-11-22T11:59:59.9999999Z'), numbered(2, '2026-11-22T12:00:00Z'), numbered(3, '2026-11-20T12:00:00Z'), numbered(4, '')]
    const set = createIncidentSet(range, held)
    expect([[...set.all()].map(each => each.summary.id), set.dropped()]).toEqual([['2', '4'], ['1', '3']])
    expect(set.add([numbered(3), numbered(5, '2026-11-22T11:59:59.9999999Z')], now).map(each => each.id)).toEqual(['3'])
    expect([[...set.all()].map(each => each.summary.id), set.dropped()]).toEqual([['2', '4', '3'], ['1']])
  })
})

it('finds the oldest time of the window\'s field that can be read', () => {
  const created: TimeRange = { ...range, field: 'createdTime' }
  const incidents = ['2026-11-24T10:00:00.5Z', 'yesterday', '2026-11-24T10:00:00.1234567Z', ''].map((time, index) => ({ ...numbered(index), summary: aSummary({ created: time }) }))
  expect(oldestOf(null, incidents, created)).toBe('2026-11-24T10:00:00.1234567Z')
  expect(oldestOf('2026-11-24T09:00:00Z', incidents, created)).toBe('2026-11-24T09:00:00Z')
  expect([oldestOf(null, [], created), oldestOf(null, [numbered(1, '2026-11-23T00:00:00Z'), numbered(2)], range)]).toEqual([null, '2026-11-23T00:00:00Z'])
})
