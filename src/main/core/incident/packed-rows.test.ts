import type { IndexedIncident } from '../../../shared/contract/row'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { aRow } from '../../../shared/contract/fixtures'
import { runs } from '../../../shared/testing/property-runs'
import { incidentFrom, indexedFrom } from './fixtures'
import { packIncident, packRows, unpackRows } from './packed-rows'

const text = fc.string({ unit: 'binary', maxLength: 20 })
const texts = fc.array(text, { maxLength: 3 })
const incidents: fc.Arbitrary<readonly IndexedIncident[]> = fc.array(fc.record({
  row: fc.record({ name: text, tags: texts, priority: fc.option(fc.nat(100)) }).map(aRow),
  alertTitles: texts,
  entities: fc.array(fc.record({ type: text, key: text, label: text, values: texts }), { maxLength: 3 }),
}), { maxLength: 5 })

describe('packed rows', () => {
  it('are the same in the same order when they are unpacked, in any selection', () => {
    fc.assert(fc.property(incidents, fc.array(fc.nat()), (rows, numbers) => {
      const packed = packRows(rows)
      expect(unpackRows(packed)).toEqual(rows)
      const positions = rows.length === 0 ? [] : numbers.map(number => number % rows.length)
      expect(unpackRows(packed, positions)).toEqual(positions.map(position => rows[position]))
    }), runs(500))
  })

  it('parse the texts of an incident when they are first read, and only once', () => {
    const parse = vi.spyOn(JSON, 'parse')
    const [first] = unpackRows(packRows([{ row: aRow(), alertTitles: ['a'], entities: [] }]))
    expect(parse).toHaveBeenCalledTimes(1)
    expect([first?.alertTitles, first?.entities, first?.alertTitles]).toEqual([['a'], [], ['a']])
    expect(parse).toHaveBeenCalledTimes(2)
    parse.mockRestore()
  })

  it('have a buffer of their own', () => {
    const { bytes, ends } = packRows([{ row: aRow(), alertTitles: ['é'], entities: [] }])
    expect(bytes.byteLength).toBe(ends.at(-1))
  })

  it.each(['defender-xdr', 'microsoft-graph'] as const)('of one incident of %s are read from its bytes', (api) => {
    const json = '{"incidentId":5,"id":"5","alerts":[{"title":"é","category":"Malware"}]}'
    const incident = incidentFrom(json, api)
    if (!incident) throw new Error('no incident')
    expect(unpackRows(packIncident(incident, api))).toEqual([indexedFrom(json, api)])
  })
})
