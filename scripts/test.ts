/**
 * @file `npm test`: builds the app and runs all tests, even on a new machine. `-- --system` also tests the installed package (needs root).
 * Other arguments select specs: they go to Playwright, and only end-to-end tests run. The last line is `N passed, N failed`.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { electronRuntime, root } from './runtime/electron-runtime'
import { npm } from './runtime/npm'
import { run } from './runtime/run'
import { userFolder } from './system/in-session'
import { packageTest } from './system/package-test'
import { installMissing } from './system/packages'
import { ordinaryUser } from './system/test-user'
import type { Count } from './unit-tests'
import { unitTests } from './unit-tests'

const say = (text: string) => process.stdout.write(`${text}\n`)
const failure = (text: string): Count => {
  say(`FAILED: ${text}`)
  return { passed: 0, failed: 1 }
}

/** Reads the counts from a report. A missing report is a failure. */
function counted(what: string, file: string, read: (report: unknown) => Count): Count {
  if (!existsSync(file)) return failure(`${what} wrote no report`)
  return read(JSON.parse(readFileSync(file, 'utf8')))
}

async function endToEnd(folder: string, electron: string, args: readonly string[]): Promise<Count> {
  const user = await ordinaryUser()
  const file = path.join(folder, `e2e-${args.join('-').replace(/\W+/g, '').slice(0, 60)}.json`)
  const [program, programArgs] = user.command(process.execPath, [
    path.join(user.root, 'node_modules/@playwright/test/cli.js'), 'test', '--config', path.join(user.root, 'e2e/playwright.config.ts'), ...args,
  ])
  const { code } = await run(program, programArgs, {
    cwd: user.root,
    show: true,
    env: { ...user.env, ...sessionEnv(folder, electron), XDR_DESK_OUTPUT: path.join(folder, 'output'), PLAYWRIGHT_JSON_OUTPUT_NAME: file, FORCE_COLOR: '0' },
  })
  const count = counted('Playwright', file, (report) => {
    const { expected, unexpected, flaky, skipped } = (report as { stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> }).stats
    // A skipped test has not passed.
    return { passed: expected, failed: unexpected + flaky + skipped }
  })
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

/** Returns the variables for programs that start the app. */
const sessionEnv = (folder: string, electron: string) => ({ XDR_DESK_ELECTRON: electron, XDR_DESK_SECOND_STARTS: path.join(folder, 'second-starts') })

/** Prints how often Electron had to be started twice, because a test that passes only then deserves attention. */
function saySecondStarts(folder: string): void {
  const file = path.join(folder, 'second-starts')
  say(`Starts of Electron that needed a second try: ${existsSync(file) ? readFileSync(file, 'utf8').length : 0}`)
}

/** Runs the script for the screenshots with one picture per screen, because no other test detects that the script fails. */
async function pictures(folder: string, electron: string): Promise<Count> {
  const user = await ordinaryUser()
  const [program, args] = user.command(process.execPath, ['--import', 'tsx', path.join(user.root, 'scripts/session/screenshots.ts'), folder, '--once'])
  const { code } = await run(program, args, { cwd: user.root, show: true, env: { ...user.env, ...sessionEnv(folder, electron) } })
  return code === 0 ? { passed: 1, failed: 0 } : failure(`the screenshots, which ended with code ${code}`)
}

async function main(): Promise<readonly Count[]> {
  const system = process.argv.includes('--system')
  const rest = process.argv.slice(2).filter(arg => arg !== '--system')
  const counts: Count[] = []
  const missing = await installMissing(['runtime', 'desktop', 'certificates', 'office', ...(system ? ['package'] as const : [])])
  for (const name of missing) counts.push(failure(`the system package ${name} is missing`))
  const { executable } = await electronRuntime()
  const built = await run(...npm(['run', '--silent', 'build']), { cwd: root, show: true })
  if (built.code !== 0) return [...counts, failure('the build')]
  const folder = await userFolder('xdr-desk-report')
  if (rest.length === 0) counts.push(await unitTests(path.join(folder, 'unit.json')))
  counts.push(await endToEnd(folder, executable, ['--project=app', ...rest]))
  if (rest.length === 0) counts.push(await pictures(folder, executable))
  if (system) counts.push(await packageTest(args => endToEnd(folder, executable, args)))
  saySecondStarts(folder)
  rmSync(folder, { recursive: true, force: true })
  return counts
}

const counts = await main().catch((error: unknown): readonly Count[] => [failure(error instanceof Error ? error.message : String(error))])
const sum = (of: keyof Count): number => counts.map(count => count[of]).reduce((total, each) => total + each, 0)
const [passed, failed] = [sum('passed'), sum('failed')]
say(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
