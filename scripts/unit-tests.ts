/** @file Runs the unit tests and counts them. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { root } from './runtime/electron-runtime'
import { run } from './runtime/run'

export interface Count { readonly passed: number, readonly failed: number }

/** The used members of Vitest's JSON report. */
interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  /** Tests that `skip` or `only` excludes, and tests that are still to be written. */
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly { readonly status: string, readonly assertionResults: readonly { readonly status: string }[] }[]
}

/** Returns the number of files that failed although none of their tests did: they cannot be loaded, or contain no test, an empty suite or `.only`. */
const failedFiles = ({ testResults }: Report): number =>
  testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.every(each => each.status === 'passed')).length

/** Runs the unit tests of a configuration of Vitest, those of the app by default, and writes Vitest's report to `file`. A skipped test has not passed. */
export async function unitTests(file: string, config?: string): Promise<Count> {
  const { code } = await run(process.execPath, [
    path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', config ?? path.join(root, 'src/vitest.config.ts'), '--allowOnly=false',
    '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`,
  ], { cwd: root, show: config === undefined })
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests + failedFiles(report)
  return { passed: report.numPassedTests, failed: code !== 0 ? Math.max(1, failed) : failed }
}
