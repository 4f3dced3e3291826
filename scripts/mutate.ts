/**
 * @file `npm run mutate -- ROOM [FILE]`: changes a room of src/main/core in many small ways, one at a time, and counts how many of these
 * mutants the unit tests notice. FILE limits it to one file of the room, e.g. `retry`. Results of mutants whose code and tests are as before
 * are taken from the last run; `--force` tests them all.
 */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { Stryker } from '@stryker-mutator/core'
import { root } from './runtime/electron-runtime'

const rooms = ['collection', 'credentials', 'network', 'token'] as const
/** At least so many of a hundred mutants must be noticed. */
const leastPercent = 85
const propertyRuns = 100

const args = process.argv.slice(2)
const [room, file = '**/*'] = args.filter(arg => !arg.startsWith('--'))
if (!rooms.some(each => each === room)) {
  process.stderr.write(`npm run mutate -- ROOM [FILE], where ROOM is one of ${rooms.join(', ')}\n`)
  process.exit(1)
}

process.chdir(root)
process.env.XDR_DESK_PROPERTY_RUNS = String(propertyRuns)
const cache = path.join(root, 'node_modules/.cache/mutation')
mkdirSync(cache, { recursive: true })
const whole = file === '**/*'

const mutants = await new Stryker({
  testRunner: 'vitest',
  plugins: [fileURLToPath(import.meta.resolve('@stryker-mutator/vitest-runner'))],
  vitest: { configFile: 'scripts/mutation/vitest.config.ts', dir: `src/main/core/${room}`, related: true },
  mutate: [`src/main/core/${room}/${file}.ts`, '!**/*.test.ts', '!**/fixtures.ts', '!**/scenarios/fake-*.ts'],
  coverageAnalysis: 'perTest',
  incremental: whole,
  incrementalFile: path.join(cache, `${room}.json`),
  force: args.includes('--force'),
  concurrency: Number(process.env.XDR_DESK_MUTATION_WORKERS ?? 2),
  tempDirName: 'test-results/mutation',
  ignorePatterns: ['/out', '/dist', '/test-results', '/bench', '/docs/images', '/build/icons'],
  reporters: [process.stdout.isTTY ? 'progress' : 'progress-append-only', 'clear-text'],
  clearTextReporter: { allowColor: process.stdout.isTTY, reportTests: false, reportScoreTable: true },
  thresholds: { high: 95, low: leastPercent, break: null },
  timeoutMS: 10_000,
  warnings: { slow: false, unknownOptions: true, preprocessorErrors: true, unserializableOptions: true },
}).runMutationTest()

const counted = (...statuses: readonly string[]) => mutants.filter(({ status }) => statuses.includes(status)).length
const noticed = counted('Killed', 'Timeout')
const all = noticed + counted('Survived', 'NoCoverage')
const percent = all === 0 ? 0 : noticed / all * 100
process.stdout.write(`${room}: ${noticed} of ${all} mutants noticed, ${percent.toFixed(1)} % (at least ${leastPercent} %)\n`)
process.exitCode = percent >= leastPercent ? 0 : 1
