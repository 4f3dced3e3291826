/**
 * @file The columns of the list, one entry for each field of a row. The list's header, cells and sorting and the export formats are derived from them. To
 * add a column: add it to `IncidentRow` and `columnIds`, read it in main/core/incident/read-row.ts, and add its entry here.
 */
import type { ColumnId, IncidentRow } from '../contract/row'
import type { SortKey } from './sort-keys'
import { columnIds } from '../contract/row'
import { timeKey } from '../values/instants'
import { severityRank, statusRank } from '../vocabulary/incident-values'
import { idKey, listKey, textKey } from './sort-keys'

interface Column {
  /** The column's header. */
  readonly label: string
  /** The field's name in exported files: the Defender XDR API's name, or else Microsoft Graph's. */
  readonly exportName: string
  /** null if the value is missing. */
  readonly sortKey: (row: IncidentRow) => SortKey
  /** The sort direction after the first click on the header: descending for times, counts and severities, ascending for text. */
  readonly firstSort: 'ascending' | 'descending'
  /** The initial width in pixels. The user can change it. */
  readonly widthPx: number
  /** The smallest width that the user can set, in pixels. */
  readonly minWidthPx: number
}

/** `kind` selects how a cell shows the value; `value` is one of a vocabulary. */
interface TextColumn extends Column {
  readonly kind: 'severity' | 'status' | 'name' | 'id' | 'person' | 'time' | 'value'
  /** '' if it is missing. */
  readonly value: (row: IncidentRow) => string
}

interface NumberColumn extends Column {
  readonly kind: 'count' | 'score'
  /** null if it is unknown. */
  readonly value: (row: IncidentRow) => number | null
  /** The tooltip of an unknown value, with the reason. */
  readonly unknownText: string
}

/** `list`: texts as received; `sources`: services and detection sources. */
interface ListColumn extends Column {
  readonly kind: 'list' | 'sources'
  /** Empty if it is missing. */
  readonly value: (row: IncidentRow) => readonly string[]
}

type Definition = TextColumn | NumberColumn | ListColumn

export type IncidentColumn = Definition & { readonly id: ColumnId }

const ascending = { firstSort: 'ascending' } as const
const descending = { firstSort: 'descending' } as const
const time = { kind: 'time', ...descending, widthPx: 96, minWidthPx: 72 } as const
const list = { kind: 'list', ...ascending, widthPx: 128, minWidthPx: 72 } as const

const columns = {
  severity: {
    kind: 'severity', label: 'Severity', exportName: 'severity', ...descending, widthPx: 108, minWidthPx: 48,
    value: row => row.severity, sortKey: row => severityRank(row.severity),
  },
  priority: {
    kind: 'score', label: 'Priority', exportName: 'priorityScore', ...descending, widthPx: 72, minWidthPx: 48, value: row => row.priority, sortKey: row => row.priority,
    unknownText: 'Only Microsoft Graph has a priority score, and not for every incident',
  },
  status: {
    kind: 'status', label: 'Status', exportName: 'status', ...ascending, widthPx: 84, minWidthPx: 64,
    value: row => row.status, sortKey: row => statusRank(row.status),
  },
  name: {
    kind: 'name', label: 'Name', exportName: 'incidentName', ...ascending, widthPx: 360, minWidthPx: 140,
    value: row => row.name, sortKey: row => textKey(row.name),
  },
  id: {
    kind: 'id', label: 'ID', exportName: 'incidentId', ...descending, widthPx: 72, minWidthPx: 56,
    value: row => row.id, sortKey: row => idKey(row.id),
  },
  alerts: {
    kind: 'count', label: 'Alerts', exportName: 'alerts', ...descending, widthPx: 84, minWidthPx: 48,
    // The service fails on incidents with many alerts, so an unknown count sorts as the highest.
    value: row => row.alerts, sortKey: row => row.alerts ?? Infinity,
    unknownText: 'Not included in the list: open the incident to load its alerts',
  },
  assignedTo: {
    kind: 'person', label: 'Assigned to', exportName: 'assignedTo', ...ascending, widthPx: 108, minWidthPx: 72,
    value: row => row.assignedTo ?? '', sortKey: row => textKey(row.assignedTo ?? ''),
  },
  classification: {
    kind: 'value', label: 'Classification', exportName: 'classification', ...ascending, widthPx: 168, minWidthPx: 72, value: row => row.classification, sortKey: row => textKey(row.classification),
  },
  determination: {
    kind: 'value', label: 'Determination', exportName: 'determination', ...ascending, widthPx: 168, minWidthPx: 72, value: row => row.determination, sortKey: row => textKey(row.determination),
  },
  tags: { label: 'Tags', exportName: 'tags', ...list, value: row => row.tags, sortKey: row => listKey(row.tags) },
  lastUpdate: {
    label: 'Last update', exportName: 'lastUpdateTime', ...time,
    value: row => row.lastUpdate, sortKey: row => timeKey(row.lastUpdate),
  },
  created: {
    label: 'Created', exportName: 'createdTime', ...time,
    value: row => row.created, sortKey: row => timeKey(row.created),
  },
  firstActivity: { label: 'First activity', exportName: 'firstActivity', ...time, value: row => row.firstActivity, sortKey: row => timeKey(row.firstActivity) },
  lastActivity: { label: 'Last activity', exportName: 'lastActivity', ...time, value: row => row.lastActivity, sortKey: row => timeKey(row.lastActivity) },
  sources: { label: 'Sources', exportName: 'sources', ...list, kind: 'sources', value: sourcesOf, sortKey: row => listKey(sourcesOf(row)) },
  categories: { label: 'Categories', exportName: 'categories', ...list, value: row => row.categories, sortKey: row => listKey(row.categories) },
  techniques: { label: 'Techniques', exportName: 'mitreTechniques', ...list, value: row => row.techniques, sortKey: row => listKey(row.techniques) },
  devices: { label: 'Devices', exportName: 'devices', ...list, value: row => row.devices, sortKey: row => listKey(row.devices) },
  users: { label: 'Users', exportName: 'users', ...list, value: row => row.users, sortKey: row => listKey(row.users) },
  otherAssets: { label: 'Other assets', exportName: 'otherAssets', ...list, value: row => row.otherAssets, sortKey: row => listKey(row.otherAssets) },
  comments: {
    kind: 'count', label: 'Comments', exportName: 'comments', ...descending, widthPx: 88, minWidthPx: 48, value: row => row.comments, sortKey: row => row.comments,
    unknownText: 'Not included in the list',
  },
  redirectedTo: {
    kind: 'id', label: 'Merged into', exportName: 'redirectIncidentId', ...descending, widthPx: 104, minWidthPx: 56,
    value: row => row.redirectedTo ?? '', sortKey: row => row.redirectedTo === null ? null : idKey(row.redirectedTo),
  },
} as const satisfies { readonly [Id in ColumnId]: Definition }

/** Returns the services, then the detection sources; a source that is both appears once. */
function sourcesOf({ services, detectionSources }: IncidentRow): readonly string[] {
  return [...services, ...detectionSources.filter(source => !services.includes(source))]
}

const withId = <Id extends ColumnId>(id: Id) => ({ id, ...columns[id] })

/** Returns a column. */
export const columnOf: (id: ColumnId) => IncidentColumn = withId

export const incidentColumns: readonly IncidentColumn[] = columnIds.map(columnOf)
