import { afterEach, describe, expect, it, vi } from 'vitest'
import { periodsBetween } from './update-periods'

const ms = (iso: string) => Date.parse(iso)
const textsOf = (bounds: readonly number[]) => bounds.map(each => new Date(each).toISOString().slice(0, 16))

afterEach(() => vi.unstubAllEnvs())

describe('periodsBetween', () => {
  it('returns whole hours for a list of up to two days', () => {
    const { unit, bounds } = periodsBetween(ms('2026-11-24T09:30:00Z'), ms('2026-11-24T11:00:00Z'), true)
    expect([unit, textsOf(bounds)]).toEqual(['hour', ['2026-11-24T09:00', '2026-11-24T10:00', '2026-11-24T11:00', '2026-11-24T12:00']])
  })

  it('returns whole days for a longer one', () => {
    const { unit, bounds } = periodsBetween(ms('2026-11-20T23:59:00Z'), ms('2026-11-24T00:00:00Z'), true)
    expect([unit, textsOf(bounds)]).toEqual(['day', ['2026-11-20T00:00', '2026-11-21T00:00', '2026-11-22T00:00', '2026-11-23T00:00', '2026-11-24T00:00', '2026-11-25T00:00']])
  })

  it('returns weeks from Monday for more than 60 days, and at most 62 of them', () => {
    const weeks = periodsBetween(ms('2026-09-01T10:00:00Z'), ms('2026-11-24T00:00:00Z'), true)
    expect([weeks.unit, textsOf(weeks.bounds).at(0), textsOf(weeks.bounds).at(-1)]).toEqual(['week', '2026-08-31T00:00', '2026-11-30T00:00'])
    const { bounds } = periodsBetween(ms('1990-01-01T00:00:00Z'), ms('2026-11-24T00:00:00Z'), true)
    expect([bounds.length, textsOf(bounds).at(-1)]).toEqual([62, '2026-11-30T00:00'])
  })

  it('returns local days of 23 to 25 hours', () => {
    vi.stubEnv('TZ', 'Europe/Berlin')
    const { bounds } = periodsBetween(ms('2026-10-23T12:00:00Z'), ms('2026-10-26T12:00:00Z'), false)
    expect(textsOf(bounds)).toEqual(['2026-10-22T22:00', '2026-10-23T22:00', '2026-10-24T22:00', '2026-10-25T23:00', '2026-10-26T23:00'])
  })

  it('returns hours that are whole in the local zone', () => {
    vi.stubEnv('TZ', 'Asia/Kolkata')
    expect(textsOf(periodsBetween(ms('2026-11-24T09:45:00Z'), ms('2026-11-24T09:50:00Z'), false).bounds)).toEqual(['2026-11-24T09:30', '2026-11-24T10:30'])
  })

  it('returns nothing without a time', () => {
    expect(periodsBetween(Infinity, -Infinity, true).bounds).toEqual([])
  })
})
