/**
 * @file The fields of a list row, one entry for each. The list's header, cells, sorting and search and the export formats are derived from them. To add a
 * field: add it to `IncidentSummary`, read it in main/core/incident/read-incident.ts, and add its entry here.
 */
import type { IncidentSummary } from '../contract/model'
import type { SortKey } from './sort-keys'
import { timeKey } from '../values/instants'
import { severityRank, statusRank } from '../vocabulary/incident-values'
import { idKey, textKey } from './sort-keys'

interface Column {
  readonly id: string
  /** The column's header. */
  readonly label: string
  /** The field's name in exported files: the Defender XDR API's name. */
  readonly exportName: string
  readonly sortKey: (row: IncidentSummary) => SortKey
  /** The sort direction after the first click on the header: descending for times, counts and severities, ascending for text. */
  readonly firstSort: 'ascending' | 'descending'
  /** Whether the search looks for its text in this field. */
  readonly searched: boolean
  /** One of the column widths in styles/incidents.css. */
  readonly width: 'mark' | 'word' | 'rest' | 'number' | 'count' | 'person' | 'time'
  /** The minimum width of the list, in pixels, at which the column is shown; 0: always. One of the breakpoints in styles/incidents.css. */
  readonly shownFrom: 0 | 421 | 541 | 661 | 781 | 901
}

/** `kind` selects how a cell shows the value. */
interface TextColumn extends Column {
  readonly kind: 'severity' | 'status' | 'name' | 'id' | 'person' | 'time'
  /** The value as received; '' if there is none. */
  readonly value: (row: IncidentSummary) => string
}

interface CountColumn extends Column {
  readonly kind: 'count'
  /** null if unknown. */
  readonly value: (row: IncidentSummary) => number | null
  /** The tooltip of an unknown value, with the reason. */
  readonly unknownText: string
}

export type IncidentColumn = TextColumn | CountColumn

/** The columns in the order in which the list shows them. */
export const incidentColumns = [
  {
    id: 'severity', kind: 'severity', label: 'Severity', exportName: 'severity', width: 'mark', shownFrom: 0,
    value: row => row.severity, sortKey: row => severityRank(row.severity), firstSort: 'descending', searched: false,
  },
  {
    id: 'status', kind: 'status', label: 'Status', exportName: 'status', width: 'word', shownFrom: 541,
    value: row => row.status, sortKey: row => statusRank(row.status), firstSort: 'ascending', searched: false,
  },
  {
    id: 'name', kind: 'name', label: 'Name', exportName: 'incidentName', width: 'rest', shownFrom: 0,
    value: row => row.name, sortKey: row => textKey(row.name), firstSort: 'ascending', searched: true,
  },
  {
    id: 'id', kind: 'id', label: 'ID', exportName: 'incidentId', width: 'number', shownFrom: 661,
    value: row => row.id, sortKey: row => idKey(row.id), firstSort: 'descending', searched: true,
  },
  {
    id: 'alerts', kind: 'count', label: 'Alerts', exportName: 'alerts', width: 'count', shownFrom: 421,
    // The service fails on incidents with many alerts, so an unknown count sorts as the highest.
    value: row => row.alerts, sortKey: row => row.alerts ?? Infinity, firstSort: 'descending', searched: false,
    unknownText: 'They did not come with the list: open the incident to get them',
  },
  {
    id: 'assignedTo', kind: 'person', label: 'Assigned to', exportName: 'assignedTo', width: 'person', shownFrom: 781,
    value: row => row.assignedTo ?? '', sortKey: row => textKey(row.assignedTo ?? ''), firstSort: 'ascending', searched: true,
  },
  {
    id: 'lastUpdate', kind: 'time', label: 'Last update', exportName: 'lastUpdateTime', width: 'time', shownFrom: 421,
    value: row => row.lastUpdate, sortKey: row => timeKey(row.lastUpdate), firstSort: 'descending', searched: false,
  },
  {
    id: 'created', kind: 'time', label: 'Created', exportName: 'createdTime', width: 'time', shownFrom: 901,
    value: row => row.created, sortKey: row => timeKey(row.created), firstSort: 'descending', searched: false,
  },
] as const satisfies readonly IncidentColumn[]

export type ColumnId = (typeof incidentColumns)[number]['id']
