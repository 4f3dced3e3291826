/** @file Reads over D-Bus whether the Secret Service's default collection is locked. It never unlocks or prompts. */

/**
 * `absent`: there is no such service; `unknown`: it could not be told. `locked` also when there is no default
 * collection yet: the OS asks for a password to make one.
 */
export type KeyringLock = 'open' | 'locked' | 'absent' | 'unknown'

const service = 'org.freedesktop.secrets'
const patienceMs = 3000

function busAddress(env: NodeJS.ProcessEnv): string | null {
  if (env.DBUS_SESSION_BUS_ADDRESS) return env.DBUS_SESSION_BUS_ADDRESS
  return env.XDG_RUNTIME_DIR ? `unix:path=${env.XDG_RUNTIME_DIR}/bus` : null
}

/** @param env where the session bus is told (DBUS_SESSION_BUS_ADDRESS, else the one in XDG_RUNTIME_DIR). */
export async function readSecretServiceLock(env: NodeJS.ProcessEnv): Promise<KeyringLock> {
  const address = busAddress(env)
  if (address === null) return 'absent'
  const { DBusError, Message, sessionBus } = await import('@jellybrick/dbus-next')
  const bus = sessionBus({ busAddress: address })
  // Its types leave out the event that every emitter of a connection has.
  const emitter: NodeJS.EventEmitter = bus
  const failed = new Promise<KeyringLock>(resolve => emitter.on('error', () => resolve('absent')))
  const patience = AbortSignal.timeout(patienceMs)
  const tired = new Promise<KeyringLock>(resolve => patience.addEventListener('abort', () => resolve('unknown')))
  const asked = bus.call(new Message({
    destination: service,
    path: '/org/freedesktop/secrets/aliases/default',
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: ['org.freedesktop.Secret.Collection', 'Locked'],
  })).then((reply): KeyringLock => {
    const variant: unknown = reply?.body[0]
    const locked = typeof variant === 'object' && variant !== null && 'value' in variant ? variant.value : undefined
    return typeof locked === 'boolean' ? (locked ? 'locked' : 'open') : 'unknown'
  }, (error: unknown): KeyringLock => {
    if (!(error instanceof DBusError)) return 'unknown'
    return /\.(?:ServiceUnknown|NameHasNoOwner|Spawn\.\w+)$/.test(error.type) ? 'absent' : 'locked'
  })
  try {
    return await Promise.race([asked, failed, tired])
  } finally {
    bus.disconnect()
  }
}
