/** @file Requests alerts that are missing from the list, when the user opens their incident. */
import type { IncidentSummary } from '../../../../shared/contract/model'
import type { Incident } from '../../incident/incident'
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { FetchIncident } from '../paging/incident-fetcher'
import type { SingleIncident } from '../paging/page'
import type { Dataset, Provenance } from '../../dataset/dataset'
import type { IncidentSet } from '../../dataset/incident-set'
import type { ReplacedIncidents } from './shown-list'
import { AppError } from '../../base/errors'

export interface WithAlerts {
  readonly incident: Incident
  readonly provenance: Provenance
}

export interface AlertsOnDemand {
  /**
   * Returns an incident of the shown list. If its alerts are missing, requests the incident alone first. Throws AppError: `incident-not-found`,
   * `cancelled` if the list was discarded meanwhile, or the failure of the request.
   */
  readonly get: (id: string) => Promise<WithAlerts>
  /** The incidents that were replaced since the list was read. The next refresh reports their changes. */
  readonly replaced: ReplacedIncidents
  /** Forgets the replaced incidents. Call it when another list is shown. */
  readonly renew: () => void
  /** Cancels the requests. Call it when the credentials that the list belongs to are removed. */
  readonly clear: () => void
}

interface Updatable { readonly incidents: IncidentSet }

interface Deps {
  readonly fetchIncident: FetchIncident
  readonly shown: () => (Dataset & { readonly api: IncidentApi }) | null
  /** The lists to update with a fetched incident. */
  readonly lists: () => { readonly shown: Updatable | null, readonly running: Updatable | null }
  /** Called with a fetched incident that replaced another one, and the lists in which it did. */
  readonly onReplaced: (incident: SingleIncident, where: { readonly shown: boolean, readonly running: boolean }) => void
}

export function createAlertsOnDemand({ fetchIncident, shown, lists, onReplaced }: Deps): AlertsOnDemand {
  let stop = new AbortController()
  /** The pending requests, by ID, so that no incident is requested twice at the same time. */
  const requests = new Map<string, Promise<Incident>>()
  const asListed = new Map<string, IncidentSummary>()
  let times = 0

  const request = async (id: string, api: IncidentApi): Promise<Incident> => {
    const { signal } = stop
    try {
      const incident = await fetchIncident({ id, api, signal })
      if (signal.aborted) throw new AppError('cancelled')
      const before = shown()?.incidents.get(id)
      if (before && !asListed.has(id)) asListed.set(id, before.summary)
      const { shown: list, running } = lists()
      onReplaced(incident, { shown: list?.incidents.replace(incident) ?? false, running: running?.incidents.replace(incident) ?? false })
      times++
      return incident
    } finally {
      if (!signal.aborted) requests.delete(id)
    }
  }

  return {
    get: async (id) => {
      const list = shown()
      const held = list?.incidents.get(id)
      if (!list || !held) throw new AppError('incident-not-found')
      const { api, provenance } = list
      if (held.summary.alerts !== null) return { incident: held, provenance }
      const response = requests.get(id) ?? request(id, api)
      requests.set(id, response)
      return { incident: await response, provenance }
    },
    replaced: { asListed, times: () => times },
    renew: () => asListed.clear(),
    clear: () => {
      stop.abort()
      stop = new AbortController()
      requests.clear()
      asListed.clear()
    },
  }
}
