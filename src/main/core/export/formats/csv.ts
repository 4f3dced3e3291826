/** @file CSV as in RFC 4180: a file per table, UTF-8 with a byte order mark, lines that end with CR LF. */
import type { EncodedChunk } from '../encoding'
import type { Value } from '../tables/field'
import type { Format } from './format'
import { Buffer } from 'node:buffer'
import { readRecord } from '../tables/record'
import { exportTables, indicatorNames } from '../tables/tables'
import { valueText } from './cell-text'
import { noLimits } from './format'
import { escapeFormula } from './formulas'

const byteOrderMark = '\uFEFF'

/** Numbers are never negative, so they are no formulas. */
const csvText = (value: Value): string => typeof value === 'number' ? String(value) : escapeFormula(valueText(value))

async function loadStringify() {
  const { stringify } = await import('csv-stringify/sync')
  return (rows: readonly (readonly string[])[]): string => stringify(rows.map(row => [...row]), {
    record_delimiter: '\r\n',
    // A program may remove spaces around a value that is not in quotes.
    quoted_match: /[\r\n]|^\s|\s$/,
  })
}

export const csv: Format = {
  planner: {
    files: exportTables(null).map(({ name }) => ({ name: `${indicatorNames[name]}.csv`, table: name })),
    limits: noLimits,
  },
  encoder: async (_plan, { api, columns }) => {
    const stringify = await loadStringify()
    const tables = exportTables(columns)
    let headers = tables.map(({ fields }) => byteOrderMark + stringify([fields.map(({ name }) => name)]))
    const takeHeader = (file: number) => headers[file] ?? ''
    return {
      add: async (incidents) => {
        const records = incidents.map(bytes => readRecord(bytes, api))
        const chunks = tables.map(({ rows }, file): EncodedChunk => {
          const texts = records.flatMap(rows).map(row => row.map(csvText))
          return { file, bytes: Buffer.from(takeHeader(file) + stringify(texts)), rows: texts.length }
        })
        headers = []
        return chunks
      },
      end: async function* () {
        // Only if there were no incidents.
        for (const [file, header] of headers.entries()) yield { file, bytes: Buffer.from(header), rows: 0 }
      },
    }
  },
}
