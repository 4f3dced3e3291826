import type { EncodedFile } from './fixtures'
import { Buffer } from 'node:buffer'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { expect, it } from 'vitest'
import { encoded } from './fixtures'
import { microseconds } from './parquet-columns'

/** Returns the content of a file in an ArrayBuffer of its own. */
const bufferOf = (file: EncodedFile | undefined): ArrayBuffer => Uint8Array.from(file?.bytes ?? []).buffer

const json = (id: number, more: object = {}) => JSON.stringify({
  incidentId: id, incidentName: '=1+1', severity: 'High', tags: ['VIP', 'a;b'], lastUpdateTime: '2026-11-24T12:00:00.1234567Z', createdTime: 'yesterday',
  alerts: [{ alertId: 'a1', firstActivity: '2026-11-23T10:00:00Z', entities: [{ entityType: 'Ip', ipAddress: '203.0.113.7' }] }], ...more,
})

it('writes typed columns, and the incident as received', async () => {
  const files = await encoded('parquet', [json(5)])
  expect(files.map(({ name, rows }) => [name, rows])).toEqual([['incidents.parquet', 1], ['alerts.parquet', 1], ['entities.parquet', 1]])
  const [incident] = await parquetReadObjects({ file: bufferOf(files[0]) })
  expect(incident).toMatchObject({
    incidentId: '5', incidentName: '=1+1', priorityScore: null, alerts: 1, tags: ['VIP', 'a;b'], otherAssets: undefined, createdTime: null, createdTimeAsReceived: 'yesterday', lastUpdateTimeAsReceived: '2026-11-24T12:00:00.1234567Z', raw: json(5),
  })
  expect(incident?.lastUpdateTime).toEqual(new Date('2026-11-24T12:00:00.123Z'))
  expect(await parquetReadObjects({ file: bufferOf(files[2]) })).toMatchObject([{ incidentId: '5', entityType: 'Ip', entityName: '203.0.113.7', alerts: 1, alertIds: ['a1'] }])
})

it('writes bytes that are not UTF-8 as U+FFFD', async () => {
  const [file] = await encoded('parquet', [Buffer.from('{"incidentId":5,"incidentName":"\xFF"}', 'latin1')])
  expect(await parquetReadObjects({ file: bufferOf(file) })).toMatchObject([{ incidentName: '\uFFFD', raw: '{"incidentId":5,"incidentName":"\uFFFD"}' }])
})

it('begins a row group after 16 MB of incidents', async () => {
  const incidents = Array.from({ length: 10 }, (_, index) => json(index + 1, { padding: String(index).repeat(4_000_000) }))
  const [file] = await encoded('parquet', incidents, {}, 3)
  const { row_groups: groups, num_rows: rows } = parquetMetadata(bufferOf(file))
  expect([rows, groups.map(group => group.num_rows)]).toEqual([10n, [4n, 4n, 2n]])
  expect((await parquetReadObjects({ file: bufferOf(file), columns: ['incidentId'] })).map(row => row.incidentId as string)).toEqual(Array.from({ length: 10 }, (_, index) => String(index + 1)))
})

it('writes tables without rows', async () => {
  const files = await encoded('parquet', [])
  for (const file of files) expect(parquetMetadata(bufferOf(file)).num_rows).toBe(0n)
  expect(files.map(({ rows }) => rows)).toEqual([0, 0, 0])
})

it.each([
  ['2026-11-24T12:00:00.1234567Z', 1795521600123456n], ['2026-11-24T12:00:00Z', 1795521600000000n], ['2026-11-24T14:00:00+02:00', 1795521600000000n], ['9999-12-31T23:59:59.9999999Z', 253402300799999999n], ['yesterday', null], ['', null],
])('reads %s as %s microseconds', (text, expected) => {
  expect(microseconds(text)).toBe(expected)
})
