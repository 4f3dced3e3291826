/**
 * @file Runs programs as an ordinary user where the scripts run as root: Electron refuses to start as root with its sandbox
 * on, and the sandbox stays on.
 */
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { cacheFolder } from '../runtime/cache'
import { root } from '../runtime/electron-runtime'
import { run, runOrThrow } from '../runtime/run'

const name = 'xdr-desk-test'

export interface OrdinaryUser {
  /** The project's folder as this user can read it. */
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  /** The program and arguments that run `program` as this user. */
  readonly command: (program: string, args: readonly string[]) => readonly [string, string[]]
}

/** The work tree itself, or a copy where it lies below a folder that the user may not enter. */
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

/** The user that Electron runs as: the present one, or, as root, an ordinary one made for it. */
export async function ordinaryUser(): Promise<OrdinaryUser> {
  if (process.getuid?.() !== 0) {
    return { root, env: process.env, command: (program, args) => [program, [...args]] }
  }
  if ((await run('id', [name])).code !== 0) await runOrThrow('useradd', ['--create-home', name])
  const id = (await runOrThrow('id', ['-u', name])).trim()
  const setpriv = ['--reuid', id, '--regid', id, '--init-groups']
  // A session of root's is none of this user's.
  const rootsOwn = /^(?:XDG_|DBUS_SESSION_BUS_ADDRESS|XAUTHORITY)/
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
