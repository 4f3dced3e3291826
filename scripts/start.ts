/** @file `npm start`: starts the built app. Arguments go to the app. */
import process from 'node:process'
import { electronRuntime, root } from './runtime/electron-runtime'
import { npm } from './runtime/npm'
import { run, runOrThrow } from './runtime/run'
import { installMissing } from './system/packages'
import { ordinaryUser } from './system/test-user'
import { existsSync } from 'node:fs'
import path from 'node:path'

await installMissing(['runtime'])
const { executable } = await electronRuntime()
if (!existsSync(path.join(root, 'out', 'main', 'index.js'))) await runOrThrow(...npm(['run', '--silent', 'build']), { cwd: root })
if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  process.stderr.write('There is no display. `npm run demo` shows the app on a virtual one; `npm run demo -- --screenshot FILE` writes a picture.\n')
  process.exitCode = 1
} else {
  const user = await ordinaryUser()
  const [program, args] = user.command(executable, [user.root, ...process.argv.slice(2)])
  process.exitCode = (await run(program, args, { cwd: user.root, show: true, env: user.env })).code
}
