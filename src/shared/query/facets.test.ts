import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runs } from '../testing/property-runs'
import { toggleValue } from './edit'
import { facetFields, facetLabel, facetValues } from './facets'
import { aRandomIncident, anIncident, context } from './fixtures'
import { compile } from './match'
import { searchable } from './searchable'

it('returns the values of each facet', () => {
  const { row } = anIncident({
    severity: 'High', status: 'Active', assignedTo: 'Megan', services: ['MicrosoftSentinel', 'DataLossPrevention'], detectionSources: ['MicrosoftSentinel', 'BuiltInMl'], tags: ['VIP', 'vip', 'x'],
    categories: ['Malware'], techniques: ['T1'], devices: ['pc'], users: ['a', '\u200B'], classification: 'TruePositive', determination: 'Phishing',
  })
  expect(Object.fromEntries(facetFields.map(field => [field, facetValues(field, row)]))).toEqual({
    severity: ['High'], status: ['Active'], assignee: ['Megan'], source: ['MicrosoftSentinel', 'DataLossPrevention', 'BuiltInMl'], tag: ['VIP', 'x'], category: ['Malware'], technique: ['T1'], device: ['pc'], user: ['a'],
    classification: ['TruePositive'], determination: ['Phishing'],
  })
})

it('names missing values and values that mean "not set" by an empty text', () => {
  for (const given of [{}, { classification: 'Unknown', determination: 'NotAvailable', assignedTo: ' ', tags: ['\u200B'] }]) {
    expect(facetFields.map(field => facetValues(field, anIncident(given).row))).toEqual(facetFields.map(() => ['']))
  }
})

it('labels known values', () => {
  expect([facetLabel('status', 'InProgress'), facetLabel('source', 'AADIdentityProtection'), facetLabel('status', 'Paused'), facetLabel('user', 'High'), facetLabel('user', '')])
    .toEqual(['In progress', 'Microsoft Entra ID Protection', 'Paused', 'High', ''])
})

it('has the values that a choice of them matches, and no others', () => {
  fc.assert(fc.property(fc.constantFrom(...facetFields), aRandomIncident, aRandomIncident, (field, one, other) => {
    for (const value of facetValues(field, one.row)) {
      const matches = compile(toggleValue([], field, value), context())
      expect(matches(searchable(one))).toBe(true)
      const has = facetValues(field, other.row).some(each => toggleValue(toggleValue([], field, value), field, each).length === 0)
      expect(matches(searchable(other))).toBe(has)
    }
  }), runs(3000))
})
