/** @file Excel: a workbook with a sheet per table, or a workbook per table if there are many rows. */
import type { CellValue, WriteSheet } from 'hucre/xlsx'
import type { EncodingOptions, ExportPlan } from '../encoding'
import type { Table } from '../tables/tables'
import type { Encoder, Format, Planner } from './format'
import { readRecord } from '../tables/record'
import { exportTables, indicatorNames } from '../tables/tables'
import { cellsOf, columnsOf, headerOf, isTooLong, maxCellLength, maxRows, sheetNames } from './xlsx-cells'
import { createStreams } from './xlsx-streams'

/** The maximum number of rows. */
interface RowLimits {
  /** In all sheets of a workbook with several sheets, which is built in memory. */
  readonly inMemory: number
  /** In one sheet, without the rows above the table. */
  readonly perSheet: number
}

const chunkBytes = 1_000_000

function createPlanner({ inMemory, perSheet }: RowLimits, { api, columns }: EncodingOptions): Planner {
  const tables = exportTables(columns)
  const rows = tables.map(() => 0)
  let cutTexts = 0
  return {
    add: (incidents) => {
      for (const bytes of incidents) {
        const record = readRecord(bytes, api)
        for (const [index, table] of tables.entries()) {
          for (const row of table.rows(record)) {
            rows[index] = (rows[index] ?? 0) + 1
            cutTexts += row.filter(isTooLong).length
          }
        }
      }
    },
    plan: () => {
      const beyond = rows.findIndex(count => count > perSheet)
      const table = tables[beyond]
      const total = rows.reduce((sum, count) => sum + count, 0)
      return {
        files: total > inMemory ? tables.map(({ name }) => ({ name: `${indicatorNames[name]}.xlsx`, table: name })) : [{ name: '', table: 'all' }],
        limits: { cutTexts, tooManyRows: table ? { table: sheetNames[table.name], rows: rows[beyond] ?? 0, limit: perSheet } : null },
      }
    },
  }
}

const bold = { font: { bold: true } } as const

function sheetOf(table: Table, rows: CellValue[][]): WriteSheet {
  const header = headerOf(table)
  return {
    name: sheetNames[table.name],
    rows: [header, ...rows],
    columns: columnsOf(table),
    cells: new Map(header.map((_, column) => [`0,${column}`, { style: bold }])),
    freezePane: { rows: 1 },
  }
}

function aboutSheet({ completenessLine }: EncodingOptions, { limits: { cutTexts } }: ExportPlan): WriteSheet {
  const cut = cutTexts > 0 ? [[`Texts of more than ${maxCellLength.toLocaleString('en')} characters that are cut: ${cutTexts}`]] : []
  return { name: 'About', columns: [{ width: 100 }], rows: [[completenessLine], ['Times are in UTC.'], ...cut] }
}

/** Creates the encoder of one workbook with all tables. */
async function createWorkbook(plan: ExportPlan, options: EncodingOptions): Promise<Encoder> {
  const { writeXlsx } = await import('hucre/xlsx')
  const tables = exportTables(options.columns)
  const cells = tables.map((): CellValue[][] => [])
  return {
    add: async (incidents) => {
      let rows = 0
      for (const bytes of incidents) {
        const record = readRecord(bytes, options.api)
        for (const [index, table] of tables.entries()) {
          const added = table.rows(record).map(row => cellsOf(table, row))
          cells[index]?.push(...added)
          rows += added.length
        }
      }
      return [{ file: 0, bytes: new Uint8Array(), rows }]
    },
    end: async function* () {
      const bytes = await writeXlsx({ sheets: [aboutSheet(options, plan), ...tables.map((table, index) => sheetOf(table, cells[index] ?? []))] })
      for (let at = 0; at < bytes.length; at += chunkBytes) yield { file: 0, bytes: bytes.slice(at, at + chunkBytes), rows: 0 }
    },
  }
}

/** Creates the format with these limits. */
export const createXlsx = (limits: RowLimits): Format => ({
  planner: options => createPlanner(limits, options),
  encoder: (plan, options) => plan.files.length === 1 ? createWorkbook(plan, options) : createStreams(exportTables(options.columns), options),
})

export const xlsx = createXlsx({ inMemory: 50_000, perSheet: maxRows })
