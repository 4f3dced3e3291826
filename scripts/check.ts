/** @file `npm run check`: runs all checks side by side, because each of them uses one core. Prints the output of each, and fails if one of them does. */
import process from 'node:process'
import { root } from './runtime/electron-runtime'
import { npm } from './runtime/npm'
import { run } from './runtime/run'

async function check(name: string): Promise<boolean> {
  const { code, output } = await run(...npm(['run', '--silent', name]), { cwd: root })
  process.stdout.write(code === 0 ? output : `${output}FAILED: npm run ${name}\n`)
  return code === 0
}

const passed = await Promise.all(['lint', 'directions', 'typecheck', 'dead-code'].map(check))
process.exitCode = passed.every(Boolean) ? 0 : 1
