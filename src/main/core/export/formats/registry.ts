import type { ExportFormat } from '../../../../shared/vocabulary/export-formats'
import type { Format } from './format'
import { csv } from './csv'
import { jsonLines } from './jsonl'
import { parquet } from './parquet'
import { xlsx } from './xlsx'

/** The formats that a worker encodes: all but `json`, which is written as received. */
export type EncodedFormat = Exclude<ExportFormat, 'json'>

export const formats: { readonly [F in EncodedFormat]: Format } = {
  jsonl: jsonLines,
  csv,
  parquet,
  xlsx,
}
