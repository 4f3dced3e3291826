/** @file A workbook per table, which is compressed while its rows arrive, so that its size does not matter. */
import type { CellValue } from 'hucre/xlsx'
import type { Encoder } from './format'
import type { EncodedChunk, EncodingOptions } from '../encoding'
import type { Table } from '../tables/tables'
import { Buffer } from 'node:buffer'
import { readRecord } from '../tables/record'
import { cellsOf, columnsOf, headerOf, sheetNames } from './xlsx-cells'

/** Rows that arrive in batches, for a stream that pulls them one at a time. */
function createRows(first: readonly CellValue[][]) {
  let waiting: CellValue[][] = [...first]
  let ended = false
  let wake = () => undefined as void
  let starved = () => undefined as void
  const more = (): Promise<void> => new Promise((resolve) => {
    wake = resolve
    starved()
  })
  /** Lets the stream go on, and resolves when it has taken all rows. */
  const goOn = (): Promise<void> => new Promise((resolve) => {
    starved = resolve
    wake()
  })
  return {
    source: async function* () {
      for (;;) {
        const rows = waiting
        waiting = []
        yield* rows
        if (ended && waiting.length === 0) return
        if (waiting.length === 0) await more()
      }
    },
    add: async (rows: readonly CellValue[][]): Promise<void> => {
      if (rows.length === 0) return
      waiting.push(...rows)
      await goOn()
    },
    end: () => {
      ended = true
      wake()
    },
  }
}

/** Writes the workbook of one table, whose first row is `firstLine`. */
async function createTableStream(table: Table, firstLine: string) {
  const { writeXlsxStream } = await import('hucre/xlsx')
  const rows = createRows([[firstLine], headerOf(table)])
  const stream = writeXlsxStream(rows.source(), { name: sheetNames[table.name], columns: columnsOf(table), freezePane: { rows: 2 } })
  let output: Uint8Array[] = []
  const finished = (async () => {
    for await (const bytes of stream) output.push(bytes)
  })()
  // A failure is reported where its result is awaited.
  finished.catch(() => undefined)
  const taken = (): Buffer => {
    const bytes = Buffer.concat(output)
    output = []
    return bytes
  }
  return {
    add: async (cells: readonly CellValue[][]) => {
      await Promise.race([rows.add(cells), finished])
      return taken()
    },
    end: async () => {
      rows.end()
      await finished
      return taken()
    },
  }
}

/** Creates the encoder of a workbook per table. */
export async function createStreams(tables: readonly Table[], { api, completenessLine }: EncodingOptions): Promise<Encoder> {
  const streams = await Promise.all(tables.map(table => createTableStream(table, completenessLine)))
  return {
    add: async (incidents) => {
      const records = incidents.map(bytes => readRecord(bytes, api))
      return Promise.all(streams.map(async (stream, file): Promise<EncodedChunk> => {
        const table = tables[file]
        const cells = table ? records.flatMap(table.rows).map(row => cellsOf(table, row)) : []
        return { file, bytes: await stream.add(cells), rows: cells.length }
      }))
    },
    end: async function* () {
      for (const [file, stream] of streams.entries()) yield { file, bytes: await stream.end(), rows: 0 }
    },
  }
}
