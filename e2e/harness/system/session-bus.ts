import { output } from './process'

/** Returns whether a service with this name runs on the session bus. A message to the service itself would make D-Bus start another one. */
export async function isOnBus(name: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const { text } = await output('dbus-send', [
    '--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', `string:${name}`,
  ], env)
  return text.includes('boolean true')
}
