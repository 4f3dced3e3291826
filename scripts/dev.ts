/** @file `npm run dev`: starts the app and reloads its page when a file changes. */
import path from 'node:path'
import process from 'node:process'
import { electronRuntime, root } from './runtime/electron-runtime'
import { run } from './runtime/run'
import { installMissing } from './system/packages'

if (process.getuid?.() === 0) {
  process.stderr.write('Run `npm run dev` as an ordinary user: Electron refuses to start as root with its sandbox on.\n')
  process.exitCode = 1
} else {
  await installMissing(['runtime'])
  const { executable } = await electronRuntime()
  const { code } = await run(process.execPath, [path.join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'dev'], {
    cwd: root,
    show: true,
    env: { ...process.env, ELECTRON_EXEC_PATH: executable },
  })
  process.exitCode = code
}
