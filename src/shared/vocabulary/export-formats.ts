/** @file The formats of an export as data: their labels, hints and file extensions. docs/exports.md describes the files. */

export const exportFormats = ['json', 'jsonl', 'csv', 'xlsx', 'parquet'] as const

export type ExportFormat = (typeof exportFormats)[number]

interface FormatFacts {
  /** The name of the format on screen. */
  readonly label: string
  /** What the format is for, in one line. */
  readonly hint: string
  /** The extension of each file, without the dot. */
  readonly extension: string
  /** Whether the user chooses the columns of the incidents. */
  readonly hasColumns: boolean
}

export const exportFormatFacts: { readonly [F in ExportFormat]: FormatFacts } = {
  json: { label: 'JSON as received', hint: 'Exactly what the API sent', extension: 'json', hasColumns: false },
  jsonl: { label: 'JSON Lines', hint: 'One incident per line, for jq, DuckDB and Spark', extension: 'jsonl', hasColumns: false },
  csv: { label: 'CSV', hint: 'Incidents, alerts and indicators as three text files', extension: 'csv', hasColumns: true },
  xlsx: { label: 'Excel', hint: 'Incidents, alerts and indicators as sheets with dates', extension: 'xlsx', hasColumns: true },
  parquet: { label: 'Parquet', hint: 'Typed tables for DuckDB, Spark and Fabric', extension: 'parquet', hasColumns: false },
}
