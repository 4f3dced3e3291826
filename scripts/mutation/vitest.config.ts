/** @file The unit tests for mutation testing: the shortest files first, because the first failing test ends a run. */
import type { TestSpecification } from 'vitest/node'
import { statSync } from 'node:fs'
import path from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'

/** Tests of whole collections of thousands of incidents: with them, each mutant would take ten seconds longer. Smaller tests must notice the same mutants. */
const slow = '**/collection/reading/scenarios/{alerts-faults,faults,moving-list}.test.ts'

class SmallestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const size = ({ moduleId }: TestSpecification) => statSync(moduleId).size
    return [...files].sort((a, b) => size(a) - size(b))
  }
}

export default defineConfig({
  root: path.resolve(import.meta.dirname, '../../src'),
  test: {
    include: ['**/*.test.ts'],
    exclude: [...configDefaults.exclude, slow],
    setupFiles: ['vitest.setup.ts'],
    testTimeout: 60_000,
    sequence: { sequencer: SmallestFirst },
    // Starting a thread for each file takes longer than its tests.
    isolate: false,
  },
})
