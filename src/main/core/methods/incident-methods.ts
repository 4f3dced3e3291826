/** @file The methods about one incident: its detail, its parts, its copies and its page in the portal. */
import type { IncidentMethods } from '../../../shared/contract/incident-methods'
import type { CopyFormat } from '../../../shared/contract/detail'
import type { Provenance } from '../dataset/dataset'
import type { Incident } from '../incident/incident'
import type { Collections } from '../collection/runs/collections'
import { maxEntries } from '../../../shared/contract/raw-json'
import { jsonPath } from '../../../shared/values/json-path'
import { AppError } from '../base/errors'
import { incidentUrl } from '../collection/paging/query'
import { createOpenIncidents } from '../incident/incident-detail'
import { curlText, powershellText } from '../incident/texts/request-text'
import { defangedName } from '../incident/texts/defanged'
import { ticketText } from '../incident/texts/ticket'
import { searchJson } from '../json/search-json'
import { clouds } from '../microsoft/clouds'
import { apiIn } from '../microsoft/incident-apis'
import { linkHosts } from '../microsoft/portal'

interface IncidentMethodDeps {
  readonly profiles: { readonly current: () => { readonly collections: Pick<Collections, 'shown' | 'find' | 'withAlerts' | 'seenChanges'> } }
  readonly openLink: (url: URL, hosts: readonly string[]) => Promise<void>
  /** Resolves once the text is on the clipboard. */
  readonly copyText: (text: string) => Promise<void>
}

export function createIncidentMethods({ profiles, openLink, copyText }: IncidentMethodDeps): IncidentMethods {
  const read = createOpenIncidents()
  /** Opens an incident of the list, or the one that was opened last: it stays on screen when it leaves the list. */
  const open = (id: string) => {
    const found = profiles.current().collections.find(id)
    if (!found) throw new AppError('incident-not-found')
    return { ...read(found.incident, found.provenance), ...found }
  }
  const openListed = (id: string) => {
    if (!profiles.current().collections.shown()?.incidents.get(id)) throw new AppError('incident-not-found')
    return open(id)
  }
  const part = (id: string, at: number, from: number) => {
    const entries = open(id).tree.part(at, from, maxEntries)
    if (!entries) throw new AppError('incident-not-found')
    return entries
  }
  const textOf = (id: string, format: CopyFormat): string => {
    const { incident, provenance, detail, link } = open(id)
    const api = apiIn(provenance.cloud, provenance.api)
    switch (format) {
      case 'json': return jsonOf(incident)
      case 'markdown': return ticketText(detail, link, provenance.source)
      case 'curl': return sampleNote(provenance) + curlText({ url: incidentUrl(api, id), headers: api.headers })
      case 'powershell': return sampleNote(provenance) + powershellText({ url: incidentUrl(api, id), headers: api.headers })
    }
  }
  return {
    incident: id => openListed(id).detail,
    seenChanges: id => profiles.current().collections.seenChanges(id),
    incidentWithAlerts: async (id) => {
      const { incident, provenance } = await profiles.current().collections.withAlerts(id)
      return read(incident, provenance).detail
    },
    incidentFields: ({ id, part: kind, index }) => open(id).fieldsOf(kind, index),
    rawJson: ({ id, at, from }) => part(id, at, from),
    searchRawJson: ({ id, text }) => searchJson(open(id).tree, text),
    copyIncident: ({ id, as }) => copyText(textOf(id, as)),
    copyEntity: async ({ id, index, defanged }) => {
      const entity = open(id).detail.entities[index]
      if (!entity) throw new AppError('incident-not-found')
      await copyText(defanged ? defangedName(entity) : entity.label)
    },
    copyRawJson: async ({ id, at, part: what }) => {
      const { tree } = open(id)
      const place = tree.locate(at)
      // Reject a position that is not the start of a value.
      if (place.at !== at) throw new AppError('incident-not-found')
      await copyText(what === 'path' ? jsonPath(place.path) : tree.json.toString('utf8', at, place.end))
    },
    openIncident: async (id) => {
      const { link, provenance } = open(id)
      if (!link) throw new AppError('link-not-allowed')
      await openLink(link, linkHosts(clouds[provenance.cloud]))
    },
  }
}

/** A comment in both shells. */
const sampleNote = ({ source }: Provenance): string => source === 'sample' ? '# Sample data: no API has this incident.\n' : ''

const jsonOf = ({ bytes }: Incident): string => bytes.toString('utf8')
