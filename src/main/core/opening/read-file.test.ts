import type { ForeignFormat } from '../../../shared/contract/opening'
import { Buffer } from 'node:buffer'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { encoded } from '../export/formats/fixtures'
import { jsonPieces } from '../export/export'
import { incidentFrom } from '../incident/fixtures'
import { encodedAs, readToEnd, sourceOf } from './fixtures'
import { readFile } from './read-file'
import { readParquetFile } from './read-parquet-file'

const read = (bytes: Buffer) => readToEnd(readFile(sourceOf(bytes)), bytes)
const incidents = Array.from({ length: 250 }, (_, id) => Buffer.from(`{"incidentId":${id + 1},\n"incidentName":"=1+1 ünïcödé \\ud83d","alerts":[{"alertId":"a"}]}`))
const manifest = {
  manifest: 1, app: { name: 'XDR Desk', version: '0.1.0' }, format: 'jsonl', formatVersion: 1, sample: false, profile: null, api: 'defender-xdr', cloud: 'worldwide',
  window: { field: 'lastUpdateTime', from: '2026-11-22T12:00:00Z', to: null, lastHours: 48 }, query: null, counts: { incidents: 1, alerts: 1, merged: 0, withoutAlerts: 0, inList: 1 },
  pages: 1, completeness: { complete: true, reason: null }, fetchedAt: '2026-11-24T12:00:00Z', exportedAt: '2026-11-24T12:00:00Z', files: [{ name: 'x.jsonl', bytes: 1, sha256: 'a'.repeat(64), rows: 1 }],
}

describe('readFile', () => {
  it('returns the incidents of an export as JSON byte for byte', async () => {
    const bytes = Buffer.concat(Array.from(jsonPieces(incidents.map(bytes => incidentFrom(bytes.toString(), 'defender-xdr')).filter(each => each !== null)), piece => piece.bytes))
    const file = await read(bytes)
    expect(file.facts).toMatchObject({ kind: 'json', api: 'defender-xdr', encoding: 'utf-8' })
    expect(file.incidents.map(String)).toEqual(incidents.map(String))
  })

  it('returns the incidents of exports as JSON Lines and Parquet', async () => {
    const [lines, table] = [await encoded('jsonl', incidents), await encoded('parquet', incidents)].map(([file]) => Buffer.from(file?.bytes ?? []))
    const [fromLines, fromTable] = [await read(lines ?? Buffer.alloc(0)), await read(table ?? Buffer.alloc(0))]
    expect(fromLines.incidents.map(String)).toEqual(incidents.map(each => each.toString().replace('\n', '')))
    expect(fromTable.incidents.map(String)).toEqual(incidents.map(String))
    expect([fromLines.facts.kind, fromTable.facts.kind]).toEqual(['json-lines', 'parquet'])
    expect(fromTable.batches.map(({ summaries }) => summaries.length)).toEqual([100, 150])
  })

  it.each<[string, Buffer | string, ForeignFormat]>([
    ['a manifest', JSON.stringify(manifest), 'manifest'],
    ['CSV', '\uFEFFincidentId,severity,status\r\n1,High,Active\r\n', 'csv'], ['CSV with semicolons', 'a;b;c\n1;2;3', 'csv'],
    ['CSV with two columns', 'id,name\r\n1,Phish\r\n', 'csv'], ['a sentence with a comma', 'Hello Mia, see below\nBye', 'text'],
    ['a zip file', Buffer.from('PK\x03\x04readme.txt'), 'archive'], ['an Excel workbook', Buffer.from(`PK\x03\x04${' '.repeat(100_000)}xl/workbook.xml`), 'excel'],
    ['an old workbook', Buffer.from('D0CF11E0A1B11AE1', 'hex'), 'excel'], ['PDF', '%PDF-1.7', 'pdf'], ['gzip', Buffer.from('1F8B08', 'hex'), 'archive'],
    ['a web page', '<!DOCTYPE html><p>', 'html'], ['XML', '<?xml version="1.0"?>', 'xml'], ['a text', 'Error: 403, forbidden', 'text'], ['bytes', Buffer.from([1, 2, 3, 250]), 'binary'],
    ['a picture', Buffer.from('89504E470D0A1A0A', 'hex'), 'binary'], ['a table without incidents', Buffer.from('PAR1PAR1'), 'damaged-parquet'],
  ])('names %s', async (_title, content, format) => {
    await expect(read(Buffer.from(content))).rejects.toMatchObject({ code: 'file-other-format', details: { format } })
  })

  it('names a Parquet table without incidents as received, or that is damaged', async () => {
    const [whole, alerts] = (await encoded('parquet', incidents)).map(({ bytes }) => Buffer.from(bytes))
    await expect(read(alerts ?? Buffer.alloc(0))).rejects.toMatchObject({ code: 'file-other-format', details: { format: 'parquet' } })
    await expect(read(Buffer.concat([whole?.subarray(0, 1000) ?? Buffer.alloc(0)]))).rejects.toMatchObject({ code: 'file-other-format', details: { format: 'damaged-parquet' } })
  })

  it('refuses a Parquet file with too many bytes of incidents', async () => {
    const [table] = await encoded('parquet', incidents)
    const bytes = Buffer.from(table?.bytes ?? [])
    await expect(readToEnd(readParquetFile(sourceOf(bytes), 10_000), bytes)).rejects.toMatchObject({ code: 'file-parquet-too-large', details: { expected: 10_000 } })
  })

  it('refuses a Parquet file whose incidents are much larger than it states', async () => {
    // A dictionary contains a repeated value once.
    const data = Array(1000).fill(`{"incidentId":1,"padding":"${'x'.repeat(1000)}"}`)
    const bytes = Buffer.from(parquetWriteBuffer({ columnData: [{ name: 'raw', data, type: 'STRING', encoding: 'RLE_DICTIONARY' }] }))
    expect(bytes.length).toBeLessThan(5000)
    await expect(readToEnd(readParquetFile(sourceOf(bytes), 100_000), bytes)).rejects.toMatchObject({ code: 'file-parquet-too-large', details: { expected: 100_000 } })
    expect((await readToEnd(readParquetFile(sourceOf(bytes)), bytes)).ids).toHaveLength(1000)
  })

  it.each(['utf-8', 'utf-16le', 'utf-16be'] as const)('recognizes %s by its byte order mark', async (encoding) => {
    const text = '\uFEFF[{"incidentId":1}]'
    const { ids, facts } = await read(encoding === 'utf-8' ? Buffer.from(text) : encodedAs(text.slice(1), encoding))
    expect([ids, facts.encoding]).toEqual([['1'], encoding])
  })

  it.each(['', '\r\n', '\uFEFF', '  \n '])('throws for an empty file: %j', async (content) => {
    await expect(read(Buffer.from(content))).rejects.toMatchObject({ code: 'file-empty' })
  })

  it('recognizes UTF-16 without a byte order mark', async () => {
    const { ids, facts } = await read(Buffer.from('[{"incidentId":1}]', 'utf16le'))
    expect([ids, facts.encoding]).toEqual([['1'], 'utf-16le'])
  })
})
