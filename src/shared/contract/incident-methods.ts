/** @file The methods of the IPC contract that are about one incident of the list: a part of `Methods` in ipc.ts. */
import type { CopyFormat, Field, IncidentDetail, PartOfIncident } from './detail'
import type { SeenChange } from './model'
import type { JsonHits, JsonPart } from './raw-json'

export interface IncidentMethods {
  /** Returns an incident of the list. Sends no request. */
  incident: (id: string) => Promise<IncidentDetail>
  /** Returns the changes of an incident that refreshes of this session found, the earliest first, also if it has left the list. */
  seenChanges: (id: string) => readonly SeenChange[]
  /** Returns an incident of the list with its alerts. Requests alerts that the list lacks and adds them to the list. */
  incidentWithAlerts: (id: string) => Promise<IncidentDetail>
  /** Returns all fields of an alert or an entity, with the API's names. If alerts contain different values, each value is on its own line. */
  incidentFields: (of: PartOfIncident) => Promise<readonly Field[]>
  /** Returns some entries of a list or an object in an incident's JSON. `at`: its position, 0 for the whole incident. `from`: the index of the first entry. */
  rawJson: (of: { readonly id: string, readonly at: number, readonly from: number }) => Promise<JsonPart>
  /** Searches the names and values of an incident's JSON as received, whatever their case and escapes. */
  searchRawJson: (of: { readonly id: string, readonly text: string }) => Promise<JsonHits>
  /** Copies an incident: its JSON as received, a text for a ticket, or a command that requests it, without the token. */
  copyIncident: (what: { readonly id: string, readonly as: CopyFormat }) => Promise<void>
  /** Copies the name of an entity of an incident, as received or defanged. */
  copyEntity: (what: { readonly id: string, readonly index: number, readonly defanged: boolean }) => Promise<void>
  /** Copies the value at a position of an incident's JSON as received, or the path to it as JSONPath. */
  copyRawJson: (what: { readonly id: string, readonly at: number, readonly part: 'value' | 'path' }) => Promise<void>
  /** Opens the incident in the browser, if its link leads to an allowed portal. */
  openIncident: (id: string) => Promise<void>
}
