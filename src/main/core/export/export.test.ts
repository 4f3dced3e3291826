import { Buffer } from 'node:buffer'
import { expect, it } from 'vitest'
import { exportName, jsonArray } from './export'

it.each([0, 1, 3000])('writes %i incidents as one array, byte for byte', (count) => {
  const parts = Array.from({ length: count }, (_, index) => Buffer.from(`{"n":${index},"x":1.0}`))
  expect(Buffer.concat([...jsonArray(parts)]).toString('utf8')).toBe(`[${parts.join(',\n')}]\n`)
})

it('proposes the sample\'s name', () => {
  expect(exportName('2026-11-24T11:28:59.123Z', { complete: true, withoutAlerts: 0 })).toBe('Latest Incidents 2026-11-24T11.28.59.123Z.json')
  expect(exportName('2026-11-24T11:28:59.123Z', { complete: false, withoutAlerts: 0 })).toBe('Latest Incidents 2026-11-24T11.28.59.123Z (incomplete).json')
  expect(exportName('2026-11-24T11:28:59.123Z', { complete: true, withoutAlerts: 12 })).toBe('Latest Incidents 2026-11-24T11.28.59.123Z (12 without alerts).json')
  expect(exportName('2026-11-24T11:28:59.123Z', { complete: false, withoutAlerts: 1 })).toBe('Latest Incidents 2026-11-24T11.28.59.123Z (incomplete, 1 without alerts).json')
})
