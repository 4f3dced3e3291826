/** @file The unit tests of the core, for mutation tests: the quickest files first, since the first test that fails ends a run. */
import type { TestSpecification } from 'vitest/node'
import { readFileSync } from 'node:fs'
import { mergeConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import base from '../../src/vitest.config'

/** Property tests and those with keys or MSAL take longest. */
const slow = /fast-check|makeSelfSigned|msal-node|scheduler/
const weightOf = ({ moduleId }: TestSpecification): number => {
  const text = readFileSync(moduleId, 'utf8')
  return slow.test(text) ? text.length + 1_000_000 : text.length
}

class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((a, b) => weightOf(a) - weightOf(b))
  }
}

export default mergeConfig(base, { test: { sequence: { sequencer: QuickestFirst } } })
