import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isLater, odataTime, timeKey } from './times'

/** 100 ns since 1970, written as the API does: trailing zeros trimmed. */
const written = (ticks: bigint) => {
  const fraction = (ticks % 10_000_000n).toString().padStart(7, '0').replace(/0+$/, '')
  return `${new Date(Number(ticks / 10_000n)).toISOString().slice(0, 19)}${fraction && `.${fraction}`}Z`
}
const ticks = fc.bigInt(0n, 20_000_000_000_000_000n)

it('orders times by all seven digits, however many are written', () => {
  fc.assert(fc.property(ticks, fc.bigInt(-20_000_000n, 20_000_000n), (a, by) => {
    const b = a + by
    fc.pre(b >= 0n)
    expect(isLater(written(a), written(b))).toBe(a > b)
  }))
})

it('sorts what plain text sorts wrongly', () => {
  expect('2026-01-01T00:00:00Z' > '2026-01-01T00:00:00.1Z').toBe(true)
  expect(isLater('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.1Z')).toBe(false)
  expect(isLater('2026-01-01T00:00:00.1234567Z', '2026-01-01T00:00:00.1234566Z')).toBe(true)
  const inOrder = ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.1199999Z', '2026-01-01T00:00:00.12Z', '2026-01-01T00:00:00.1200001Z', '2026-01-01T00:00:00.2Z', '2026-01-01T00:00:01Z']
  for (const [index, time] of inOrder.entries()) expect(inOrder.map(other => isLater(time, other))).toEqual(inOrder.map((_, at) => at < index))
})

it.each(['', 'yesterday', '2026-01-01', '2026-01-01T00:00:00+01:00'])('%j is no such time and earlier than any', (text) => {
  expect(timeKey(text)).toBeNull()
  expect(isLater('1970-01-01T00:00:00Z', text)).toBe(true)
  expect(isLater(text, '1970-01-01T00:00:00Z')).toBe(false)
})

it('writes seven digits for OData', () => {
  expect(odataTime('2026-11-22T12:00:00.5Z')).toBe('2026-11-22T12:00:00.5000000Z')
})
