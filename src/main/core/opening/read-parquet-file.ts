/**
 * @file Reads the incidents of a Parquet file from the column with their JSON. They are compressed, so they cannot be read from the file again one by one: the
 * app keeps them in memory.
 */
import type { AsyncBuffer, FileMetaData } from 'hyparquet'
import type { FileReading } from './batch'
import type { FileSource } from './file-source'
import type { ValueSize } from './text/scan-value'
import { Buffer } from 'node:buffer'
import { AppError } from '../base/errors'
import { rawColumn } from '../export/formats/parquet-columns'
import { createCollector } from './collector'
import { createJsonText } from './text/json-text'
import { createScanner } from './text/scan-value'

/** The maximum size of all incidents of a Parquet file, in bytes. */
export const maxParquetBytes = 512 * 1024 * 1024

const otherFormat = (format: 'parquet' | 'damaged-parquet') => new AppError('file-other-format', { format })

/** Returns the result of an action of the Parquet library, which throws all kinds of errors for a damaged file. Throws AppError. */
async function readSafely<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw error instanceof AppError ? error : otherFormat('damaged-parquet')
  }
}

/** Returns the part as a buffer of its own. The library reads only parts within the file. */
function asyncBuffer(source: FileSource): AsyncBuffer {
  return {
    byteLength: source.size,
    slice: (start, end = source.size) => {
      if (start < 0 || end < start || end > source.size) throw otherFormat('damaged-parquet')
      const bytes = source.read(start, end - start)
      return Uint8Array.from(bytes).buffer
    },
  }
}

/** Keeps the bytes of texts, which the library would decode otherwise. */
const parsers = { stringFromBytes: (bytes: Uint8Array) => bytes, jsonFromBytes: (bytes: Uint8Array) => bytes }

/** Returns the size of the incidents before compression, as the file states it. Throws AppError if it has none. */
function statedBytes({ schema, row_groups: groups }: FileMetaData): number {
  if (!schema.some(({ name }) => name === rawColumn.name)) throw otherFormat('parquet')
  const chunks = groups.flatMap(({ columns }) => columns.map(({ meta_data: data }) => data))
  return chunks.reduce((sum, data) => data?.path_in_schema.join('.') === rawColumn.name ? sum + Number(data.total_uncompressed_size) : sum, 0)
}

function checkSize(bytes: number, most: number): void {
  if (bytes > most) throw new AppError('file-parquet-too-large', { bytes, expected: most })
}

/** Copies the incidents into one buffer, because the library's values are views into larger ones. Missing values become empty texts. */
function joined(values: readonly unknown[], maxBytes: number): readonly Buffer[] {
  const texts = values.map(value => value instanceof Uint8Array ? value : new Uint8Array())
  const size = texts.reduce((sum, { length }) => sum + length, 0)
  checkSize(size, maxBytes)
  const buffer = Buffer.allocUnsafeSlow(size)
  let at = 0
  return texts.map((text) => {
    buffer.set(text, at)
    return buffer.subarray(at, at += text.length)
  })
}

/** Texts of this length are parsed without measuring them first. */
const smallBytes = 16_384

function sizeOf(json: Buffer): ValueSize {
  const nothing = { levels: 0, parts: 0 }
  if (json.length <= smallBytes) return nothing
  const scanned = createScanner(createJsonText({ size: json.length, read: (at, length) => json.subarray(at, at + length) }, 'utf-8'))(0)
  return scanned.kind === 'value' ? scanned.size : nothing
}

/** Reads all of a file. Throws AppError `file-other-format`, `file-parquet-too-large`, `file-no-incidents` and `file-unreadable`. */
export async function* readParquetFile(source: FileSource, maxBytes = maxParquetBytes): FileReading {
  const { parquetMetadataAsync, parquetReadObjects } = await import('hyparquet')
  const file = asyncBuffer(source)
  const metadata = await readSafely(() => parquetMetadataAsync(file, { geoparquet: false }))
  checkSize(await readSafely(async () => statedBytes(metadata)), maxBytes)
  const collector = createCollector()
  const texts: ArrayBuffer[] = []
  let [row, offset] = [0, 0]
  for (const [index, { num_rows: rows }] of metadata.row_groups.entries()) {
    const options = { file, metadata, columns: [rawColumn.name], rowStart: row, rowEnd: row + Number(rows), parsers, geoparquet: false }
    const values = (await readSafely(() => parquetReadObjects(options))).map(each => each[rawColumn.name] as unknown)
    const incidents = joined(values, maxBytes - offset)
    if (incidents[0]) texts.push(incidents[0].buffer as ArrayBuffer)
    for (const json of incidents) {
      collector.add({ at: row++, offset, length: json.length, size: sizeOf(json), json: () => json })
      offset += json.length
      if (collector.isFull()) yield { kind: 'batch', batch: collector.take(Math.floor(source.size * index / metadata.row_groups.length)) }
    }
  }
  const found = collector.end()
  yield { kind: 'batch', batch: collector.take(source.size) }
  yield { kind: 'end', scanned: { facts: { kind: 'parquet', encoding: 'utf-8', ...found, cutOffAt: null, hasNextLink: false }, texts } }
}
