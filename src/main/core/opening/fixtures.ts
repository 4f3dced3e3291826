/** @file Builders for tests: files in memory, and what is read from them. */
import type { FileEncoding } from '../../../shared/contract/opening'
import type { FileBatch, FileReading, Scanned } from './batch'
import type { FileSource } from './file-source'
import { Buffer } from 'node:buffer'
import { unpackRows } from '../incident/packed-rows'
import { asUtf8 } from './text/json-text'
import { readJsonFile } from './read-json-file'

/** Returns a file with these bytes. */
export function sourceOf(bytes: Uint8Array): FileSource {
  return { size: bytes.length, read: (at, length) => Buffer.from(bytes.subarray(at, at + length)) }
}

/** Returns the bytes of a text in an encoding, with its byte order mark if it is UTF-16. */
export function encodedAs(text: string, encoding: FileEncoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text)
  const little = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return encoding === 'utf-16le' ? little : little.swap16()
}

export interface ReadFile {
  readonly batches: readonly FileBatch[]
  /** The bytes of each incident in the file, as UTF-8. */
  readonly incidents: readonly Buffer[]
  /** The ID of each incident, by its summary and by its row. */
  readonly ids: readonly string[]
  readonly facts: Scanned['facts']
}

/** Returns the JSON of each incident, as UTF-8. */
function incidentsOf({ facts, texts }: Scanned, batches: readonly FileBatch[], bytes: Buffer): readonly Buffer[] {
  const file = texts ? Buffer.concat(texts.map(part => Buffer.from(part))) : bytes
  const rangesOf = ({ offsets, lengths }: FileBatch) => Array.from(offsets, (offset, index) => file.subarray(offset, offset + (lengths[index] ?? 0)))
  return batches.flatMap(rangesOf).map(range => asUtf8(range, facts.encoding))
}

/** Reads a file to its end, and the bytes of each incident from its offsets. */
export async function readToEnd(reading: FileReading, bytes: Buffer): Promise<ReadFile> {
  const batches: FileBatch[] = []
  for await (const part of reading) {
    if (part.kind === 'batch') batches.push(part.batch)
    else {
      const ids = batches.flatMap(({ summaries, rows }) => unpackRows(rows).map(({ row }, index) => row.id === summaries[index]?.id ? row.id : 'other row'))
      return { batches, ids, incidents: incidentsOf(part.scanned, batches, bytes), facts: part.scanned.facts }
    }
  }
  throw new Error('no end')
}

/** Reads a JSON text. */
export function readText(text: string | Buffer, { encoding = 'utf-8' as FileEncoding, chunkBytes = undefined as number | undefined } = {}): Promise<ReadFile> {
  const bytes = typeof text === 'string' ? encodedAs(text, encoding) : text
  return readToEnd(readJsonFile(sourceOf(bytes), encoding, chunkBytes), bytes)
}
