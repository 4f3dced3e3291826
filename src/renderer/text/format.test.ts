import { afterEach, describe, expect, it } from 'vitest'
import { clockTime, countdown, dateTime, duration, fullDay, fullTime, isToday, isUtc, megabytes, plural, relativeTime, secondsUntil, shortTime } from './format'

const now = Date.parse('2026-11-24T12:00:00Z')

afterEach(() => { isUtc.value = false })

describe('times', () => {
  it.each([
    ['2026-11-24T11:59:30Z', 'just now'],
    ['2026-11-24T11:55:00Z', '5\u00A0min ago'],
    ['2026-11-24T09:00:00Z', '3\u00A0h ago'],
    ['2026-11-12T12:00:00Z', '12\u00A0d ago'],
    ['2020-11-12T12:00:00.1234567Z', '2,202\u00A0d ago'],
    ['2026-11-24T12:05:00Z', 'in 5\u00A0min'],
    ['2026-11-24T13:00:00+02:00', '1\u00A0h ago'],
    ['2026-11-24T11:00:00', '1\u00A0h ago'],
    ['1795518000', '1\u00A0h ago'],
    ['1795518000000', '1\u00A0h ago'],
    ['Tue, 24 Nov 2026 11:00:00 GMT', '1\u00A0h ago'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['2026-02-30T00:00:00Z', '2026-02-30T00:00:00Z'],
    ['\u200B', '–'],
    ['nonsense', 'nonsense'],
    ['', '–'],
  ])('of %j are %s', (iso, text) => {
    expect(relativeTime(iso, now)).toBe(text)
  })

  it('use 24 hours and name the month', () => {
    const afternoon = new Date(2026, 10, 24, 14, 2).toISOString()
    expect(clockTime(afternoon)).toBe('14:02')
    expect(dateTime(afternoon)).toBe('24 Nov 2026, 14:02')
    expect(shortTime(afternoon, now)).toBe('24 Nov 14:02')
    expect(shortTime(new Date(2025, 1, 3, 14, 2).toISOString(), now)).toBe('3 Feb 2025')
    expect(fullTime('2026-11-24T12:00:00.1234567Z')).toContain('2026-11-24T12:00:00.1234567Z')
  })

  it('abbreviate every month with three letters', () => {
    for (const [index, month] of ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].entries()) {
      const day = new Date(2026, index, 22, 14, 2).toISOString()
      expect([dateTime(day), fullDay(day), fullDay(day.slice(0, 10)), shortTime(day, now)]).toEqual([`22 ${month} 2026, 14:02`, `22 ${month} 2026`, `22 ${month} 2026`, `22 ${month} 14:02`])
    }
  })

  it('in UTC say so', () => {
    isUtc.value = true
    const iso = '2026-11-24T12:00:00.1234567Z'
    expect([clockTime(iso), dateTime(iso), shortTime(iso, now), shortTime('2025-12-31T23:30:00Z', now), fullDay('2026-11-24T23:30:00Z')])
      .toEqual(['12:00 UTC', '24 Nov 2026, 12:00 UTC', '24 Nov 12:00 UTC', '31 Dec 2025', '24 Nov 2026'])
    expect(fullTime(iso)).toBe(`24 Nov 2026, 12:00:00 UTC (${iso})`)
    expect([isToday('2026-11-24T00:00:00Z', now), isToday('2026-11-23T23:59:00Z', now), isToday('nonsense', now)]).toEqual([true, false, false])
  })

  it('use the day of the time zone on screen, and leave a day without a time as it is', () => {
    const lateEvening = new Date(2026, 10, 24, 23, 30).toISOString()
    expect([fullDay(lateEvening), fullDay('2026-11-24')]).toEqual(['24 Nov 2026', '24 Nov 2026'])
    isUtc.value = true
    expect(fullDay('2026-11-24')).toBe('24 Nov 2026')
  })

  it('that are not valid are shown with hidden characters visible and a bounded length', () => {
    for (const format of [dateTime, fullTime, clockTime, (text: string) => shortTime(text, now), (text: string) => relativeTime(text, now)]) {
      expect(format('\u202Enow')).toBe('⟨U+202E⟩now')
      expect(format('x'.repeat(10_000)).length).toBeLessThan(100)
    }
  })
})

describe('numbers', () => {
  it('are formatted with their units', () => {
    expect([plural(1, 'incident'), plural(1204, 'incident'), plural(0, 'page')]).toEqual(['1\u00A0incident', '1,204\u00A0incidents', '0\u00A0pages'])
    expect([20, 400, 9940, 9960, 12_000, 59_600, 125_000].map(duration)).toEqual(['under 0.1\u00A0s', '0.4\u00A0s', '9.9\u00A0s', '10\u00A0s', '12\u00A0s', '1\u00A0min 0\u00A0s', '2\u00A0min 5\u00A0s'])
    expect([59, 250, 7260].map(countdown)).toEqual(['59\u00A0s', '4\u00A0min 10\u00A0s', '2\u00A0h 1\u00A0min'])
    expect(secondsUntil('2026-11-24T12:00:00.400Z', now)).toBe(1)
    expect(secondsUntil('2020-01-01T00:00:00Z', now)).toBe(0)
    expect([1, 99_000, 52_100_000].map(megabytes)).toEqual(['1\u00A0kB', '99\u00A0kB', '52.1\u00A0MB'])
  })
})
