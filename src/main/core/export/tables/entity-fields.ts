import type { AlertDetail, Entity, Field as EntityField } from '../../../../shared/contract/detail'
import type { Field } from './field'
import type { ExportRecord } from './record'
import { timeKey } from '../../../../shared/values/instants'

export interface EntityItem {
  readonly record: ExportRecord
  readonly entity: Entity
  /** All its fields, under the API's names. */
  readonly fields: readonly EntityField[]
  /** The alerts that contain it. */
  readonly alerts: readonly AlertDetail[]
}

/** Returns the first value of the fields with this name, on their own or in a nested object. */
function named({ fields }: EntityItem, name: string): string {
  return fields.find(field => field.name === name || field.name.endsWith(`.${name}`))?.value.split('\n')[0] ?? ''
}

/** Returns the earliest (`sign` -1) or the latest (1) of some times, as received; '' if none is an instant. */
function extreme(times: readonly string[], sign: 1 | -1): string {
  let [found, foundKey] = ['', '']
  for (const time of times) {
    const key = timeKey(time)
    if (key === null || (foundKey !== '' && (sign > 0 ? key <= foundKey : key >= foundKey))) continue
    found = time
    foundKey = key
  }
  return found
}

/** The fields of the table of entities, which CSV and Excel call indicators. */
export const entityFields: readonly Field<EntityItem>[] = [
  { name: 'incidentId', kind: 'text', description: 'ID of the incident', value: ({ record }) => record.row.id },
  { name: 'entityType', kind: 'text', description: 'Type, in one spelling for both APIs', value: ({ entity }) => entity.type },
  { name: 'entityName', kind: 'text', description: 'Best name: an address, a file name, an account and so on', value: ({ entity }) => entity.label },
  { name: 'entityKey', kind: 'text', description: 'Equal for the same entity in different incidents, within its type', value: ({ entity }) => entity.key },
  { name: 'sha256', kind: 'text', description: 'SHA-256 of the file', value: item => named(item, 'sha256') },
  { name: 'sha1', kind: 'text', description: 'SHA-1 of the file', value: item => named(item, 'sha1') },
  { name: 'md5', kind: 'text', description: 'MD5 of the file', value: item => named(item, 'md5') },
  { name: 'verdicts', kind: 'list', description: 'Verdicts, worst first', value: ({ entity }) => entity.verdicts },
  { name: 'remediationStatuses', kind: 'list', description: 'States of its remediation', value: ({ entity }) => entity.remediation },
  { name: 'alerts', kind: 'count', description: 'Number of alerts that contain it', value: ({ alerts }) => alerts.length },
  { name: 'alertIds', kind: 'list', description: 'IDs of these alerts', value: ({ alerts }) => alerts.map(({ id }) => id).filter(id => id !== '') },
  { name: 'firstActivity', kind: 'time', description: 'Earliest first activity of these alerts', value: ({ alerts }) => extreme(alerts.map(({ firstActivity }) => firstActivity), -1) },
  { name: 'lastActivity', kind: 'time', description: 'Latest last activity of these alerts', value: ({ alerts }) => extreme(alerts.map(({ lastActivity }) => lastActivity), 1) },
  { name: 'fields', kind: 'list', description: 'All its fields as `name=value`, under the API\'s names', value: ({ fields }) => fields.map(({ name, value }) => `${name}=${value}`) },
]

/** Returns the entities of an incident, each once. */
export function entityItems(record: ExportRecord): readonly EntityItem[] {
  const alertsOf: AlertDetail[][] = record.gathered.entities.map(() => [])
  for (const alert of record.alerts) for (const index of alert.entities) alertsOf[index]?.push(alert)
  return record.gathered.entities.map((entity, index) => ({ record, entity, fields: record.gathered.fieldsOf(index), alerts: alertsOf[index] ?? [] }))
}
