import type { FileBatch } from './batch'
import { Buffer } from 'node:buffer'
import { expect, it } from 'vitest'
import { aSummary } from '../../../shared/contract/fixtures'
import { createIncidentStore, readFromBuffers } from './incident-store'

/** Returns a batch of these incidents, each a byte long, beginning at an offset. */
const batchOf = (offset: number, ...summaries: readonly Parameters<typeof aSummary>[0][]): FileBatch => ({
  summaries: summaries.map(aSummary), offsets: Float64Array.from(summaries, (_, index) => offset + index), lengths: Uint32Array.from(summaries, () => 1),
  rows: { bytes: new ArrayBuffer(0), ends: new Uint32Array() }, readBytes: 0,
})
const [early, late] = ['2026-11-24T12:00:00.1234567Z', '2026-11-24T12:00:00.1234568Z']

it('keeps the newest state of each incident where the first one was, and says which rows are new', () => {
  const store = createIncidentStore()
  expect(store.add(batchOf(10, { id: '1', lastUpdate: early }, { id: '2', lastUpdate: late }))).toEqual([0, 1])
  expect(store.add(batchOf(20, { id: '2', lastUpdate: early, name: 'older' }, { id: '1', lastUpdate: late, name: 'newer' }, { id: '3' }))).toEqual([1, 2])
  expect([store.count(), store.duplicates()]).toEqual([3, 2])
  const incidents = store.incidents((offset, length) => Buffer.from(`${offset}+${length}`))
  expect(Array.from(incidents.all(), ({ summary, bytes }) => `${summary.id} ${summary.name} ${bytes.toString()}`)).toEqual([
    `1 newer 21+1`, `2 ${aSummary({}).name} 11+1`, `3 ${aSummary({}).name} 22+1`,
  ])
  expect(incidents.get('1')?.bytes.toString()).toBe('21+1')
  expect(incidents.get('4')).toBeUndefined()
})

it('keeps a state with alerts if the later one in the file lacks only these', () => {
  const store = createIncidentStore()
  store.add(batchOf(0, { id: '1', lastUpdate: early, alerts: 2 }))
  expect(store.add(batchOf(1, { id: '1', lastUpdate: early, alerts: null }))).toEqual([])
  expect(store.add(batchOf(2, { id: '1', lastUpdate: early, alerts: null, status: 'Resolved' }))).toEqual([0])
})

it('counts merged incidents and those without alerts', () => {
  const store = createIncidentStore()
  store.add(batchOf(0, { id: '1', alerts: null }, { id: '2', redirectedTo: '1' }, { id: '3' }))
  const incidents = store.incidents(() => Buffer.alloc(0))
  expect([incidents.count(), incidents.redirected(), incidents.withoutAlerts()]).toEqual([3, 1, 1])
})

it('reads from buffers that continue each other', () => {
  const read = readFromBuffers(['abc', '', 'de'].map(text => Uint8Array.from(Buffer.from(text)).buffer))
  expect([read(0, 3), read(1, 1), read(3, 2), read(4, 1), read(5, 0)].map(String)).toEqual(['abc', 'b', 'de', 'e', ''])
})
