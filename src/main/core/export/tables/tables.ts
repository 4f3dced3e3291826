/** @file The tables of an export. */
import type { ColumnId } from '../../../../shared/contract/row'
import type { Field, Value } from './field'
import type { ExportRecord } from './record'
import { alertFields, alertItems } from './alert-fields'
import { entityFields, entityItems } from './entity-fields'
import { incidentFields } from './incident-fields'

export type TableName = 'incidents' | 'alerts' | 'entities'

export interface Table {
  readonly name: TableName
  readonly fields: readonly Pick<Field<never>, 'name' | 'kind' | 'description'>[]
  /** Returns the rows of an incident: a value per field. */
  readonly rows: (record: ExportRecord) => readonly (readonly Value[])[]
}

function table<Item>(name: TableName, fields: readonly Field<Item>[], items: (record: ExportRecord) => readonly Item[]): Table {
  return { name, fields, rows: record => items(record).map(item => fields.map(field => field.value(item))) }
}

/** Returns the tables with these columns of incidents; null for all fields. */
export function exportTables(columns: readonly ColumnId[] | null): readonly Table[] {
  return [
    table('incidents', incidentFields(columns), record => [record]),
    table('alerts', alertFields, alertItems),
    table('entities', entityFields, entityItems),
  ]
}

/** The files of formats with a file per table, for people who know entities as indicators. */
export const indicatorNames: Readonly<Record<TableName, string>> = { incidents: 'incidents', alerts: 'alerts', entities: 'indicators' }
