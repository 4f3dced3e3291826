import type { IncidentSummary, TimeRange } from '../../shared/model'
import type { Incident } from './incident'
import { isRedirected } from './incident'
import { isLater, timeKey } from './times'

/** The distinct incidents of one collection, in the order in which they first arrived. */
export interface IncidentSet {
  /** Adds a page; the summaries of those that are new or newer than the one held. */
  readonly add: (incidents: readonly Incident[]) => readonly IncidentSummary[]
  readonly get: (id: string) => Incident | undefined
  readonly all: () => Iterable<Incident>
  readonly count: () => number
  readonly redirected: () => number
}

/** Whether an incident lies before the range's end. The service was asked for its begin only, where it refuses both. */
function isBeforeEnd(summary: IncidentSummary, { field, to }: TimeRange): boolean {
  if (to === null) return true
  const time = timeKey(field === 'createdTime' ? summary.created : summary.lastUpdate)
  const end = timeKey(to)
  // A time that cannot be read is no reason to lose an incident.
  return time === null || end === null || time <= end
}

export function createIncidentSet(range: TimeRange): IncidentSet {
  const byId = new Map<string, Incident>()
  let redirected = 0

  const add = (incident: Incident): boolean => {
    if (!isBeforeEnd(incident.summary, range)) return false
    const held = byId.get(incident.summary.id)
    // The list moves while it is paged, so an id may come twice: the later update counts, by all seven digits.
    if (held && !isLater(incident.summary.lastUpdate, held.summary.lastUpdate)) return false
    redirected += Number(isRedirected(incident.summary)) - Number(held !== undefined && isRedirected(held.summary))
    byId.set(incident.summary.id, incident)
    return true
  }

  return {
    add: incidents => incidents.filter(add).map(incident => incident.summary),
    get: id => byId.get(id),
    all: () => byId.values(),
    count: () => byId.size,
    redirected: () => redirected,
  }
}
