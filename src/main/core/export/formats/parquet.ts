/** @file Parquet: a file per table with typed columns. Row groups are written as soon as their incidents have 16 MB. */
import type { ColumnSource } from 'hyparquet-writer'
import type { EncodedChunk } from '../encoding'
import type { ExportRecord } from '../tables/record'
import type { Table } from '../tables/tables'
import type { Format } from './format'
import { Buffer, isUtf8 } from 'node:buffer'
import { readRecord } from '../tables/record'
import { exportTables } from '../tables/tables'
import { noLimits } from './format'
import { columnsOf, rawColumn } from './parquet-columns'

const groupBytes = 16_000_000

/** The bytes as received, if they are UTF-8: readers refuse a file with others. */
const rawText = (bytes: Buffer): Uint8Array => isUtf8(bytes) ? bytes : Buffer.from(bytes.toString())

/** Writes the file of one table. */
async function createTableWriter(table: Table, file: number) {
  const { ByteWriter, ParquetWriter } = await import('hyparquet-writer')
  const columns = columnsOf(table)
  const hasRaw = table.name === 'incidents'
  const schema = [...columns.flatMap(each => each.schema), ...hasRaw ? [rawColumn] : []]
  const bytes = new ByteWriter()
  const writer = new ParquetWriter({ writer: bytes, createdBy: 'XDR Desk', schema: [{ name: 'root', num_children: columns.length + (hasRaw ? 1 : 0) }, ...schema] })
  let values: unknown[][] = columns.map(() => [])
  let raw: Uint8Array[] = []
  let rows = 0

  const taken = (): EncodedChunk => {
    const chunk = { file, bytes: bytes.getBytes().slice(), rows }
    bytes.index = 0
    rows = 0
    return chunk
  }
  return {
    add: (record: ExportRecord) => {
      for (const row of table.rows(record)) {
        for (const [index, { field, value }] of columns.entries()) values[index]?.push(value(row[field] ?? null))
        if (hasRaw) raw.push(rawText(record.bytes))
        rows++
      }
    },
    endGroup: async () => {
      const columnData: ColumnSource[] = columns.map(({ schema: [element] }, index) => ({ name: element?.name ?? '', data: values[index] ?? [] }))
      // Most incidents differ, so a dictionary and statistics would only take time.
      if (hasRaw) columnData.push({ name: rawColumn.name, data: raw, encoding: 'PLAIN', statistics: false })
      if (rows > 0) await writer.write({ columnData, rowGroupSize: rows })
      values = columns.map(() => [])
      raw = []
      return taken()
    },
    end: async () => {
      await writer.finish()
      return taken()
    },
  }
}

export const parquet: Format = {
  planner: { files: exportTables(null).map(({ name }) => ({ name: `${name}.parquet`, table: name })), limits: noLimits },
  encoder: async (_plan, { api }) => {
    const writers = await Promise.all(exportTables(null).map(createTableWriter))
    let bytes = 0
    return {
      add: async (incidents) => {
        const chunks: EncodedChunk[] = []
        for (const incident of incidents) {
          const record = readRecord(incident, api)
          for (const writer of writers) writer.add(record)
          bytes += incident.length
          if (bytes < groupBytes) continue
          bytes = 0
          for (const writer of writers) chunks.push(await writer.endGroup())
        }
        return chunks
      },
      end: async function* () {
        for (const writer of writers) {
          yield await writer.endGroup()
          yield await writer.end()
        }
      },
    }
  },
}
