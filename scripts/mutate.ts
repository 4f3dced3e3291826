/**
 * @file `npm run mutate -- ROOM [FILE]`: changes a room of src/main/core in many small ways, one at a time, and counts how many of these
 * mutants the unit tests detect. ROOM is any room with tests, including a nested one such as `collection/paging`. FILE limits the run to one
 * file of the room, such as `retry`. Mutants whose code and tests have not changed keep their result from the last run; `--force` tests
 * all of them again.
 */
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { Stryker } from '@stryker-mutator/core'
import { root } from './runtime/electron-runtime'

/** The tests of these rooms must detect at least `minPercent` of the mutants. */
const rooms = ['collection', 'credentials', 'dataset', 'network', 'token']
const minPercent = 85
const propertyRuns = 100

const args = process.argv.slice(2)
const [room = '', file = '**/*'] = args.filter(arg => !arg.startsWith('--'))
const folder = path.join(root, 'src/main/core', room)
const hasTests = room !== '' && existsSync(folder) && readdirSync(folder, { recursive: true }).some(name => String(name).endsWith('.test.ts'))
if (!hasTests) {
  process.stderr.write(`npm run mutate -- ROOM [FILE], where ROOM is a room of src/main/core with tests, such as ${rooms.join(', ')}\n`)
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
  mutate: [`src/main/core/${room}/${file}.ts`, '!**/*.test.ts', '!**/fixtures.ts', '!**/fake-*.ts'],
  coverageAnalysis: 'perTest',
  incremental: whole,
  incrementalFile: path.join(cache, `${room.replaceAll('/', '-')}.json`),
  force: args.includes('--force'),
  concurrency: Number(process.env.XDR_DESK_MUTATION_WORKERS ?? 2),
  tempDirName: 'test-results/mutation',
  ignorePatterns: ['/out', '/dist', '/test-results', '/bench', '/docs/images', '/build/icons'],
  reporters: [process.stdout.isTTY ? 'progress' : 'progress-append-only', 'clear-text'],
  clearTextReporter: { allowColor: process.stdout.isTTY, reportTests: false, reportScoreTable: true },
  thresholds: { high: 95, low: minPercent, break: null },
  timeoutMS: 10_000,
  warnings: { slow: false, unknownOptions: true, preprocessorErrors: true, unserializableOptions: true },
}).runMutationTest()

const count = (...statuses: readonly string[]) => mutants.filter(({ status }) => statuses.includes(status)).length
const detected = count('Killed', 'Timeout')
const all = detected + count('Survived', 'NoCoverage')
const percent = all === 0 ? 0 : detected / all * 100
const isChecked = rooms.includes(room.split('/')[0] ?? '')
process.stdout.write(`${room}: ${detected} of ${all} mutants detected, ${percent.toFixed(1)} %${isChecked ? ` (at least ${minPercent} %)` : ''}\n`)
process.exitCode = percent >= minPercent || !isChecked ? 0 : 1
