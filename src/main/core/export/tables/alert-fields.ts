import type { AlertDetail } from '../../../../shared/contract/detail'
import type { Field } from './field'
import type { ExportRecord } from './record'
import { asText, isObject } from '../../json/values'
import { traitsOf } from '../../microsoft/incident-apis'

export interface AlertItem {
  readonly record: ExportRecord
  readonly alert: AlertDetail
  /** As received. */
  readonly received: unknown
}

/** Returns a member of an alert as received. */
const member = ({ received }: AlertItem, name: string): string => isObject(received) ? asText(received[name]) : ''

/** The fields of the table of alerts. Names are those of the Defender XDR API. */
export const alertFields: readonly Field<AlertItem>[] = [
  { name: 'incidentId', kind: 'text', description: 'ID of its incident', value: ({ record }) => record.row.id },
  { name: 'alertId', kind: 'text', description: 'ID', value: ({ alert }) => alert.id },
  { name: 'title', kind: 'text', description: 'Title', value: ({ alert }) => alert.title },
  { name: 'severity', kind: 'text', description: 'Severity, in one spelling for both APIs', value: ({ alert }) => alert.severity },
  { name: 'status', kind: 'text', description: 'Status, in one spelling for both APIs', value: ({ alert }) => alert.status },
  { name: 'classification', kind: 'text', description: 'Classification, in one spelling for both APIs', value: ({ alert }) => alert.classification },
  { name: 'determination', kind: 'text', description: 'Determination, in one spelling for both APIs', value: ({ alert }) => alert.determination },
  { name: 'serviceSource', kind: 'text', description: 'Service that sent it, in one spelling for both APIs', value: ({ alert }) => alert.service },
  { name: 'detectionSource', kind: 'text', description: 'What detected it, in one spelling for both APIs', value: ({ alert }) => alert.detectionSource },
  { name: 'categories', kind: 'list', description: 'Categories', value: ({ alert }) => alert.categories },
  { name: 'mitreTechniques', kind: 'list', description: 'MITRE ATT&CK techniques', value: ({ alert }) => alert.techniques },
  { name: 'assignedTo', kind: 'text', description: 'Whom it is assigned to', value: ({ alert }) => alert.assignedTo },
  { name: 'creationTime', kind: 'time', description: 'Creation', value: ({ alert }) => alert.created },
  { name: 'lastUpdatedTime', kind: 'time', description: 'Last update', value: item => member(item, traitsOf(item.record.api).members.alert.updated) },
  { name: 'firstActivity', kind: 'time', description: 'First activity', value: ({ alert }) => alert.firstActivity },
  { name: 'lastActivity', kind: 'time', description: 'Last activity', value: ({ alert }) => alert.lastActivity },
  { name: 'resolvedTime', kind: 'time', description: 'When it was resolved', value: ({ alert }) => alert.resolved },
  { name: 'verdict', kind: 'text', description: 'Worst verdict on its entities', value: ({ alert }) => alert.verdict },
  { name: 'entities', kind: 'count', description: 'Number of its entities', value: ({ alert }) => alert.entities.length },
  { name: 'description', kind: 'text', description: 'Description', value: item => member(item, 'description') },
  { name: 'providerAlertId', kind: 'text', description: 'ID that the detecting product uses', value: item => member(item, 'providerAlertId') },
]

/** Returns the alerts of an incident. */
export function alertItems(record: ExportRecord): readonly AlertItem[] {
  return record.alerts.map((alert, index) => ({ record, alert, received: record.received[index] }))
}
