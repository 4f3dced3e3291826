/** @file Opens thousands of hostile files in the core. */
import type { HostileFile } from './hostile-files'
import type { ReadFile } from '../../src/main/core/opening/fixtures'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/main/core/base/errors'
import { encoded } from '../../src/main/core/export/formats/fixtures'
import { readToEnd, sourceOf } from '../../src/main/core/opening/fixtures'
import { readFile } from '../../src/main/core/opening/read-file'
import { runs } from '../../src/shared/testing/property-runs'
import { damaged, hostileFile } from './hostile-files'

const seed = 20261127
const decoder = new TextDecoder('utf-8', { fatal: true })

/** Reads a file; null if it cannot be opened. Any error but an AppError fails the test. */
async function open({ bytes }: HostileFile): Promise<ReadFile | null> {
  try {
    return await readToEnd(readFile(sourceOf(bytes)), bytes)
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('file-')) return null
    throw error
  }
}

/** Returns the values at the places where incidents can be, as a plain parser sees them; null if the text is not JSON. */
function plainValues(bytes: Buffer): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes))
    const inResponse = (each: unknown): readonly unknown[] =>
      typeof each === 'object' && each !== null && 'value' in each && Array.isArray(each.value) && !('incidentId' in each) && !('id' in each) ? each.value as unknown[] : [each]
    return Array.isArray(value) ? value.flatMap(inResponse) : inResponse(value)
  } catch {
    return null
  }
}

describe('opening a hostile file', () => {
  it('never fails unexpectedly, and finds in JSON what a plain parser finds', { timeout: 300_000 }, async () => {
    let opened = 0
    await fc.assert(fc.asyncProperty(hostileFile, async (file) => {
      const read = await open(file)
      if (!read) return
      opened++
      const values = plainValues(file.bytes)
      const found = read.incidents.map(incident => JSON.parse(incident.toString()) as unknown)
      expect(read.ids.length).toBe(found.length)
      if (!values) return
      expect(found.length + read.facts.unreadable.count).toBe(values.length)
      expect(read.facts.cutOffAt).toBeNull()
      // In the same order, with others between them.
      let next = 0
      for (const value of values) if (next < found.length && JSON.stringify(value) === JSON.stringify(found[next])) next++
      expect(next).toBe(found.length)
    }), { seed, ...runs(5000) })
    expect(opened).toBeGreaterThan(2000)
  })

  it('never fails unexpectedly for a damaged Parquet file', { timeout: 300_000 }, async () => {
    const incidents = Array.from({ length: 20 }, (_, id) => Buffer.from(`{"incidentId":${id + 1},"incidentName":"${'n'.repeat(id)}"}`))
    const [table] = await encoded('parquet', incidents)
    await fc.assert(fc.asyncProperty(damaged(Buffer.from(table?.bytes ?? []), 'Parquet'), async (file) => {
      const read = await open(file)
      expect(read?.ids.length ?? 0).toBeLessThan(41)
    }), { seed, ...runs(500) })
  })
})
