/** @file Groups the alerts of an incident by title. */
import type { AlertDetail } from '../../../../shared/contract/detail'
import { timeKey } from '../../../../shared/values/instants'
import { severityRank } from '../../../../shared/vocabulary/incident-values'

/** An alert, and its position in the incident. */
export interface PlacedAlert {
  readonly alert: AlertDetail
  readonly index: number
}

export interface AlertsOfTitle {
  readonly title: string
  readonly alerts: readonly PlacedAlert[]
  /** The highest severity among them. */
  readonly severity: string
  /** The earliest and the latest time among their first activities, or else their creation; '' if there is none. */
  readonly first: string
  readonly last: string
}

/** Fewer alerts are easier to read as one list. */
const fewAlerts = 8

const timeOf = ({ firstActivity, created }: AlertDetail): string => timeKey(firstActivity) === null ? created : firstActivity

function groupOf(title: string, alerts: readonly PlacedAlert[]): AlertsOfTitle {
  const times = alerts.map(({ alert }) => timeOf(alert)).filter(time => timeKey(time) !== null).sort((a, b) => (timeKey(a) ?? '') < (timeKey(b) ?? '') ? -1 : 1)
  const [worst] = alerts.map(({ alert }) => alert.severity).sort((a, b) => severityRank(b) - severityRank(a))
  return { title, alerts, severity: worst ?? '', first: times[0] ?? '', last: times.at(-1) ?? '' }
}

/** Returns the alerts by title, in the order of the first alert of each title; each alert alone if there are only a few. */
export function groupAlerts(alerts: readonly AlertDetail[]): readonly AlertsOfTitle[] {
  const placed = alerts.map((alert, index) => ({ alert, index }))
  if (alerts.length <= fewAlerts) return placed.map(each => groupOf(each.alert.title, [each]))
  const byTitle = new Map<string, PlacedAlert[]>()
  for (const each of placed) {
    const same = byTitle.get(each.alert.title)
    if (same) same.push(each)
    else byTitle.set(each.alert.title, [each])
  }
  return Array.from(byTitle, ([title, own]) => groupOf(title, own))
}
