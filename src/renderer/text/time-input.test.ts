import { afterEach, expect, it } from 'vitest'
import { dateTime, isUtc } from './format'
import { exampleTime, readTimeInput, timeInputText } from './time-input'

afterEach(() => { isUtc.value = false })

it.each([
  [exampleTime, '2026-11-24T14:02'],
  [' 24 november 2026 9:05 ', '2026-11-24T09:05'],
  ['24. Nov. 2026', '2026-11-24T00:00'],
  ['Nov 4, 2026, 23:59', '2026-11-04T23:59'],
  ['2026-11-24T14:02', '2026-11-24T14:02'],
  ['2026-11-4 14:02', '2026-11-04T14:02'],
  ['2024-02-29', '2024-02-29T00:00'],
])('reads “%s” as %s', (text, wall) => {
  expect(readTimeInput(text)).toBe(wall)
  expect(readTimeInput(timeInputText(wall))).toBe(wall)
})

it.each(['', '24 Nov', '11/12/2026', '24/11/2026 10:00', '31 Feb 2026', '2026-02-30', '24 Nov 2026, 24:00', '24 Nov 2026 10:60', '24 Foo 2026', '2026-13-01', 'now', '24 Nov 2026, 14:02 x'])(
  'does not read “%s”', (text) => {
    expect(readTimeInput(text)).toBeNull()
    expect(timeInputText(text)).toBe(text)
  })

it('shows a time as the rest of the app does, in every month', () => {
  isUtc.value = true
  for (let month = 1; month <= 12; month++) {
    const wall = `2026-${String(month).padStart(2, '0')}-05T09:30`
    expect(`${timeInputText(wall)} UTC`).toBe(dateTime(`${wall}:00Z`))
  }
})
