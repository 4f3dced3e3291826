import type { Incident } from '../../incident/incident'
import type { Query } from '../paging/query'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { aSummary } from '../../../../shared/contract/fixtures'
import { defenderXdr } from '../../microsoft/incident-apis'
import { isPast, sinceOf } from './watermark'

const now = Date.parse('2026-11-24T12:00:00Z')
const open: Query = { api: defenderXdr, range: { field: 'lastUpdateTime', from: '2026-11-22T12:00:00.000Z', to: null }, withUpperBound: true, since: null }
const bounded: Query = { ...open, range: { ...open.range, to: '2026-11-23T12:00:00.000Z' } }
const updated = (...times: readonly string[]): readonly Incident[] => times.map(lastUpdate => ({ summary: aSummary({ lastUpdate }), bytes: Buffer.from('{}') }))
/** A page of incidents that were updated `stepMs` apart, the newest one at `latest`. */
const page = (count: number, latest: number, stepMs: number) =>
  updated(...Array.from({ length: count }, (_, index) => new Date(latest - index * stepMs).toISOString()))

describe('a window whose end is', () => {
  it.each([
    ['2026-11-24T11:58:00.000Z', true],
    ['2026-11-24T11:58:00.001Z', false],
    ['2026-11-24T13:58:00+02:00', true],
    ['2026-11-24T12:00:00.000Z', false],
    ['soon', false],
    [null, false],
  ])('%s counts as past two minutes later, by the service\'s clock: %s', (end, expected) => {
    expect(isPast(end, now)).toBe(expected)
  })

  it('long past does not count as past if the service\'s clock is unknown', () => {
    expect(isPast('2020-01-01T00:00:00Z', null)).toBe(false)
  })
})

describe('the watermark is', () => {
  it('two minutes before the newest update', () => {
    expect(sinceOf(page(3, now - 3_600_000, 600_000), open, now)).toBe('2026-11-24T10:58:00.0000000Z')
  })

  it('two minutes before the newest update at any position of the page', () => {
    const times = ['2026-11-24T10:00:00Z', '2026-11-24T11:00:00.5Z', '0001-01-01T00:00:00Z', '2026-11-24T09:00:00Z', '']
    expect(sinceOf(updated(...times), open, now)).toBe('2026-11-24T10:58:00.5000000Z')
  })

  it('two minutes before now if one or all updates have a future time', () => {
    expect(sinceOf(page(1, now + 3_600_000, 0), open, now)).toBe('2026-11-24T11:58:00.0000000Z')
    expect(sinceOf(page(100, now + 3_600_000, 1), open, now)).toBe('2026-11-24T11:58:00.0000000Z')
    expect(sinceOf(page(1, now, 0), open, now)).toBe('2026-11-24T11:58:00.0000000Z')
  })

  it('no earlier than half a page of incidents, not counting those with a future time', () => {
    expect(sinceOf(page(100, now - 1000, 1000), open, now)).toBe('2026-11-24T11:59:10.0000000Z')
    const future = page(10, now + 3_600_000, 1000)
    expect(sinceOf([...future, ...page(90, now - 1000, 1000)], open, now)).toBe('2026-11-24T11:59:10.0000000Z')
    expect(sinceOf(page(49, now - 1000, 1000), open, now)).toBe('2026-11-24T11:57:59.0000000Z')
  })

  it('limited by updates within the service\'s current second, but never later than the service\'s time', () => {
    const [first = '', ...others] = page(50, now - 10_000, 0).map(({ summary }) => summary.lastUpdate)
    expect(first).not.toBe('')
    expect(sinceOf(updated('2026-11-24T12:00:00.9999999Z', ...others), open, now)).toBe('2026-11-24T11:59:50.0000000Z')
    expect(sinceOf(updated('2026-11-24T12:00:01.0000000Z', ...others), open, now)).toBe('2026-11-24T11:58:00.0000000Z')
    expect(sinceOf(page(100, now + 400, 0), open, now)).toBe('2026-11-24T12:00:00.0000000Z')
  })

  it('two minutes before the first page in a window whose end is past', () => {
    expect(sinceOf(page(1, now - 90_000_000, 0), bounded, now)).toBe('2026-11-24T11:58:00.0000000Z')
    expect(sinceOf([], bounded, now)).toBe('2026-11-24T11:58:00.0000000Z')
  })

  it.each([
    ['without incidents', [], now],
    ['without a time', updated('', 'soon'), now],
    ['without a Date', page(3, now, 1), null],
  ])('null %s', (_name, incidents, serverTime) => {
    expect(sinceOf(incidents, open, serverTime)).toBeNull()
  })

  it('null without a Date, even in a window whose end is past', () => {
    expect(sinceOf(page(3, now, 1), bounded, null)).toBeNull()
  })
})
