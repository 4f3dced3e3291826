/** @file The cells of a workbook, and what a workbook cannot hold. docs/exports.md describes the rules. */
import type { CellValue, ColumnDef } from 'hucre/xlsx'
import type { FieldKind, Value } from '../tables/field'
import type { Table, TableName } from '../tables/tables'
import { instantMs } from '../../../../shared/values/instants'
import { valueText } from './cell-text'

export const sheetNames: Readonly<Record<TableName, string>> = { incidents: 'Incidents', alerts: 'Alerts', entities: 'Indicators' }

/** Excel's limits: support.microsoft.com, "Excel specifications and limits". */
export const maxCellLength = 32_767
const maxSheetRows = 1_048_576
/** A sheet begins with a header, and in a workbook with one sheet with a line about completeness. */
export const maxRows = maxSheetRows - 2

/** The texts of Excel's own escapes, which programs would decode: ECMA-376-1, 22.9.2.19 (ST_Xstring). */
const escapeLike = /_(?=x[0-9a-f]{4}_)/gi

export const isTooLong = (value: Value): boolean => value !== null && typeof value !== 'number' && valueText(value).length > maxCellLength

/** Returns a text that a cell can hold. A cut text ends with a note that says so. */
function shortened(text: string): string {
  if (text.length <= maxCellLength) return text
  const note = `… [cut: ${text.length.toLocaleString('en')} characters in all]`
  return `${text.slice(0, maxCellLength - note.length).replace(/[\uD800-\uDBFF]$/, '')}${note}`
}

function cellOf(kind: FieldKind, value: Value): CellValue {
  if (typeof value === 'number' || value === null) return value
  const ms = kind === 'time' && typeof value === 'string' ? instantMs(value) : null
  if (ms !== null) return new Date(ms)
  const text = shortened(valueText(value))
  return text === '' ? null : text.replace(escapeLike, '_x005F_')
}

/** Returns the cells of a row. */
export const cellsOf = ({ fields }: Table, row: readonly Value[]): CellValue[] => fields.map(({ kind }, index) => cellOf(kind, row[index] ?? null))

/** Returns the header. Excel's dates have no zone, so it states theirs. */
export const headerOf = ({ fields }: Table): string[] => fields.map(({ name, kind }) => kind === 'time' ? `${name} (UTC)` : name)

/** In characters. */
const widths: Readonly<Record<FieldKind, number>> = { text: 24, time: 24, count: 10, score: 10, list: 32 }

export const columnsOf = ({ fields }: Table): ColumnDef[] =>
  fields.map(({ kind }) => ({ width: widths[kind], ...kind === 'time' ? { numFmt: 'yyyy-mm-dd hh:mm:ss.000' } : {} }))
