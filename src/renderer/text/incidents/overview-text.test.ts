import { afterEach, describe, expect, it } from 'vitest'
import { isUtc } from '../format'
import { axisLabels, barText, mostText, outsideText, periodText } from './overview-text'

const hour = 3_600_000
const start = Date.parse('2026-11-23T22:00:00Z')
const starts = (count: number, step: number) => Array.from({ length: count }, (_, at) => start + at * step)

afterEach(() => { isUtc.value = false })

describe('periodText', () => {
  it.each([
    ['hour', '23 Nov, 22:00 to 23:00 UTC'],
    ['day', 'Monday, 23 Nov 2026'],
    ['week', 'week of 23 Nov 2026'],
  ] as const)('names a period of one %s', (unit, text) => {
    isUtc.value = true
    expect(periodText(unit, { from: start, to: start + hour })).toBe(text)
  })

  it('has no mark for local times', () => {
    expect(periodText('hour', { from: start, to: start + hour })).toMatch(/^\d+ Nov, \d\d:00 to \d\d:00$/)
  })
})

describe('axisLabels', () => {
  it('name the day at midnight, and the first one if there is room', () => {
    isUtc.value = true
    expect(axisLabels('hour', starts(4, hour))).toEqual(['', '', '24 Nov', ''])
    expect(axisLabels('hour', starts(2, hour))).toEqual(['23 Nov', ''])
    expect(axisLabels('hour', starts(30, hour).map(each => each - 8 * hour)).filter(Boolean)).toEqual(['23 Nov', '24 Nov'])
  })

  it('name each of a few days, otherwise one a week', () => {
    isUtc.value = true
    expect(axisLabels('day', starts(3, 24 * hour))).toEqual(['23 Nov', '24 Nov', '25 Nov'])
    expect(axisLabels('day', starts(15, 24 * hour)).map((label, at) => label && at).filter(label => label !== '')).toEqual([0, 7, 14])
  })
})

it('numbers have their nouns', () => {
  expect([barText('High', 1), mostText('hour', 12), mostText('week', 1), outsideText(0), outsideText(2)].map(text => text.replaceAll('\u00A0', ' '))).toEqual([
    'High, 1 incident', 'peak 12 per hour', 'peak 1 per week', '', '2 incidents without a time in this range',
  ])
})
