/** @file `npm run soak`: tests that take too long for every test run. Arguments go to Playwright. */
import { rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { electronRuntime, root } from './runtime/electron-runtime'
import { npm } from './runtime/npm'
import { run, runOrThrow } from './runtime/run'
import { userFolder } from './system/in-session'
import { installMissing } from './system/packages'
import { ordinaryUser } from './system/test-user'

await installMissing(['runtime', 'desktop'])
const { executable } = await electronRuntime()
await runOrThrow(...npm(['run', '--silent', 'build']), { cwd: root })
const user = await ordinaryUser()
const [program, args] = user.command(process.execPath, [
  path.join(user.root, 'node_modules/@playwright/test/cli.js'), 'test', '--config', path.join(user.root, 'e2e/playwright.config.ts'), '--project=soak', ...process.argv.slice(2),
])
const seed = process.env.XDR_DESK_SEED ?? String(Date.now() % 2 ** 31)
const output = await userFolder('xdr-desk-soak')
const env = { ...user.env, XDR_DESK_ELECTRON: executable, XDR_DESK_OUTPUT: output, XDR_DESK_SEED: seed }
const { code } = await run(program, args, { cwd: user.root, show: true, env })
// The output of a failed test is more useful than its message, so it stays.
if (code === 0) rmSync(output, { recursive: true, force: true })
process.exitCode = code
