/** @file The alerts that did not come with the list, asked for when somebody opens their incident. */
import type { IncidentSummary } from '../../../../shared/contract/model'
import type { Incident } from '../../incident/incident'
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { FetchIncident } from '../paging/incident-fetcher'
import type { Dataset, Provenance } from '../../dataset/dataset'
import type { IncidentSet } from '../../dataset/incident-set'
import type { Replaced } from './shown-list'
import { AppError } from '../../base/errors'

export interface WithAlerts {
  readonly incident: Incident
  readonly provenance: Provenance
}

export interface AlertsOnDemand {
  /**
   * An incident of the list that is shown, asked for once more where its alerts are not there. Throws AppError: `incident-not-found`,
   * `cancelled` once everything was dropped, or what asking threw.
   */
  readonly get: (id: string) => Promise<WithAlerts>
  /** What was replaced since the list came: what is new beside it is the next refresh's to tell. */
  readonly replaced: Replaced
  /** Another list is shown. */
  readonly renew: () => void
  /** Drops what was asked for: the list belongs to credentials that are gone. */
  readonly clear: () => void
}

interface Deps {
  readonly fetchIncident: FetchIncident
  readonly shown: () => (Dataset & { readonly api: IncidentApi }) | null
  /** Where an incident that came takes its place. */
  readonly lists: () => readonly ({ readonly incidents: IncidentSet } | null)[]
}

export function createAlertsOnDemand({ fetchIncident, shown, lists }: Deps): AlertsOnDemand {
  let stop = new AbortController()
  /** What is on its way, by id: nobody is asked twice at a time. */
  const asked = new Map<string, Promise<Incident>>()
  const asListed = new Map<string, IncidentSummary>()
  let times = 0

  const ask = async (id: string, api: IncidentApi): Promise<Incident> => {
    const { signal } = stop
    try {
      const incident = await fetchIncident({ id, api, signal })
      if (signal.aborted) throw new AppError('cancelled')
      const before = shown()?.incidents.get(id)
      if (before && !asListed.has(id)) asListed.set(id, before.summary)
      for (const list of lists()) list?.incidents.replace(incident)
      times++
      return incident
    } finally {
      if (!signal.aborted) asked.delete(id)
    }
  }

  return {
    get: async (id) => {
      const list = shown()
      const held = list?.incidents.get(id)
      if (!list || !held) throw new AppError('incident-not-found')
      const { api, provenance } = list
      if (held.summary.alerts !== null) return { incident: held, provenance }
      const answer = asked.get(id) ?? ask(id, api)
      asked.set(id, answer)
      return { incident: await answer, provenance }
    },
    replaced: { asListed, times: () => times },
    renew: () => asListed.clear(),
    clear: () => {
      stop.abort()
      stop = new AbortController()
      asked.clear()
      asListed.clear()
    },
  }
}
