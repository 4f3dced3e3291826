/** @file The incidents of a run: adds pages, keeps the newest state of each incident, and counts. */
import type { IncidentSummary, TimeRange } from '../../../shared/contract/model'
import type { Incident } from '../incident/incident'
import type { Incidents } from './dataset'
import { isRedirected } from '../../../shared/rules/merges'
import { msKey, timeKey } from '../../../shared/values/instants'
import { createPageBytes } from './page-bytes'

/** The incidents of one run. */
export interface IncidentSet extends Incidents {
  /**
   * Adds the incidents of a page and returns the summaries of those that are new or changed. An incident outside the time range leaves the
   * set. `serverTime`: the response's Date in ms since 1970, or null.
   */
  readonly add: (incidents: readonly Incident[], serverTime: number | null) => readonly IncidentSummary[]
  /**
   * Replaces an incident that was requested by its ID, even if its update is outside the range by now. Returns false if the set does not contain it, or
   * contains a newer state.
   */
  readonly replace: (incident: Incident) => boolean
  /** IDs of the initial incidents that left the set. */
  readonly dropped: () => readonly string[]
  /** Returns how many received incidents were left out because they are before the start of the range. */
  readonly outside: () => number
}

const timeOf = (summary: IncidentSummary, { field }: TimeRange) => field === 'createdTime' ? summary.created : summary.lastUpdate

/** Returns the oldest of a time and the times of incidents, as received; null if none can be read. */
export function oldestOf(time: string | null, incidents: readonly Incident[], range: TimeRange): string | null {
  let oldest = time
  let oldestKey = time === null ? null : timeKey(time)
  for (const { summary } of incidents) {
    const key = timeKey(timeOf(summary, range))
    if (key === null || (oldestKey !== null && key >= oldestKey)) continue
    oldest = timeOf(summary, range)
    oldestKey = key
  }
  return oldest
}

/** Returns whether an incident is before the end of the range. An incident without a readable time counts as inside, so that it is not lost. */
function isBeforeEnd(summary: IncidentSummary, range: TimeRange): boolean {
  const end = range.to === null ? null : timeKey(range.to)
  if (end === null) return true
  const time = timeKey(timeOf(summary, range))
  return time === null || time <= end
}

const toSecond = 'YYYY-MM-DDThh:mm:ss'.length

/** Returns whether an incident is after the start of the range. An incident without a readable time counts as inside, so that it is not lost. */
export function isAfterStart(summary: IncidentSummary, range: TimeRange): boolean {
  const text = timeOf(summary, range)
  // Most times are in UTC and at least a second later than the start, so they need no parsing. Parsing 50,000 times would block main for 50 ms.
  if (text.endsWith('Z') && text.slice(0, toSecond) > range.from.slice(0, toSecond)) return true
  const time = timeKey(text)
  const start = timeKey(range.from)
  return time === null || start === null || time >= start
}

/** How late a change may appear in the list, ms: up to two minutes after its time. The service's clocks may differ by as much. */
export const overlapMs = 120_000

/** Returns whether an incident's last update is later than the key `latest`; false if that is null. */
function isAhead({ lastUpdate }: IncidentSummary, latest: string | null): boolean {
  return latest !== null && (timeKey(lastUpdate) ?? '') > latest
}

/** Returns the key of an incident's last update; null if the time is unreadable or in the future, so that it cannot be compared. */
function updateKey({ summary, isDatedAhead }: Incident, latest: string | null): string | null {
  return isDatedAhead || isAhead(summary, latest) ? null : timeKey(summary.lastUpdate)
}

const shownFields = ['name', 'severity', 'status', 'assignedTo', 'created', 'redirectedTo'] as const

/** A state of an incident, and the key of its last update; null if that cannot be compared. */
interface State {
  readonly summary: IncidentSummary
  readonly time: string | null
}

/**
 * Returns whether a state of an incident replaces the one that was received before. The later update wins, compared to the last digit. If the times are
 * equal or cannot be compared, the state that was received last wins, unless it lacks only the alerts.
 */
export function supersedes({ summary, time }: State, { summary: held, time: heldTime }: State): boolean {
  if (time !== null && heldTime !== null && time !== heldTime) return time > heldTime
  return summary.alerts !== null || held.alerts === null || !shownFields.every(field => summary[field] === held[field])
}

/** Returns whether `incident` replaces the one in the set, and differs from it. */
function replaces(incident: Incident, held: Incident, latest: string | null): boolean {
  const [time, heldTime] = [updateKey(incident, latest), updateKey(held, latest)]
  if (!supersedes({ summary: incident.summary, time }, { summary: held.summary, time: heldTime })) return false
  return (time !== null && heldTime !== null && time !== heldTime) || !incident.bytes.equals(held.bytes)
}

/** The incidents by ID, with their counts. */
function createHolder() {
  const byId = new Map<string, Incident>()
  const pageBytes = createPageBytes()
  let redirected = 0
  let withoutAlerts = 0

  const count = ({ summary }: Incident, by: 1 | -1) => {
    if (isRedirected(summary)) redirected += by
    if (summary.alerts === null) withoutAlerts += by
  }
  /** Removes an incident. Returns whether it was in the set. */
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

/**
 * Creates a set with initial incidents, those of an earlier run. Incidents before the start of the range are left out: the start of a window
 * such as "48 hours" has moved since.
 */
export function createIncidentSet(range: TimeRange, initial: Iterable<Incident> = []): IncidentSet {
  const { byId, compact, ...holder } = createHolder()
  const dropped = new Set<string>()
  const outside = new Set<string>()

  const put = (incident: Incident) => {
    const { id } = incident.summary
    holder.put(incident)
    dropped.delete(id)
    outside.delete(id)
  }

  for (const incident of initial) {
    if (isAfterStart(incident.summary, range)) put(incident)
    else dropped.add(incident.summary.id)
  }

  const add = (incident: Incident, latest: string | null): boolean => {
    const { id } = incident.summary
    const held = byId.get(id)
    // The list moves while it is paged, so an ID may be received twice.
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
      // This request ran in parallel with the pages, so a page may contain a newer state.
      if (!held || !replaces(incident, held, null)) return false
      put(incident)
      compact()
      return true
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
