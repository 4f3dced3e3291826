/** @file Reads exported files with programs that are not ours. */
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { DuckDBInstance } from '@duckdb/node-api'

const execute = promisify(execFile)

/** Runs a query in DuckDB and returns its rows. */
export async function duckDb(query: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    await connection.run('SET TimeZone = \'UTC\'')
    return (await connection.runAndReadAll(query)).getRowObjectsJson()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** Returns the records of a CSV text that LibreOffice wrote: every text in quotation marks. */
function records(csv: string): Cells {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '') break
    if (end !== ',') rows.push([])
  }
  return rows.filter(row => row.length > 1 || row[0] !== '')
}

type Cells = readonly (readonly string[])[]

/** Comma, quotation mark, UTF-8, from line 1, all texts in quotation marks, as shown, values instead of formulas, every sheet. */
const asCsv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1'

/** Opens files in LibreOffice and returns the folder with a CSV file per sheet. `filter`: how to read the files; [] lets LibreOffice choose. */
async function libreOffice(files: readonly string[], folder: string, filter: readonly string[]): Promise<string> {
  const target = path.join(folder, 'cells')
  const profile = `-env:UserInstallation=${pathToFileURL(path.join(folder, 'libreoffice')).href}`
  await execute('soffice', [profile, '--headless', ...filter, '--convert-to', asCsv, '--outdir', target, ...files])
  return target
}

/** Returns the cells of CSV files in this order. All of them are imported as text. */
export async function csvCells(files: readonly string[], folder: string): Promise<readonly Cells[]> {
  const formats = Array.from({ length: 40 }, (_, index) => `${index + 1}/2`).join('/')
  const target = await libreOffice(files, folder, [`--infilter=Text - txt - csv (StarCalc):44,34,76,1,${formats}`])
  return files.map((file) => {
    const { name } = path.parse(file)
    return records(readFileSync(path.join(target, `${name}-${name}.csv`), 'utf8'))
  })
}

/** Returns the cells of the sheets of workbooks, by the name of the sheet. */
export async function workbookCells(files: readonly string[], folder: string): Promise<ReadonlyMap<string, Cells>> {
  const target = await libreOffice(files, folder, [])
  return new Map(readdirSync(target).map(name => [path.parse(name).name.split('-')[1] ?? '', records(readFileSync(path.join(target, name), 'utf8'))]))
}
