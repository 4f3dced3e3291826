/** @file A private keyring: a session bus and gnome-keyring in private folders. */
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { ended, output, until } from './process'
import { isOnBus } from './session-bus'

export const keyringPassword = 'test-password'

export interface Keyring {
  /** The variables by which the app finds the keyring. */
  readonly env: Readonly<Record<string, string>>
  readonly isLocked: () => Promise<boolean | null>
  readonly close: () => Promise<void>
}

interface Options {
  /** The folder for the keys. The same folder contains the same keyring. */
  readonly folder: string
  /** The display for the keyring prompt. */
  readonly display: string
  /** Starts the keyring locked: its prompt requires the password. The folder must contain a keyring. */
  readonly locked?: boolean
}

function privateFolder(folder: string): string {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  return folder
}

/** Returns whether the keyring is locked, or null while its service is not running. */
async function isLocked(env: NodeJS.ProcessEnv): Promise<boolean | null> {
  if (!await isOnBus('org.freedesktop.secrets', env)) return null
  const { ok, text } = await output('dbus-send', [
    '--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets/aliases/default',
    'org.freedesktop.DBus.Properties.Get', 'string:org.freedesktop.Secret.Collection', 'string:Locked',
  ], env)
  return ok ? text.includes('boolean true') : null
}

export async function startKeyring({ folder, display, locked = false }: Options): Promise<Keyring> {
  const runtime = privateFolder(path.join(folder, 'run'))
  const data = privateFolder(path.join(folder, 'data'))
  const address = `unix:path=${runtime}/bus`
  const keyringEnv = { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime, XDG_DATA_HOME: data, XDG_CURRENT_DESKTOP: 'GNOME' }
  const env = { ...process.env, ...keyringEnv, DISPLAY: display }
  const bus = spawn('dbus-daemon', ['--session', '--nofork', `--address=${address}`], { env, stdio: 'ignore' })
  await until('the session bus', async () => (await output('dbus-send', ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.ListNames'], env)).ok)

  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', ...(locked ? [] : ['--unlock'])], { env, stdio: ['pipe', 'ignore', 'ignore'] })
  daemon.stdin.end(locked ? '' : keyringPassword)
  await until(`the keyring to be ${locked ? 'locked' : 'unlocked'}`, async () => await isLocked(env) === locked)
  return {
    env: keyringEnv,
    isLocked: () => isLocked(env),
    close: async () => {
      daemon.kill()
      bus.kill()
      await Promise.all([ended(daemon), ended(bus)])
    },
  }
}
