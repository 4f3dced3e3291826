import type { AlertDetail } from '../../../../shared/contract/detail'
import type { TimelineEvent } from './timeline'
import { describe, expect, it } from 'vitest'
import { anAlert, aRow } from '../../../../shared/contract/fixtures'
import { timelineOf } from './timeline'

const summary = aRow({ created: '2026-11-24T10:30:00Z', lastUpdate: '2026-11-25T09:00:00Z' })
const utcDay = (key: string) => key.slice(0, 10)
function lineOf(event: TimelineEvent): string {
  switch (event.kind) {
    case 'alert': return `${event.alert.title}: ${event.moments.join(', ')}${event.isFirst ? ' (first)' : ''}`
    case 'incident': return event.what
    case 'comment': return event.comment.text
    case 'change': return event.change.kind
  }
}
const linesOf = (...[detail, changes]: Parameters<typeof timelineOf>) =>
  timelineOf(detail, changes, utcDay).map(({ at, events }) => [at?.slice(0, 10) ?? null, ...events.map(event => `${event.at.slice(11, 16)} ${lineOf(event)}`)])
const withAlerts = (...alerts: readonly AlertDetail[]) => linesOf({ summary, alerts, comments: [] }, [])

describe('the timeline', () => {
  it('arranges alerts, comments, changes and the incident by day', () => {
    expect(linesOf({
      summary,
      alerts: [
        anAlert({ title: 'Later', firstActivity: '2026-11-24T10:19:00Z', created: '2026-11-24T10:40:00.5Z', lastActivity: '2026-11-24T10:40:59Z', resolved: '2026-11-26T01:00:00Z' }),
        anAlert({ title: 'Earlier', firstActivity: '2026-11-24T12:04:00+02:00', created: '2026-11-24T10:04:30Z' }),
      ],
      comments: [{ text: 'Called', by: '', at: '2026-11-24T23:59:00Z' }],
    }, [{ change: { kind: 'severity-raised', from: 'Medium', to: 'High' }, at: '2026-11-25T06:04:00Z' }])).toEqual([
      ['2026-11-24', '12:04 Earlier: first activity, alert created (first)', '10:19 Later: first activity (first)', '10:30 created', '10:40 Later: alert created, last activity', '23:59 Called'],
      ['2026-11-25', '06:04 severity-raised', '09:00 updated'],
      ['2026-11-26', '01:00 Later: alert resolved'],
    ])
  })

  it('begins an alert with its earliest moment, whatever it is', () => {
    expect(withAlerts(anAlert({ title: 'A', created: '2026-11-24T11:00:00Z', lastActivity: '2026-11-24T10:00:00Z' }))[0]?.slice(1)).toEqual(['10:00 A: last activity (first)', '10:30 created', '11:00 A: alert created'])
  })

  it('lists what has no time at the end', () => {
    expect(linesOf({
      summary: aRow({ created: '0001-01-01T00:00:00Z', lastUpdate: '' }), alerts: [anAlert({ title: 'A' }), anAlert({ title: 'B', created: 'yesterday' })], comments: [{ text: 'C', by: '', at: '' }],
    }, [])).toEqual([[null, ' A:  (first)', ' B:  (first)', ' C']])
  })

  it('shows the last update only if it is not the creation', () => {
    expect(linesOf({ summary: aRow({ created: '2026-11-24T10:30:00Z', lastUpdate: '2026-11-24T10:30:00.000Z' }), alerts: [], comments: [] }, [])).toEqual([['2026-11-24', '10:30 created']])
  })
})
