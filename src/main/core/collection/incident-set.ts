import type { IncidentSummary, TimeRange } from '../../../shared/model'
import type { Incident } from '../incident/incident'
import { isRedirected } from '../incident/incident'
import { isLater, timeKey } from '../incident/times'

/** The distinct incidents of one collection, in the order in which they first arrived. */
export interface IncidentSet {
  /** Adds a page; the summaries of those that are new or newer than the one held. One that lies outside of the range leaves the set. */
  readonly add: (incidents: readonly Incident[]) => readonly IncidentSummary[]
  /** Puts an incident that was asked for by itself in its place, wherever its update lies by now. Nothing where it is not held. */
  readonly replace: (incident: Incident) => void
  /** Ids that were in the set it began with and are not any more. */
  readonly dropped: () => readonly string[]
  readonly get: (id: string) => Incident | undefined
  readonly all: () => Iterable<Incident>
  readonly count: () => number
  readonly redirected: () => number
  /** How many are there without their alerts. */
  readonly withoutAlerts: () => number
}

const timeOf = (summary: IncidentSummary, { field }: TimeRange) => field === 'createdTime' ? summary.created : summary.lastUpdate

/** Whether an incident lies before the range's end. A time that cannot be read is no reason to lose an incident. */
function isBeforeEnd(summary: IncidentSummary, range: TimeRange): boolean {
  const end = range.to === null ? null : timeKey(range.to)
  if (end === null) return true
  const time = timeKey(timeOf(summary, range))
  return time === null || time <= end
}

const toSecond = 'YYYY-MM-DDThh:mm:ss'.length

/** Whether an incident lies within the range's start. A time that cannot be read is no reason to lose an incident. */
export function isAfterStart(summary: IncidentSummary, range: TimeRange): boolean {
  const text = timeOf(summary, range)
  // Most of a list is later by the second; what is no time stays as well. Reading each of 50,000 would keep main for 50 ms.
  if (text.slice(0, toSecond) > range.from.slice(0, toSecond)) return true
  const time = timeKey(text)
  const start = timeKey(range.from)
  return time === null || start === null || time >= start
}

/** Whether `incident` tells more than the one that is held: a later update, by all seven digits, or the same with its alerts. */
function tellsMore({ summary }: Incident, { summary: held }: Incident): boolean {
  if (isLater(summary.lastUpdate, held.lastUpdate)) return true
  return held.alerts === null && summary.alerts !== null && !isLater(held.lastUpdate, summary.lastUpdate)
}

/** @param begin what the set holds at first; what lies before the range's start is left out: a window that counts back from now has moved on. */
export function createIncidentSet(range: TimeRange, begin: Iterable<Incident> = []): IncidentSet {
  const byId = new Map<string, Incident>()
  const dropped = new Set<string>()
  let redirected = 0
  let withoutAlerts = 0

  const count = ({ summary }: Incident, by: 1 | -1) => {
    if (isRedirected(summary)) redirected += by
    if (summary.alerts === null) withoutAlerts += by
  }
  const put = (incident: Incident) => {
    const { id } = incident.summary
    const held = byId.get(id)
    if (held) count(held, -1)
    count(incident, 1)
    byId.set(id, incident)
    dropped.delete(id)
  }
  const remove = (id: string) => {
    const held = byId.get(id)
    if (!held) return
    count(held, -1)
    byId.delete(id)
    dropped.add(id)
  }

  for (const incident of begin) {
    if (isAfterStart(incident.summary, range)) put(incident)
    else dropped.add(incident.summary.id)
  }

  const add = (incident: Incident): boolean => {
    const { id } = incident.summary
    const held = byId.get(id)
    // The list moves while it is paged, so an id may come twice.
    if (held && !tellsMore(incident, held)) return false
    const stays = isAfterStart(incident.summary, range) && isBeforeEnd(incident.summary, range)
    if (stays) put(incident)
    else remove(id)
    return stays
  }

  return {
    add: incidents => incidents.filter(add).map(incident => incident.summary),
    replace: (incident) => {
      const held = byId.get(incident.summary.id)
      if (held && tellsMore(incident, held)) put(incident)
    },
    dropped: () => [...dropped],
    get: id => byId.get(id),
    all: () => byId.values(),
    count: () => byId.size,
    redirected: () => redirected,
    withoutAlerts: () => withoutAlerts,
  }
}
