import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aSummary } from '../../../shared/contract/fixtures'
import { batchesOf, incidentsIn } from './transfer'

/** Incidents of these sizes, which count how often their bytes are read. */
function incidentsOf(sizes: readonly number[]) {
  let reads = 0
  const texts = sizes.map((size, index) => Buffer.alloc(size, index))
  const incidents = texts.map((text, index) => ({
    summary: aSummary({ id: String(index) }),
    get bytes() {
      reads++
      return text
    },
  }))
  return { incidents, texts, reads: () => reads }
}

it('passes every incident on once, in order, in batches of about a megabyte, and reads its bytes once', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 700_000 }), { maxLength: 12 }), (sizes) => {
    const { incidents, texts, reads } = incidentsOf(sizes)
    const batches = [...batchesOf(incidents)]
    expect(Buffer.concat(batches.flatMap(incidentsIn)).equals(Buffer.concat(texts))).toBe(true)
    expect(batches.flatMap(incidentsIn).map(({ length }) => length)).toEqual(sizes)
    expect(batches.every(({ bytes, ends }) => bytes.byteLength <= 1_000_000 || ends.length === 1)).toBe(true)
    expect(reads()).toBe(sizes.length)
  }), { numRuns: 30 })
})

it('passes a larger incident on in a batch of its own', () => {
  const sizes = (given: readonly number[]) => [...batchesOf(incidentsOf(given).incidents)].map(({ ends }) => ends.length)
  expect(sizes([10, 2_000_000, 10, 10])).toEqual([1, 1, 2])
  expect(sizes([])).toEqual([])
})
