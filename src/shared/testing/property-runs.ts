/** @file How often property tests run. */
import fc from 'fast-check'

/** Returns how often a property test runs: as often as it wants, unless fast-check's global configuration says less (src/vitest.setup.ts). */
export function runs(wanted: number): { readonly numRuns: number } {
  return { numRuns: Math.min(wanted, fc.readConfigureGlobal().numRuns ?? wanted) }
}
