/**
 * @file `npm test`: everything that is checked, on a fresh machine too. `-- --system` adds the installed package (needs root);
 * other arguments go to Playwright. The last line is `N passed, N failed`.
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

/** Counts of a report; a runner that left none has failed. */
function counted(what: string, file: string, read: (report: unknown) => Count): Count {
  if (!existsSync(file)) return failure(`${what} left no report`)
  return read(JSON.parse(readFileSync(file, 'utf8')))
}

async function endToEnd(folder: string, electron: string, args: readonly string[]): Promise<Count> {
  const user = await ordinaryUser()
  const file = path.join(folder, `e2e-${args.join('-').replace(/\W+/g, '')}.json`)
  const [program, programArgs] = user.command(process.execPath, [
    path.join(user.root, 'node_modules/@playwright/test/cli.js'), 'test', '--config', path.join(user.root, 'e2e/playwright.config.ts'), ...args,
  ])
  const { code } = await run(program, programArgs, {
    cwd: user.root,
    show: true,
    env: { ...user.env, XDR_DESK_ELECTRON: electron, XDR_DESK_OUTPUT: path.join(folder, 'output'), PLAYWRIGHT_JSON_OUTPUT_NAME: file, FORCE_COLOR: '0' },
  })
  const count = counted('Playwright', file, (report) => {
    const { expected, unexpected, flaky, skipped } = (report as { stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> }).stats
    // A test that did not run has not passed.
    return { passed: expected, failed: unexpected + flaky + skipped }
  })
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

async function main(): Promise<readonly Count[]> {
  const system = process.argv.includes('--system')
  const rest = process.argv.slice(2).filter(arg => arg !== '--system')
  const counts: Count[] = []
  const missing = await installMissing(['runtime', 'desktop', 'certificates', ...(system ? ['package'] as const : [])])
  for (const name of missing) counts.push(failure(`the system package ${name} is missing`))
  const { executable } = await electronRuntime()
  const built = await run(...npm(['run', '--silent', 'build']), { cwd: root, show: true })
  if (built.code !== 0) return [...counts, failure('the build')]
  const folder = await userFolder('xdr-desk-report')
  if (rest.length === 0) counts.push(await unitTests(path.join(folder, 'unit.json')))
  counts.push(await endToEnd(folder, executable, ['--project=app', ...rest]))
  if (system) counts.push(await packageTest(args => endToEnd(folder, executable, args)))
  rmSync(folder, { recursive: true, force: true })
  return counts
}

const counts = await main().catch((error: unknown): readonly Count[] => [failure(error instanceof Error ? error.message : String(error))])
const sum = (of: keyof Count): number => counts.map(count => count[of]).reduce((total, each) => total + each, 0)
const [passed, failed] = [sum('passed'), sum('failed')]
say(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
