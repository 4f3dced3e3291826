import type { Collection } from '../../shared/model'
import { describe, expect, it } from 'vitest'
import { aCollection } from '../../shared/fixtures'
import { agePart, endOf, reasonWords, runningParts, shownParts, windowWords } from './collection-words'

const startedAt = new Date(2026, 10, 24, 14, 2).toISOString()
const now = Date.parse(startedAt)
const collection = (changed: Partial<Collection> = {}) => aCollection({ startedAt, pages: 44, incidents: 4321, redirected: 1080, elapsedMs: 6100, outcome: { kind: 'complete' }, ...changed })
const join = (parts: readonly { text: string }[]) => parts.map(part => part.text).join(' · ')
const server = { code: 'server-error', details: { host: 'api.example', status: 503 } } as const

describe('status of a collection', () => {
  it('complete, with and without redirected incidents, hidden or shown', () => {
    expect(join(shownParts(collection(), true, 0))).toBe('4,321 incidents (1,080 redirected, hidden) · 44 pages · 6.1 s · complete · as of 14:02')
    expect(join(shownParts(collection(), false, 0))).toContain('4,321 incidents (1,080 redirected) ·')
    expect(join(shownParts(collection({ incidents: 1, redirected: 0, pages: 1 }), true, 0))).toMatch(/^1 incident · 1 page · /)
  })

  it('complete, but without the alerts of some', () => {
    expect(join(shownParts(collection(), true, 1204))).toBe('4,321 incidents (1,080 redirected, hidden) · 44 pages · 6.1 s · complete · 1,204 without alerts · as of 14:02')
  })

  it('complete, but without incidents that the service sent from before the window', () => {
    expect(join(shownParts(collection({ outside: 3 }), true, 0))).toContain(' · complete · 3 from before the window left out · as of 14:02')
  })

  it('incomplete with the reason', () => {
    const incomplete = collection({ outcome: { kind: 'incomplete', failure: server } })
    expect(join(shownParts(incomplete, true, 0))).toContain(' · incomplete: api.example failed (HTTP 503) · as of 14:02')
    expect(reasonWords(collection())).toBe('')
  })

  it('running: how far, what it waits for and for how long, and what is shown meanwhile', () => {
    const until = new Date(now + 42_000).toISOString()
    const running = collection({ outcome: null, incidents: 1200, pages: 12 })
    expect(join(runningParts(running, null, now))).toBe('Collecting the last 48 hours · 1,200 incidents · 12 pages')
    expect(join(runningParts({ ...running, waiting: { for: 'quota', until } }, collection(), now)))
      .toBe('Collecting the last 48 hours · 1,200 incidents · 12 pages · waiting 42 s for the API\'s quota · showing 4,321 as of 14:02')
    expect(join(runningParts({ ...running, waiting: { for: 'retry', until, attempt: 2, cause: server } }, null, now)))
      .toContain('api.example failed (HTTP 503); trying again in 42 s (retry 2 of 4)')
    expect(join(runningParts(running, collection({ outcome: { kind: 'incomplete', failure: server } }), now))).toContain('showing 4,321, incomplete, as of 14:02')
  })

  it('old, where a refresh failed', () => {
    expect(agePart(collection(), now + 12 * 60_000).text).toBe('the last refresh failed, this list is from 12 min ago')
    expect(agePart(collection(), now + 1000).text).toBe('the last refresh failed, this list is from a moment ago')
  })

  it('windows in words, and when a run ended', () => {
    const from = new Date(2026, 10, 1, 8, 0).toISOString()
    expect(windowWords({ kind: 'last', hours: 720 })).toBe('the last 30 days')
    expect(windowWords({ kind: 'custom', field: 'createdTime', from, to: startedAt })).toBe('created 1 Nov 2026, 08:00 to 24 Nov 2026, 14:02')
    expect(windowWords({ kind: 'custom', field: 'lastUpdateTime', from, to: null })).toBe('updated since 1 Nov 2026, 08:00')
    expect(endOf(collection())).toBe(new Date(now + 6100).toISOString())
  })
})
