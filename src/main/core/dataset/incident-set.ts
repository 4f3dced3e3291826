import type { IncidentSummary, TimeRange } from '../../../shared/contract/model'
import type { Incident } from '../incident/incident'
import type { Incidents } from './dataset'
import { isRedirected } from '../../../shared/rules/merges'
import { msKey, timeKey } from '../../../shared/values/instants'
import { createPageBytes } from './page-bytes'

/** The incidents of one collection while it runs and after it. */
export interface IncidentSet extends Incidents {
  /**
   * Adds a page and returns the summaries of the incidents that are new or changed. An incident that lies outside of the range leaves the
   * set. `serverTime`: when the service sent the page, ms since 1970; null where it did not say.
   */
  readonly add: (incidents: readonly Incident[], serverTime: number | null) => readonly IncidentSummary[]
  /** Replaces an incident that was requested by itself, wherever its update lies by now. Does nothing where it is not held. */
  readonly replace: (incident: Incident) => void
  /** Ids that were in the set it began with and no longer are. */
  readonly dropped: () => readonly string[]
  /** How many incidents the service sent that lie before the range's start, and that were left out therefore. */
  readonly outside: () => number
}

const timeOf = (summary: IncidentSummary, { field }: TimeRange) => field === 'createdTime' ? summary.created : summary.lastUpdate

/** Returns whether an incident lies before the range's end. A time that cannot be read is no reason to lose an incident. */
function isBeforeEnd(summary: IncidentSummary, range: TimeRange): boolean {
  const end = range.to === null ? null : timeKey(range.to)
  if (end === null) return true
  const time = timeKey(timeOf(summary, range))
  return time === null || time <= end
}

const toSecond = 'YYYY-MM-DDThh:mm:ss'.length

/** Returns whether an incident lies after the range's start. A time that cannot be read is no reason to lose an incident. */
export function isAfterStart(summary: IncidentSummary, range: TimeRange): boolean {
  const text = timeOf(summary, range)
  // Most of a list is in UTC and later by the second. Parsing each of 50,000 times would keep main for 50 ms.
  if (text.endsWith('Z') && text.slice(0, toSecond) > range.from.slice(0, toSecond)) return true
  const time = timeKey(text)
  const start = timeKey(range.from)
  return time === null || start === null || time >= start
}

/** A change may appear in the list this much later than the time it bears, and a service's clocks may differ by as much. */
export const overlapMs = 120_000

/** Returns whether an incident's last update is later than `latest`, a key; null: nothing is. */
function isAhead({ lastUpdate }: IncidentSummary, latest: string | null): boolean {
  return latest !== null && (timeKey(lastUpdate) ?? '') > latest
}

/** Returns the key of an update's time; null where it proves nothing about freshness: it cannot be read, or lies in the future. */
function updateKey({ summary, isDatedAhead }: Incident, latest: string | null): string | null {
  return isDatedAhead || isAhead(summary, latest) ? null : timeKey(summary.lastUpdate)
}

const shownFields = ['name', 'severity', 'status', 'assignedTo', 'created', 'redirectedTo'] as const

/**
 * Returns whether `incident` replaces the one that is held. The later update wins, by all digits; where the times are equal or prove nothing,
 * the one received last wins, unless only its alerts are missing.
 */
function replaces(incident: Incident, heldIncident: Incident, latest: string | null): boolean {
  const [{ summary, bytes }, { summary: held, bytes: heldBytes }] = [incident, heldIncident]
  const [time, heldTime] = [updateKey(incident, latest), updateKey(heldIncident, latest)]
  if (time !== null && heldTime !== null && time !== heldTime) return time > heldTime
  if (summary.alerts === null && held.alerts !== null && shownFields.every(field => summary[field] === held[field])) return false
  return !bytes.equals(heldBytes)
}

/** The incidents by id, with what is counted of them. */
function createHolder() {
  const byId = new Map<string, Incident>()
  const pageBytes = createPageBytes()
  let redirected = 0
  let withoutAlerts = 0

  const count = ({ summary }: Incident, by: 1 | -1) => {
    if (isRedirected(summary)) redirected += by
    if (summary.alerts === null) withoutAlerts += by
  }
  /** Removes an incident; false where it is not held. */
  const remove = (id: string): boolean => {
    const held = byId.get(id)
    if (!held) return false
    count(held, -1)
    pageBytes.release(held)
    return byId.delete(id)
  }
  return {
    byId,
    remove,
    put: (incident: Incident) => {
      const { id } = incident.summary
      const held = byId.get(id)
      if (held) {
        count(held, -1)
        pageBytes.release(held)
      }
      count(incident, 1)
      pageBytes.hold(incident)
      byId.set(id, incident)
    },
    compact: () => pageBytes.compact(id => byId.get(id), (incident) => { byId.set(incident.summary.id, incident) }),
    redirected: () => redirected,
    withoutAlerts: () => withoutAlerts,
  }
}

/** @param begin what the set holds at first; what lies before the range's start is left out: a window that counts back from now has moved on. */
export function createIncidentSet(range: TimeRange, begin: Iterable<Incident> = []): IncidentSet {
  const { byId, compact, ...holder } = createHolder()
  const dropped = new Set<string>()
  const outside = new Set<string>()

  const put = (incident: Incident) => {
    const { id } = incident.summary
    holder.put(incident)
    dropped.delete(id)
    outside.delete(id)
  }

  for (const incident of begin) {
    if (isAfterStart(incident.summary, range)) put(incident)
    else dropped.add(incident.summary.id)
  }

  const add = (incident: Incident, latest: string | null): boolean => {
    const { id } = incident.summary
    const held = byId.get(id)
    // The list moves while it is paged, so an id may come twice.
    if (held && !replaces(incident, held, latest)) return false
    const isLateEnough = isAfterStart(incident.summary, range)
    const stays = isLateEnough && isBeforeEnd(incident.summary, range)
    if (stays) put(isAhead(incident.summary, latest) ? { ...incident, isDatedAhead: true } : incident)
    else if (holder.remove(id)) dropped.add(id)
    if (!isLateEnough) outside.add(id)
    return stays
  }

  return {
    add: (incidents, serverTime) => {
      const latest = serverTime === null ? null : msKey(serverTime + overlapMs)
      const changed = incidents.filter(incident => add(incident, latest)).map(incident => incident.summary)
      compact()
      return changed
    },
    replace: (incident) => {
      const held = byId.get(incident.summary.id)
      // Requests for single incidents are no part of the reading: this one may be older than a page that came meanwhile.
      if (!held || !replaces(incident, held, null)) return
      put(incident)
      compact()
    },
    dropped: () => [...dropped],
    outside: () => outside.size,
    get: id => byId.get(id),
    all: () => byId.values(),
    count: () => byId.size,
    redirected: holder.redirected,
    withoutAlerts: holder.withoutAlerts,
  }
}
