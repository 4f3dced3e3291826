import { chownSync, mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { electronRuntime, root } from '../runtime/electron-runtime'
import { run, runOrThrow } from '../runtime/run'
import { installMissing } from './packages'
import { ordinaryUser } from './test-user'

/** A temporary folder that the ordinary user can write. */
export async function userFolder(name: string): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), `${name}-`))
  if (process.getuid?.() === 0) {
    const user = await ordinaryUser()
    const id = Number(await runOrThrow('id', ['-u', String(user.env.USER)]))
    chownSync(folder, id, id)
  }
  return folder
}

/** Builds the app and runs one of the project's scripts with the Electron to use, as an ordinary user. Returns its exit code. */
export async function inSession(script: string, args: readonly string[]): Promise<number> {
  await installMissing(['runtime', 'desktop'])
  const { executable } = await electronRuntime()
  await runOrThrow('npm', ['run', '--silent', 'build'], { cwd: root })
  const user = await ordinaryUser()
  const [program, programArgs] = user.command(process.execPath, ['--import', 'tsx', path.join(user.root, script), ...args])
  const { code } = await run(program, programArgs, { cwd: user.root, show: true, env: { ...user.env, XDR_DESK_ELECTRON: executable } })
  return code
}
