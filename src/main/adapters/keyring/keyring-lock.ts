/** @file Reads over D-Bus whether the Secret Service's default collection is locked. Reading never unlocks the collection or prompts. */

/**
 * `absent`: there is no Secret Service. `unknown`: the service did not report its state. `locked` also if there is no default collection yet, because the OS
 * prompts for a password to create one.
 */
export type KeyringLock = 'open' | 'locked' | 'absent' | 'unknown'

const service = 'org.freedesktop.secrets'
const timeoutMs = 3000

function busAddress(env: NodeJS.ProcessEnv): string | null {
  if (env.DBUS_SESSION_BUS_ADDRESS) return env.DBUS_SESSION_BUS_ADDRESS
  return env.XDG_RUNTIME_DIR ? `unix:path=${env.XDG_RUNTIME_DIR}/bus` : null
}

/** @param env contains the session bus's address: DBUS_SESSION_BUS_ADDRESS, or else the bus in XDG_RUNTIME_DIR. */
export async function readSecretServiceLock(env: NodeJS.ProcessEnv): Promise<KeyringLock> {
  const address = busAddress(env)
  if (address === null) return 'absent'
  const { DBusError, Message, sessionBus } = await import('@jellybrick/dbus-next')
  const bus = sessionBus({ busAddress: address })
  // The library's types lack the `error` event.
  const emitter: NodeJS.EventEmitter = bus
  const failed = new Promise<KeyringLock>(resolve => emitter.on('error', () => resolve('absent')))
  const timeout = AbortSignal.timeout(timeoutMs)
  const timedOut = new Promise<KeyringLock>(resolve => timeout.addEventListener('abort', () => resolve('unknown')))
  const reply = bus.call(new Message({
    destination: service,
    path: '/org/freedesktop/secrets/aliases/default',
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: ['org.freedesktop.Secret.Collection', 'Locked'],
  })).then((message): KeyringLock => {
    const variant: unknown = message?.body[0]
    const locked = typeof variant === 'object' && variant !== null && 'value' in variant ? variant.value : undefined
    return typeof locked === 'boolean' ? (locked ? 'locked' : 'open') : 'unknown'
  }, (error: unknown): KeyringLock => {
    if (!(error instanceof DBusError)) return 'unknown'
    return /\.(?:ServiceUnknown|NameHasNoOwner|Spawn\.\w+)$/.test(error.type) ? 'absent' : 'locked'
  })
  try {
    return await Promise.race([reply, failed, timedOut])
  } finally {
    bus.disconnect()
  }
}
