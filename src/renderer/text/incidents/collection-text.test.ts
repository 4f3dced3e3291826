import type { Collection } from '../../../shared/contract/model'
import type { StatusPart } from './collection-text'
import { describe, expect, it } from 'vitest'
import { aCollection } from '../../../shared/contract/fixtures'
import { endedAt, everyIncidentText, loadText, noIncidentText, nothingParts, olderParts, otherWindowText, reasonText, runningParts, shownParts, windowText } from './collection-text'

const startedAt = new Date(2026, 10, 24, 14, 2).toISOString()
const now = Date.parse(startedAt)
const collection = (changed: Partial<Collection> = {}) =>
  aCollection({ startedAt, pages: 44, incidents: 4321, redirected: 1080, elapsedMs: 6100, outcome: { kind: 'complete' }, ...changed })
const join = (parts: readonly StatusPart[]) => parts.map(({ text, continues }, index) => index === 0 || continues ? text : ` · ${text}`).join('')
const days48 = { kind: 'last', hours: 48 } as const
const options = { mergedHidden: true, withoutAlerts: 0, chosen: days48 }
const failed = (code: 'server-error' | 'cancelled' = 'server-error', changed: Partial<Collection> = {}) =>
  collection({ pages: 0, incidents: 0, redirected: 0, outcome: { kind: 'incomplete', failure: { code, details: {} } }, ...changed })
const server = { code: 'server-error', details: { host: 'api.example', status: 503 } } as const

describe('the status of a collection', () => {
  it('counts merged incidents, and says whether they are hidden', () => {
    expect(join(shownParts(collection(), options, now))).toBe('4,321\u00A0incidents (1,080 merged, hidden) · 44\u00A0pages · 6.1\u00A0s · complete · as of 14:02')
    expect(join(shownParts(collection(), { ...options, mergedHidden: false }, now))).toContain('4,321\u00A0incidents (1,080 merged) ·')
    expect(join(shownParts(collection({ incidents: 1, redirected: 0, pages: 1 }), options, now))).toMatch(/^1\u00A0incident · 1\u00A0page · /)
  })

  it('counts incidents without alerts', () => {
    expect(join(shownParts(collection(), { ...options, withoutAlerts: 1204 }, now))).toBe('4,321\u00A0incidents (1,080 merged, hidden) · 44\u00A0pages · 6.1\u00A0s · complete, but 1,204 without alerts · as of 14:02')
  })

  it('does not show a list without alerts in the color of a complete one', () => {
    const toneOf = (withoutAlerts: number) => shownParts(collection(), { ...options, withoutAlerts }, now).find(({ text }) => text.startsWith('complete'))?.tone
    expect([toneOf(0), toneOf(1)]).toEqual(['ok', 'warn'])
    const incomplete = collection({ outcome: { kind: 'incomplete', failure: server } })
    expect(join(shownParts(incomplete, { ...options, withoutAlerts: 2 }, now))).toContain('incomplete: api.example failed (HTTP 503) · 2 without alerts')
  })

  it('counts incidents from before the window', () => {
    expect(join(shownParts(collection({ outside: 3 }), options, now))).toContain(' · complete · 3 from before the time window not shown · as of 14:02')
  })

  it('contains the reason for an incomplete list', () => {
    const incomplete = collection({ outcome: { kind: 'incomplete', failure: server } })
    expect(join(shownParts(incomplete, options, now))).toContain(' · incomplete: api.example failed (HTTP 503) · as of 14:02')
    expect(join(shownParts({ ...incomplete, reached: new Date(2026, 10, 23, 9, 5).toISOString() }, options, now))).toContain(' · incomplete: api.example failed (HTTP 503) · back to 23 Nov 09:05 · as of 14:02')
    expect(reasonText(collection())).toBe('')
  })

  it('contains a run\'s progress, the reason and length of its wait, and the list shown meanwhile', () => {
    const until = new Date(now + 42_000).toISOString()
    const running = collection({ outcome: null, incidents: 1200, redirected: 0, pages: 12 })
    expect(join(runningParts(running, null, true, now))).toBe('Loading the last 48 hours · 1,200\u00A0incidents · 12\u00A0pages')
    expect(join(runningParts({ ...running, waiting: { for: 'quota', until } }, collection(), true, now)))
      .toBe('Loading the last 48 hours · 1,200\u00A0incidents · 12\u00A0pages · waiting 42\u00A0s for the API\'s quota · showing 4,321 as of 14:02')
    expect(join(runningParts({ ...running, waiting: { for: 'retry', until, attempt: 2, of: 4, cause: server } }, null, true, now)))
      .toContain('api.example failed (HTTP 503); trying again in 42\u00A0s (retry 2 of 4)')
    expect(join(runningParts({ ...running, reached: new Date(2026, 10, 23, 9, 5).toISOString() }, null, true, now))).toBe('Loading the last 48 hours · 1,200\u00A0incidents · back to 23 Nov 09:05 · 12\u00A0pages')
    expect(join(runningParts({ ...running, redirected: 6 }, null, true, now))).toContain(' · 1,200\u00A0incidents (6 merged, hidden) · ')
    // A single page is not counted.
    expect(join(runningParts({ ...running, waiting: { for: 'retry', until, attempt: 1, of: 1, cause: server } }, null, true, now)))
      .toMatch(/ · api\.example failed \(HTTP 503\); trying again in 42\u00A0s$/)
    expect(join(runningParts(running, collection({ outcome: { kind: 'incomplete', failure: server } }), true, now))).toContain('showing 4,321, incomplete, as of 14:02')
  })

  it('begins with the failed refresh, and does not report an older list as complete now', () => {
    const older = (shown: Collection, last = failed(), more = {}) => olderParts(shown, last, { ...options, ...more }, now + 3 * 3_600_000)
    expect(join(older(collection()))).toBe('Refresh failed · 4,321\u00A0incidents (1,080 merged, hidden) · complete as of 14:02, 3\u00A0h ago')
    expect(join(older(collection({ redirected: 0 }), failed('cancelled')))).toBe('Refresh canceled · 4,321\u00A0incidents · complete as of 14:02, 3\u00A0h ago')
    expect(join(older(collection({ redirected: 0 }), failed('server-error', { window: { kind: 'last', hours: 720 } }))))
      .toBe('Refresh failed · 4,321\u00A0incidents of the last 48 hours · complete as of 14:02, 3\u00A0h ago')
    expect(join(older(collection({ redirected: 0, outcome: { kind: 'incomplete', failure: server }, carriedOver: { incidents: 50, startedAt } }), failed(), { withoutAlerts: 2 })))
      .toBe('Refresh failed · 4,321\u00A0incidents · incomplete as of 14:02, 3\u00A0h ago: api.example failed (HTTP 503) · 50 of them kept from 14:02 · 2 without alerts')
    // A time on another day includes the day.
    expect(join(olderParts(collection({ redirected: 0 }), failed(), options, now + 26 * 3_600_000))).toContain('complete as of 24 Nov 14:02, 1\u00A0d ago')
    expect(older(collection()).some(({ tone }) => tone === 'ok')).toBe(false)
    // Screen readers must not announce the list's age every minute.
    expect(older(collection()).find(({ text }) => text.includes('ago'))?.silent).toBe(true)
  })

  it('reports a failed refresh if there is no list', () => {
    expect(join(nothingParts(failed('server-error', { outcome: { kind: 'incomplete', failure: server } })))).toBe('Refresh failed · 0\u00A0incidents · incomplete: api.example failed (HTTP 503)')
    expect(join(nothingParts(failed('cancelled')))).toBe('Refresh canceled · 0\u00A0incidents · incomplete: Loading canceled')
  })

  it('contains the list\'s window if another window is chosen or running', () => {
    const chosen = { kind: 'last', hours: 720 } as const
    const from = new Date(2026, 10, 1, 8, 0).toISOString()
    const custom = { kind: 'custom', field: 'createdTime', from, to: null } as const
    expect(join(shownParts(collection(), { ...options, chosen }, now))).toContain(' · complete for the last 48 hours · as of')
    expect(join(shownParts(collection({ window: custom }), options, now))).toContain(' · complete for incidents created since 1 Nov 2026, 08:00 · as of')
    expect(join(shownParts(collection(), { ...options, chosen: null }, now))).toContain(' · complete · as of')
    expect(join(shownParts(collection({ outcome: { kind: 'incomplete', failure: server } }), { ...options, chosen }, now))).toContain(' · incomplete for the last 48 hours: api.example failed')
    expect(join(runningParts(collection({ outcome: null, window: chosen }), collection(), true, now))).toMatch(/^Loading the last 30 days .* · showing 4,321 of the last 48 hours as of 14:02$/)
    expect(otherWindowText(days48, chosen)).toBe('Showing the last 48 hours. Refresh to load the last 30 days.')
    expect(otherWindowText(custom, days48)).toBe('Showing incidents created since 1 Nov 2026, 08:00. Refresh to load the last 48 hours.')
  })

  it('contains the wait that a failing service requested, and the app\'s limit', () => {
    const wait = (seconds: number) => join(runningParts(collection({ outcome: null, waiting: { for: 'service', until: new Date(now + seconds * 1000).toISOString(), cause: server } }), null, true, now))
    expect(wait(20)).toContain('api.example failed (HTTP 503) and asked to wait; trying again in 20\u00A0s (for up to 5\u00A0min in total)')
    expect(wait(7200)).toMatch(/and asked to wait; trying again in 2\u00A0h 0\u00A0min$/)
  })

  it('describes windows and the end of a run', () => {
    const from = new Date(2026, 10, 1, 8, 0).toISOString()
    expect(windowText({ kind: 'last', hours: 720 })).toBe('the last 30 days')
    expect(windowText({ kind: 'custom', field: 'createdTime', from, to: startedAt })).toBe('created 1 Nov 2026, 08:00 to 24 Nov 2026, 14:02')
    expect(windowText({ kind: 'custom', field: 'lastUpdateTime', from, to: null })).toBe('updated since 1 Nov 2026, 08:00')
    expect([loadText(days48), loadText(null)]).toEqual(['Load the last 48 hours', 'Load incidents'])
    expect([everyIncidentText(days48), everyIncidentText(null)])
      .toEqual(['XDR Desk loads every incident that was updated in the last 48 hours.', 'XDR Desk loads every incident of the time window.'])
    expect(noIncidentText({ kind: 'last', hours: 720 })).toBe('No incident was updated in the last 30 days')
    expect(noIncidentText({ kind: 'custom', field: 'createdTime', from, to: null })).toBe('No incident was created since 1 Nov 2026, 08:00')
    expect(endedAt(collection())).toBe(new Date(now + 6100).toISOString())
  })
})
