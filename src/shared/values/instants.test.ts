import fc from 'fast-check'
import { expect, it } from 'vitest'
import { instantMs, isLater, keyMs, msKey, timeKey } from './instants'

/** Formats ticks (100 ns since 1970) as the API does, without trailing zeros. */
const written = (ticks: bigint) => {
  const fraction = (ticks % 10_000_000n).toString().padStart(7, '0').replace(/0+$/, '')
  return `${new Date(Number(ticks / 10_000n)).toISOString().slice(0, 19)}${fraction && `.${fraction}`}Z`
}
const recent = fc.bigInt(7_000_000_000_000_000n, 20_000_000_000_000_000n)

it('orders times by all seven digits, with or without trailing zeros', () => {
  fc.assert(fc.property(recent, fc.bigInt(-20_000_000n, 20_000_000n), (a, by) => {
    const b = a + by
    expect(isLater(written(a), written(b))).toBe(a > b)
  }))
})

it('sorts times by instant that sort wrongly as text', () => {
  expect('2026-01-01T00:00:00Z' > '2026-01-01T00:00:00.1Z').toBe(true)
  expect(isLater('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.1Z')).toBe(false)
  expect(isLater('2026-01-01T00:00:00.1234567Z', '2026-01-01T00:00:00.1234566Z')).toBe(true)
  const inOrder = ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.1199999Z', '2026-01-01T00:00:00.12Z', '2026-01-01T00:00:00.1200001Z', '2026-01-01T00:00:00.2Z', '2026-01-01T00:00:01Z']
  for (const [index, time] of inOrder.entries()) expect(inOrder.map(other => isLater(time, other))).toEqual(inOrder.map((_, at) => at < index))
})

it.each([
  '', 'yesterday', '2026-01-01', '2026-13-01T00:00:00Z', '2026-02-30T00:00:00Z', '2026-01-01T25:00:00Z', '2026-01-01T00:00:00+1', '0', '-1', '123', '17672256000', '1E+21',
  '100000000', '/Date(0)/', '11/10/2026 11:00:00 AM', 'Tue, 24 Nov 2026 11:00:00', 'Tue, 24 Foo 2026 11:00:00 GMT', '24 Nov 1601 11:00 GMT',
  '0001-01-01T00:00:00Z', '0001-01-01T00:00:00+00:00', '1601-01-01T00:00:00Z', '1970-01-01T00:00:00.0000000Z', 'null', '9'.repeat(20_000),
])('%j is not an instant and is earlier than every instant', (text) => {
  expect(timeKey(text)).toBeNull()
  expect(isLater('2000-01-01T00:00:00Z', text)).toBe(true)
  expect(isLater(text, '2000-01-01T00:00:00Z')).toBe(false)
})

it.each([
  '2026-11-24T11:00:00Z', '2026-11-24T11:00:00.0Z', '2026-11-24t11:00:00z', '2026-11-24T11:00:00+00:00', '2026-11-24T11:00:00-00:00', '2026-11-24T12:00:00+01:00',
  '2026-11-24T13:30:00.0000000+02:30', '2026-11-24T05:00:00-0600', '2026-11-24T12:00:00+01', '2026-11-24T11:00:00', '2026-11-24 11:00:00Z', ' 2026-11-24T11:00:00,000Z ', '2026-11-25T00:00:00+13:00',
  '1795518000', '1795518000.0', ' 1795518000000', '1795518000000000', '/Date(1795518000000)/', '/Date(1795518000000+0100)/', 'Tue, 24 Nov 2026 11:00:00 GMT', '24 Nov 2026 12:00 +0100', 'Tuesday, 24-Nov-2026 11:00:00 UTC',
])('%j is the same instant as its other spellings', (text) => {
  expect(timeKey(text)).toBe('2026-11-24T11:00:00.000000000')
})

it.each(['9999-12-31T23:59:59-01:00', '9999-12-31T23:59:59.9999999-08:00', '9999-12-31T23:59:59Z'])('%j is later than any other time', (text) => {
  expect(isLater(text, '9999-12-31T23:59:58Z')).toBe(true)
})

it('compares instants with different offsets as exactly as ticks', () => {
  const offset = fc.integer({ min: -14 * 60, max: 14 * 60 })
  const shifted = (time: bigint, minutes: number) => {
    const sign = minutes < 0 ? '-' : '+'
    const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map(part => String(part).padStart(2, '0'))
    return written(time + BigInt(minutes) * 600_000_000n).replace('Z', `${sign}${hours}:${rest}`)
  }
  fc.assert(fc.property(recent, fc.bigInt(-20_000_000n, 20_000_000n), offset, offset, (a, by, one, other) => {
    expect(isLater(shifted(a, one), shifted(a + by, other))).toBe(by < 0n)
  }))
})

it('reads a fraction of an epoch time', () => {
  expect(timeKey('1795518000.25')).toBe('2026-11-24T11:00:00.250000000')
  expect([instantMs('1795518000250'), instantMs('soon')]).toEqual([1_795_518_000_250, null])
})

it('converts between keys and milliseconds', () => {
  fc.assert(fc.property(recent, (ticks) => {
    const key = timeKey(written(ticks)) ?? ''
    expect(keyMs(key)).toBe(Number(ticks / 10_000n))
    expect(timeKey(new Date(keyMs(key)).toISOString())).toBe(msKey(keyMs(key)))
  }))
})
