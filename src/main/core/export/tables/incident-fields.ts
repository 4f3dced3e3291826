/** @file The fields of the table of incidents: the columns of the list, and what the list has no column for. */
import type { IncidentColumn } from '../../../../shared/columns/incident-columns'
import type { ColumnId } from '../../../../shared/contract/row'
import type { Field } from './field'
import type { ExportRecord } from './record'
import { columnOf } from '../../../../shared/columns/incident-columns'
import { columnIds } from '../../../../shared/contract/row'
import { asText } from '../../json/values'
import { traitsOf } from '../../microsoft/incident-apis'

/** What each column contains, for docs/exports.md. */
const descriptions: Readonly<Record<ColumnId, string>> = {
  severity: 'Severity, in one spelling for both APIs',
  priority: 'Priority score, 0 to 100; only Microsoft Graph has it',
  status: 'Status, in one spelling for both APIs',
  name: 'Name',
  id: 'ID; its digits are exact, so it is a text',
  alerts: 'Number of alerts; missing if the API sent the incident without its alerts',
  assignedTo: 'Whom the incident is assigned to',
  classification: 'Classification, in one spelling for both APIs',
  determination: 'Determination, in one spelling for both APIs',
  tags: 'Custom tags, then system tags',
  lastUpdate: 'Last update',
  created: 'Creation',
  firstActivity: 'Earliest activity of the incident, or else of its alerts',
  lastActivity: 'Latest activity of the incident, or else of its alerts',
  sources: 'Services and detection sources of the alerts',
  categories: 'Categories of the alerts',
  techniques: 'MITRE ATT&CK techniques',
  devices: 'Names of the devices among the entities',
  users: 'Names of the users among the entities',
  otherAssets: 'Names of other impacted assets',
  comments: 'Number of comments; missing if the API sent none',
  redirectedTo: 'ID of the incident that this one was merged into',
}

function fieldOf(column: IncidentColumn): Field<ExportRecord> {
  const facts = { name: column.exportName, description: descriptions[column.id] }
  switch (column.kind) {
    case 'count':
    case 'score': return { ...facts, kind: column.kind, value: ({ row }) => column.value(row) }
    case 'list':
    case 'sources': return { ...facts, kind: 'list', value: ({ row }) => column.value(row) }
    case 'time': return { ...facts, kind: 'time', value: ({ row }) => column.value(row) }
    default: return { ...facts, kind: 'text', value: ({ row }) => column.value(row) }
  }
}

const further: readonly Field<ExportRecord>[] = [
  { name: 'activeAlerts', kind: 'count', description: 'Number of alerts that are not resolved', value: ({ row }) => row.activeAlerts },
  {
    name: 'serviceSources', kind: 'list', description: 'Services of the alerts, in one spelling for both APIs', value: ({ row }) => row.services,
  },
  { name: 'detectionSources', kind: 'list', description: 'Detection sources, in one spelling for both APIs', value: ({ row }) => row.detectionSources },
  { name: 'description', kind: 'text', description: 'Description', value: ({ incident }) => asText(incident.description) },
  {
    name: 'commentTexts', kind: 'list', description: 'Comments, each as `time, author: text`',
    value: ({ comments }) => comments.map(({ at, by, text }) => [[at, by].filter(part => part !== '').join(', '), text].filter(part => part !== '').join(': ')),
  },
  {
    name: 'incidentUri', kind: 'text', description: 'Link to the incident in the portal, as received', value: ({ incident, api }) => asText(incident[traitsOf(api).members.link]),
  },
]

const idFirst = (columns: readonly ColumnId[]): readonly ColumnId[] => ['id', ...columns.filter(column => column !== 'id')]

/** Returns the fields for these columns, in their order, with the ID if they lack it; null returns all fields. */
export function incidentFields(columns: readonly ColumnId[] | null): readonly Field<ExportRecord>[] {
  const chosen = columns === null || !columns.includes('id') ? idFirst(columns ?? columnIds) : columns
  return [...chosen.map(id => fieldOf(columnOf(id))), ...columns === null ? further : []]
}
