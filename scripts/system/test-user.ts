/**
 * @file Runs programs as an ordinary user if the scripts run as root: Electron refuses to start as root with its sandbox, and the sandbox
 * stays on.
 */
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { cacheFolder } from '../runtime/cache'
import { root } from '../runtime/electron-runtime'
import { run, runOrThrow } from '../runtime/run'

const name = 'xdr-desk-test'

export interface OrdinaryUser {
  /** The project's folder, or a copy that this user can read. */
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  /** Returns the program and arguments that run `program` as this user. */
  readonly command: (program: string, args: readonly string[]) => readonly [string, string[]]
}

/** Returns the work tree, or a copy if the user cannot access it. */
async function readableRoot(setpriv: readonly string[]): Promise<string> {
  const probe = path.join(root, 'node_modules', 'electron', 'package.json')
  if ((await run('setpriv', [...setpriv, 'cat', probe])).code === 0) return root
  const copy = path.join(cacheFolder(), 'tree')
  rmSync(copy, { recursive: true, force: true })
  mkdirSync(copy, { recursive: true })
  for (const entry of ['package.json', 'tsconfig.json', 'node_modules', 'out', 'src', 'e2e', 'scripts', 'build', 'bench', 'docs']) {
    if (existsSync(path.join(root, entry))) cpSync(path.join(root, entry), path.join(copy, entry), { recursive: true, verbatimSymlinks: true })
  }
  await runOrThrow('chmod', ['-R', 'a+rX', copy])
  return copy
}

/** Returns the user that runs Electron: the current user, or, as root, an ordinary user created for it. */
export async function ordinaryUser(): Promise<OrdinaryUser> {
  if (process.getuid?.() !== 0) {
    return { root, env: process.env, command: (program, args) => [program, [...args]] }
  }
  if ((await run('id', [name])).code !== 0) await runOrThrow('useradd', ['--create-home', name])
  const id = (await runOrThrow('id', ['-u', name])).trim()
  const setpriv = ['--reuid', id, '--regid', id, '--init-groups']
  // The variables of root's session do not apply to this user. A display that requires root's cookie (XAUTHORITY), such as that of xvfb-run, refuses this user.
  const rootsOwn = process.env.XAUTHORITY ? /^(?:XDG_|DBUS_SESSION_BUS_ADDRESS|XAUTHORITY|DISPLAY$)/ : /^(?:XDG_|DBUS_SESSION_BUS_ADDRESS)/
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(Object.entries(process.env).filter(([key]) => !rootsOwn.test(key))),
    HOME: `/home/${name}`,
    USER: name,
    LOGNAME: name,
  }
  return {
    root: await readableRoot(setpriv),
    env,
    command: (program, args) => ['setpriv', [...setpriv, program, ...args]],
  }
}
