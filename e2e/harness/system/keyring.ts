/** @file A real keyring of a test's own: a session bus and gnome-keyring in private folders. */
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { ended, output, until } from './process'

export const keyringPassword = 'test-password'

export interface Keyring {
  /** What the app's environment needs to find it. */
  readonly env: Readonly<Record<string, string>>
  readonly isLocked: () => Promise<boolean | null>
  readonly close: () => Promise<void>
}

interface Options {
  /** Holds the keys; the same folder again is the same keyring. */
  readonly folder: string
  /** Where its prompt appears. */
  readonly display: string
  /** Locked until its password is typed into its prompt. The folder must hold a keyring then. */
  readonly locked?: boolean
}

function privateFolder(folder: string): string {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  return folder
}

/** `true`, `false` or, as long as the service is not there, null. Asking a service that is not there would start another. */
async function isLocked(env: NodeJS.ProcessEnv): Promise<boolean | null> {
  const owner = await output('dbus-send', [
    '--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets',
  ], env)
  if (!owner.text.includes('boolean true')) return null
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
  await until(`the keyring to be ${locked ? 'locked' : 'open'}`, async () => await isLocked(env) === locked)
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
