/** @file Arranges what happened in an incident by time. */
import type { AlertDetail, Comment, IncidentDetail } from '../../../../shared/contract/detail'
import type { Change, SeenChange } from '../../../../shared/contract/model'
import { msKey, timeKey } from '../../../../shared/values/instants'
import { dayText } from '../../format'

/** What happened to an alert at one time. */
export type AlertMoment = 'first activity' | 'alert created' | 'last activity' | 'alert resolved'

export type TimelineEvent
  /** `isFirst`: the alert's first event, which shows what the alert is about. */
  = | { readonly kind: 'alert', readonly at: string, readonly alert: AlertDetail, readonly moments: readonly AlertMoment[], readonly isFirst: boolean }
    | { readonly kind: 'incident', readonly at: string, readonly what: 'created' | 'updated' }
    | { readonly kind: 'comment', readonly at: string, readonly comment: Comment }
    | { readonly kind: 'change', readonly at: string, readonly change: Change }

export interface TimelineDay {
  /** A time of that day (ISO); null for the events without a time. */
  readonly at: string | null
  readonly events: readonly TimelineEvent[]
}

/** The events of one alert. Moments of the same minute are one event. */
function eventsOf(alert: AlertDetail): readonly TimelineEvent[] {
  const all: readonly (readonly [AlertMoment, string])[] = [
    ['first activity', alert.firstActivity], ['alert created', alert.created], ['last activity', alert.lastActivity], ['alert resolved', alert.resolved],
  ]
  const byMinute = new Map<string, { readonly at: string, readonly key: string, readonly moments: AlertMoment[] }>()
  for (const [moment, at] of all) {
    const key = timeKey(at)
    if (key === null) continue
    const minute = key.slice(0, 'YYYY-MM-DDThh:mm'.length)
    const same = byMinute.get(minute)
    if (same) same.moments.push(moment)
    else byMinute.set(minute, { at, key, moments: [moment] })
  }
  const sorted = [...byMinute.values()].sort((a, b) => a.key < b.key ? -1 : 1)
  if (sorted.length === 0) return [{ kind: 'alert', at: alert.created || alert.firstActivity, alert, moments: [], isFirst: true }]
  return sorted.map(({ at, moments }, index) => ({ kind: 'alert', at, alert, moments, isFirst: index === 0 }))
}

function incidentEvents({ created, lastUpdate }: IncidentDetail['summary']): readonly TimelineEvent[] {
  return [
    ...(timeKey(created) === null ? [] : [{ kind: 'incident', at: created, what: 'created' } as const]),
    ...(timeKey(lastUpdate) === null || timeKey(lastUpdate) === timeKey(created) ? [] : [{ kind: 'incident', at: lastUpdate, what: 'updated' } as const]),
  ]
}

/** The day in the time zone that the user chose. */
const dayOfKey = (key: string): string => dayText(`${key}Z`)

/**
 * Returns the events of an incident by day, the earliest first: activity, creation and resolution of its alerts, its own creation and last update,
 * comments, and changes that refreshes found. Events without a time are at the end, in the order received. `dayOf`: returns a text that two times of
 * the same day share.
 */
export function timelineOf({ summary, alerts, comments }: Pick<IncidentDetail, 'summary' | 'alerts' | 'comments'>, changes: readonly SeenChange[], dayOf = dayOfKey): readonly TimelineDay[] {
  const events: readonly TimelineEvent[] = [
    ...incidentEvents(summary), ...alerts.flatMap(eventsOf),
    ...comments.map(comment => ({ kind: 'comment', at: comment.at, comment } as const)), ...changes.map(({ change, at }) => ({ kind: 'change', at, change } as const)),
  ]
  const timed = events.flatMap((event) => {
    const key = timeKey(event.at)
    return key === null ? [] : [{ key, event }]
  }).sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  const days = new Map<string, TimelineEvent[]>()
  // Formatting the day of each event would take most of the time. Every time zone begins its days at a full minute.
  let [minute, day] = ['', '']
  for (const { key, event } of timed) {
    if (!key.startsWith(minute) || minute === '') {
      minute = key.slice(0, 'YYYY-MM-DDThh:mm'.length)
      day = dayOf(key)
    }
    const same = days.get(day)
    if (same) same.push(event)
    else days.set(day, [event])
  }
  const untimed = events.filter(({ at }) => timeKey(at) === null)
  return [...Array.from(days.values(), list => ({ at: list[0]?.at ?? msKey(0), events: list })), ...(untimed.length > 0 ? [{ at: null, events: untimed }] : [])]
}
