/** @file Reads the files of each format back with other programs and compares every value. The built worker encodes them. */
import type { EncodingOptions, ExportPlan } from '../../src/main/core/export/encoding'
import type { StoredIncident } from '../cloud/tenant'
import type { Cell, Row } from './expected-tables'
import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { createExportThread } from '../../src/main/adapters/threads/export-thread'
import { incidentFrom } from '../../src/main/core/incident/fixtures'
import { createTenant } from '../cloud/tenant'
import { expect, test } from '../harness/fixtures'
import { expectedTables } from './expected-tables'
import { csvCells, duckDb, workbookCells } from './readers'

type Format = EncodingOptions['format']

const built = path.join(import.meta.dirname, '../../out/main')

function startWorker(): Worker {
  const script = readdirSync(built).find(name => /^export-worker-.*\.js$/.test(name)) ?? 'no worker'
  return new Worker(path.join(built, script))
}

/** Titles that a spreadsheet program would run. */
const canaries = ['=1+1', '@SUM(1)', '+cmd|\' /C calc\'!A0', '-2+3', '=HYPERLINK("https://evil.example","x")', '=DDE("soffice";"x";"y")', '\t=1+1', ' =1+1', '"=1+1', '\'=1+1', '＝1+1', '_x0041_']

function tenantOf(incidents: number): readonly StoredIncident[] {
  const { incidents: stored } = createTenant({ incidents, awkward: true, seed: 17, now: Date.parse('2026-11-24T12:00:00Z') })
  return stored.map((each, index) => {
    const canary = canaries[index % 15]
    return canary === undefined ? each : { ...each, bytes: Buffer.from(each.bytes.toString().replace(/"incidentName":"(?:[^"\\]|\\.)*"/, `"incidentName":${JSON.stringify(canary)}`)) }
  })
}

/** Encodes a tenant in the built worker and writes its files to a folder. Returns their names and the number of rows of each. */
async function exportTo(folder: string, format: Format, stored: readonly StoredIncident[]): Promise<readonly (readonly [string, number])[]> {
  const incidents = stored.map(({ bytes }) => incidentFrom(bytes.toString(), 'defender-xdr')).filter(each => each !== null)
  const { plan, chunks } = createExportThread(startWorker)
  const options: EncodingOptions = { format, api: 'defender-xdr', completenessLine: `Complete: ${incidents.length} incidents.`, columns: null }
  const { signal } = new AbortController()
  const planned: ExportPlan = await plan(incidents, options, signal)
  const names = planned.files.map(({ name }) => name || `all.${format}`)
  const rows = names.map(() => 0)
  mkdirSync(folder, { recursive: true })
  for (const name of names) appendFileSync(path.join(folder, name), '')
  for await (const chunk of chunks(incidents, planned, options, signal)) {
    appendFileSync(path.join(folder, names[chunk.file] ?? ''), chunk.bytes)
    rows[chunk.file] = (rows[chunk.file] ?? 0) + chunk.rows
  }
  return names.map((name, index) => [name, rows[index] ?? 0])
}

const shown = (cell: Cell): string => {
  const text = cell === null ? '' : typeof cell === 'object' ? cell.map(each => each.replaceAll(';', ';;')).join('; ') : String(cell)
  return Array.from(text, char => char < ' ' && !'\t\n'.includes(char) ? `⟨U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩` : char).join('')
}
const escaped = (cell: Cell): string => typeof cell !== 'number' && /^\t|^[\s'"\u200B\u202E]*[=+\-@＝]/.test(shown(cell)) ? `'${shown(cell)}` : shown(cell)
const isTime = (name: string) => /Time$|Activity$/.test(name)
/** Excel keeps milliseconds. */
const inExcel = (name: string, cell: Cell): string => isTime(name) && typeof cell === 'string' ? `${cell.slice(0, 10)} ${cell.slice(11, 19)}.${cell.slice(20, -1).slice(0, 3).padEnd(3, '0')}` : shown(cell)

const sorted = (rows: readonly unknown[]): readonly string[] => rows.map(row => JSON.stringify(row)).sort()

/** Compares rows of texts under a header with the expected rows, value by value. Columns that are not expected are ignored. */
function expectCells([header = [], ...rows]: readonly (readonly string[])[], expected: readonly Row[], textOf: (name: string, cell: Cell) => string): void {
  const names = Object.keys(expected[0] ?? {})
  const places = names.map(name => header.findIndex(title => title.replace(' (UTC)', '') === name))
  expect(places).not.toContain(-1)
  expect(sorted(rows.map(row => places.map(place => row[place] ?? '')))).toEqual(sorted(expected.map(row => names.map(name => textOf(name, row[name] ?? null)))))
}

function prepare(count: number) {
  const stored = tenantOf(count)
  const expected = expectedTables(stored)
  return { stored, expected, counts: [expected.incidents.length, expected.alerts.length, expected.entities.length] }
}

for (const count of [1, 180, 10_000]) {
  test.describe(`${count.toLocaleString('en')} incidents`, () => {
    test.setTimeout(300_000)

    test('JSON Lines are read by DuckDB as received', async ({ folder }) => {
      const stored = tenantOf(count)
      expect(await exportTo(folder, 'jsonl', stored)).toEqual([['all.jsonl', count]])
      const rows = await duckDb(`SELECT json::VARCHAR AS line FROM read_json_objects('${folder}/all.jsonl', format = 'newline_delimited', maximum_object_size = 100000000)`)
      expect(rows.map(({ line }) => line)).toEqual(stored.map(({ bytes }) => bytes.toString().replaceAll('\n', '')))
    })

    test('Parquet is read by DuckDB and hyparquet', async ({ folder }) => {
      const { stored, expected, counts } = prepare(count)
      expect((await exportTo(folder, 'parquet', stored)).map(([, rows]) => rows)).toEqual(counts)
      for (const table of ['incidents', 'alerts', 'entities'] as const) {
        const file = path.join(folder, `${table}.parquet`)
        const names = Object.keys(expected[table][0] ?? { incidentId: '' })
        const asText = (name: string) => isTime(name) ? `${name}AsReceived` : name
        const wanted = sorted(expected[table].map(row => names.map(name => Array.isArray(row[name]) && row[name].length === 0 ? null : row[name])))
        const inDuckDb = await duckDb(`SELECT * FROM '${file}'`)
        expect(sorted(inDuckDb.map(row => names.map(name => row[asText(name)])))).toEqual(wanted)
        for (const name of names.filter(isTime)) {
          const wrong = await duckDb(`SELECT ${name} FROM '${file}' WHERE epoch_us(${name}) IS DISTINCT FROM epoch_us(date_trunc('microseconds', regexp_replace(${name}AsReceived, '(\\.\\d{6})\\d+', '\\1')::TIMESTAMPTZ))`)
          expect(wrong).toEqual([])
        }
        const inHyparquet = await parquetReadObjects({ file: await asyncBufferFromFile(file) })
        expect(sorted(inHyparquet.map(row => names.map(name => row[asText(name)] ?? null)))).toEqual(wanted)
        if (table === 'incidents') expect(inDuckDb.map(({ raw }) => raw)).toEqual(stored.map(({ bytes }) => bytes.toString()))
      }
    })

    test('CSV is read by LibreOffice as text, and no formula runs', async ({ folder }) => {
      const { stored, expected, counts } = prepare(count)
      expect((await exportTo(folder, 'csv', stored)).map(([, rows]) => rows)).toEqual(counts)
      const files = ['incidents', 'alerts', 'indicators'].map(name => path.join(folder, `${name}.csv`))
      const [incidents = [], alerts = [], indicators = []] = await csvCells(files, folder)
      for (const [cells, rows] of [[incidents, expected.incidents], [alerts, expected.alerts], [indicators, expected.entities]] as const) {
        expectCells(cells, rows, (_, cell) => escaped(cell))
      }
    })

    test('Excel is read by LibreOffice, with dates, and no formula runs', async ({ folder }) => {
      const { stored, expected, counts } = prepare(count)
      const files = await exportTo(folder, 'xlsx', stored)
      const sheets = await workbookCells(files.map(([name]) => path.join(folder, name)), folder)
      const inOne = files.length === 1
      expect(inOne).toBe(count < 10_000)
      expect((inOne ? sheets.get('About') : sheets.get('Incidents'))?.[0]?.[0]).toBe(`Complete: ${count} incidents.`)
      for (const [table, sheet] of [['incidents', 'Incidents'], ['alerts', 'Alerts'], ['entities', 'Indicators']] as const) {
        expectCells(sheets.get(sheet)?.slice(inOne ? 0 : 1) ?? [], expected[table], inExcel)
      }
      expect(files.map(([, rows]) => rows).reduce((sum, each) => sum + each, 0)).toBe(counts.reduce((sum, each) => sum + each, 0))
      expect(files.map(([name]) => readFileSync(path.join(folder, name)).subarray(0, 2).toString())).toEqual(files.map(() => 'PK'))
    })
  })
}
