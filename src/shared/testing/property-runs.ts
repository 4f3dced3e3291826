/** @file The number of runs of property tests. */
import fc from 'fast-check'

/** Returns the number of runs for a property test: `wanted`, unless fast-check's global configuration sets a lower limit (src/vitest.setup.ts). */
export function runs(wanted: number): { readonly numRuns: number } {
  return { numRuns: Math.min(wanted, fc.readConfigureGlobal().numRuns ?? wanted) }
}
