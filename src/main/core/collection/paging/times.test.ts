import fc from 'fast-check'
import { expect, it } from 'vitest'
import { timeKey } from '../../../../shared/values/instants'
import { odataKey, odataTime } from './times'

it('a literal for OData has seven digits and is never later than its key', () => {
  expect(odataTime('2026-11-22T12:00:00.5Z')).toBe('2026-11-22T12:00:00.5000000Z')
  expect(odataKey('2026-01-01T00:00:00.123456789')).toBe('2026-01-01T00:00:00.1234567Z')
  fc.assert(fc.property(fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true }), (date) => {
    const key = timeKey(date.toISOString()) ?? ''
    expect(timeKey(odataKey(key))).toBe(key)
  }))
})
