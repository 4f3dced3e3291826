import { chownSync, mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { electronRuntime, root } from '../runtime/electron-runtime'
import { npm } from '../runtime/npm'
import { run, runOrThrow } from '../runtime/run'
import { installMissing } from './packages'
import { ordinaryUser } from './test-user'

/** Creates a temporary folder that the ordinary user can write to. */
export async function userFolder(name: string): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), `${name}-`))
  if (process.getuid?.() === 0) {
    const user = await ordinaryUser()
    const id = Number(await runOrThrow('id', ['-u', String(user.env.USER)]))
    chownSync(folder, id, id)
  }
  return folder
}

/** Builds the app. Returns the command that runs a script of the project as an ordinary user, with the Electron to use. */
export async function sessionCommand(script: string, args: readonly string[]) {
  await installMissing(['runtime', 'desktop'])
  const { executable } = await electronRuntime()
  await runOrThrow(...npm(['run', '--silent', 'build']), { cwd: root })
  const user = await ordinaryUser()
  const [program, programArgs] = user.command(process.execPath, ['--import', 'tsx', path.join(user.root, script), ...args])
  return { program, args: programArgs, cwd: user.root, env: { ...user.env, XDR_DESK_ELECTRON: executable } }
}

/** Runs a script of the project as an ordinary user. Returns its exit code. */
export async function inSession(script: string, args: readonly string[]): Promise<number> {
  const { program, args: all, cwd, env } = await sessionCommand(script, args)
  return (await run(program, all, { cwd, env, show: true })).code
}
