/** @file Runs before each test file. XDR_DESK_PROPERTY_RUNS limits how often property tests run: mutation tests repeat each of them very often. */
import process from 'node:process'

const { XDR_DESK_PROPERTY_RUNS: maxRuns } = process.env
if (maxRuns !== undefined) {
  const { default: fc } = await import('fast-check')
  fc.configureGlobal({ numRuns: Number(maxRuns) })
}
