/** @file The columns of Parquet files: types of the fields, and their values. docs/exports.md describes them. */
import type { SchemaElement } from 'hyparquet'
import type { FieldKind, Value } from '../tables/field'
import type { Table } from '../tables/tables'
import { timeKey } from '../../../../shared/values/instants'

/** A column, derived from the field at an index. */
interface Column {
  readonly schema: readonly SchemaElement[]
  readonly field: number
  readonly value: (value: Value) => unknown
}

const optional = { repetition_type: 'OPTIONAL' } as const

const textColumn = (name: string): SchemaElement => ({ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' }, ...optional })

const schemaOf: Readonly<Record<FieldKind, (name: string) => readonly SchemaElement[]>> = {
  text: name => [textColumn(name)],
  time: name => [{ name, type: 'INT64', converted_type: 'TIMESTAMP_MICROS', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' }, ...optional }],
  count: name => [{ name, type: 'INT32', ...optional }],
  score: name => [{ name, type: 'DOUBLE', ...optional }],
  list: name => [
    { name, converted_type: 'LIST', logical_type: { type: 'LIST' }, num_children: 1, ...optional },
    { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
    textColumn('element'),
  ],
}

const secondLength = 'YYYY-MM-DDThh:mm:ss'.length

/** Returns a time in microseconds since 1970, without its further digits; null if the text is not an instant. */
export function microseconds(text: string): bigint | null {
  const key = timeKey(text)
  if (key === null) return null
  const seconds = Date.parse(`${key.slice(0, secondLength)}Z`) / 1000
  return BigInt(seconds) * 1_000_000n + BigInt(key.slice(secondLength + 1, secondLength + 7))
}

/** Returns the value of a column, null if it is missing. */
function columnValue(value: Value): unknown {
  return value === '' || (Array.isArray(value) && value.length === 0) ? null : value
}

/** Returns the columns of a table. A time has a second column with its text. */
export function columnsOf({ fields }: Table): readonly Column[] {
  return fields.flatMap(({ name, kind }, field): readonly Column[] => kind === 'time'
    ? [
        { schema: schemaOf.time(name), field, value: value => microseconds(String(value)) },
        { schema: schemaOf.text(`${name}AsReceived`), field, value: columnValue },
      ]
    : [{ schema: schemaOf[kind](name), field, value: columnValue }])
}

/** The schema of a column with the incident's JSON. */
export const rawColumn = textColumn('raw')
