/** @file The methods about one incident: its detail, its parts, its copies and its page in the portal. */
import type { IncidentMethods } from '../../../shared/contract/incident-methods'
import type { CopyFormat, IncidentDetail } from '../../../shared/contract/detail'
import type { Provenance } from '../dataset/dataset'
import type { Collections } from '../collection/runs/collections'
import type { OpenCaseFile } from '../incident/open-incidents'
import { defaultCloud } from '../../../shared/vocabulary/clouds'
import { AppError } from '../base/errors'
import { incidentUrl } from '../collection/paging/query'
import { createOpenIncidents } from '../incident/open-incidents'
import { curlText, powershellText } from '../incident/texts/request-text'
import { JsonText } from '../json/json-text'
import { clouds } from '../microsoft/clouds'
import { apiIn } from '../microsoft/incident-apis'
import { linkHosts } from '../microsoft/portal'

export interface IncidentMethodDeps {
  readonly profiles: { readonly current: () => { readonly collections: Pick<Collections, 'shown' | 'find' | 'withAlerts' | 'seenChanges'> } }
  /** Opens large incidents. */
  readonly openInThread: OpenCaseFile
  readonly openLink: (url: URL, hosts: readonly string[]) => Promise<void>
  /** Resolves once the text is on the clipboard. */
  readonly copyText: (text: string) => Promise<void>
}

type Large = 'incident' | 'incidentWithAlerts'

/** The methods of the contract. A detail is JSON text already, because a thread may have read it. */
export type ServedIncidentMethods = Omit<IncidentMethods, Large> & { readonly [M in Large]: (id: string) => Promise<JsonText<IncidentDetail>> }

/** Returns a value. Throws AppError if there is none, because the page has asked about something that the incident lacks. */
function required<T>(value: T | null): T {
  if (value === null) throw new AppError('incident-not-found')
  return value
}

export function createIncidentMethods({ profiles, openInThread, openLink, copyText }: IncidentMethodDeps): ServedIncidentMethods {
  const read = createOpenIncidents(openInThread)
  /** Finds an incident of the list, or the one that was opened last: it stays on screen when it leaves the list. */
  const find = (id: string) => required(profiles.current().collections.find(id))
  const open = (id: string) => {
    const { incident, provenance } = find(id)
    return read(incident, provenance)
  }
  const textOf = async (id: string, format: CopyFormat): Promise<string> => {
    const { incident, provenance } = find(id)
    const api = apiIn(provenance.cloud ?? defaultCloud, provenance.api)
    const request = { url: incidentUrl(api, id), headers: api.headers }
    switch (format) {
      case 'json': return incident.bytes.toString('utf8')
      case 'markdown': return read(incident, provenance).ticket()
      case 'curl': return commandNote(provenance) + curlText(request)
      case 'powershell': return commandNote(provenance) + powershellText(request)
    }
  }
  return {
    incident: async (id) => {
      required(profiles.current().collections.shown()?.incidents.get(id) ?? null)
      return new JsonText(await open(id).detail())
    },
    seenChanges: id => profiles.current().collections.seenChanges(id),
    incidentWithAlerts: async (id) => {
      const { incident, provenance } = await profiles.current().collections.withAlerts(id)
      return new JsonText(await read(incident, provenance).detail())
    },
    incidentFields: ({ id, part, index }) => open(id).fields(part, index),
    rawJson: async ({ id, at, from }) => required(await open(id).jsonPart(at, from)),
    searchRawJson: ({ id, text }) => open(id).search(text),
    copyIncident: async ({ id, as }) => copyText(await textOf(id, as)),
    copyEntity: async ({ id, index, defanged }) => copyText(required(await open(id).entityName(index, defanged))),
    copyRawJson: async ({ id, at, part }) => copyText(required(await open(id).jsonText(at, part))),
    openIncident: async (id) => {
      const { incident, provenance } = find(id)
      const link = await read(incident, provenance).link()
      if (link === null) throw new AppError('link-not-allowed')
      await openLink(new URL(link), linkHosts(provenance.cloud && clouds[provenance.cloud]))
    },
  }
}

/** Returns a comment in both shells about an incident that the API may not return, or not from that host. */
function commandNote({ sample, source, cloud }: Provenance): string {
  if (sample) return '# Sample data: no API has this incident.\n'
  if (source !== 'file') return ''
  return cloud === null ? '# From a file that does not name its cloud: check the host.\n' : '# From a file: the incident may have changed since.\n'
}
