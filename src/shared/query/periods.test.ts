import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { runs } from '../testing/property-runs'
import { compile } from './match'
import { anIncident, aQuery, context, now } from './fixtures'
import { hasPeriod, periodTerms, togglePeriod } from './periods'
import { searchable } from './searchable'
import { parse } from './syntax/parse'
import { print } from './syntax/print'

const hourMs = 3_600_000
const noon = Date.parse('2026-11-24T12:00:00Z')
const textOf = (from: number, to: number, utc = true) => print(periodTerms('updated', { from, to }, utc))

afterEach(() => vi.unstubAllEnvs())

describe('the terms of a period', () => {
  it.each([
    ['an hour', noon, noon + hourMs, 'updated:>=2026-11-24T12:00 updated:<2026-11-24T13:00'],
    ['the last hour of a day', noon + 11 * hourMs, noon + 12 * hourMs, 'updated:>=2026-11-24T23:00 updated:<2026-11-25'],
    ['a day', noon - 12 * hourMs, noon + 12 * hourMs, 'updated:2026-11-24'],
    ['a minute', noon, noon + 60_000, 'updated:2026-11-24T12:00'],
    ['a week', noon - 36 * hourMs, noon + 132 * hourMs, 'updated:>=2026-11-23 updated:<2026-11-30'],
  ])('of %s are as short as possible', (_what, from, to, text) => {
    expect(textOf(from, to)).toBe(text)
  })

  it('are in the zone of the times on screen', () => {
    vi.stubEnv('TZ', 'Asia/Kolkata')
    const local = new Date(2026, 10, 24).getTime()
    expect(textOf(local, local + 24 * hourMs, false)).toBe('updated:2026-11-24')
    expect(textOf(local, local + hourMs, true)).toBe('updated:>=2026-11-23T18:30 updated:<2026-11-23T19:30')
  })

  it('are in UTC for the hour that a time zone repeats', () => {
    vi.stubEnv('TZ', 'Europe/Berlin')
    const second = Date.parse('2026-10-25T01:00:00Z')
    expect(textOf(second, second + hourMs, false)).toBe('updated:>=2026-10-25T01:00Z updated:<2026-10-25T03:00')
  })

  it.each(['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns'])('match exactly the times of the period in %s', (zone) => {
    vi.stubEnv('TZ', zone)
    const anHour = fc.integer({ min: -9_000, max: 100 }).map(hours => now + hours * hourMs)
    fc.assert(fc.property(anHour, fc.constantFrom(1, 24, 168), fc.boolean(), fc.integer({ min: -2, max: 2 }), (from, hours, utc, shift) => {
      const to = from + hours * hourMs
      const matches = compile(periodTerms('updated', { from, to }, utc), context({ utc }))
      for (const edge of [from, to]) {
        const ms = edge + shift
        expect(matches(searchable(anIncident({ lastUpdate: new Date(ms).toISOString() })))).toBe(ms >= from && ms < to)
      }
    }), runs(100))
  })
})

it('a period is set, replaced and removed, and leaves the rest of the query alone', () => {
  const period = { from: noon, to: noon + hourMs }
  const query = parse('severity:high updated:<2d -updated:2026-11-20', true).query ?? []
  const set = togglePeriod(query, 'updated', period, true)
  expect(print(set)).toBe('severity:high -updated:2026-11-20 updated:>=2026-11-24T12:00 updated:<2026-11-24T13:00')
  expect([hasPeriod(query, 'updated', period, true), hasPeriod(set, 'updated', period, true)]).toEqual([false, true])
  expect(hasPeriod(set, 'updated', { from: noon - hourMs, to: noon }, true)).toBe(false)
  expect(print(togglePeriod(set, 'updated', period, true))).toBe('severity:high -updated:2026-11-20')
})

it('after a period was set, any query has it', () => {
  fc.assert(fc.property(aQuery, fc.integer({ min: -500, max: 50 }), fc.boolean(), (query, hours, utc) => {
    const period = { from: now + hours * hourMs, to: now + (hours + 1) * hourMs }
    const set = hasPeriod(query, 'updated', period, utc) ? query : togglePeriod(query, 'updated', period, utc)
    expect(hasPeriod(parse(print(set), true).query ?? [], 'updated', period, utc)).toBe(true)
    expect(hasPeriod(togglePeriod(set, 'updated', period, utc), 'updated', period, utc)).toBe(false)
  }), runs(100))
})
