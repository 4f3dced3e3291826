/** @file Chromium's own log of its network, which names every name that it looked up. */
import { readFileSync } from 'node:fs'

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> }
  readonly events: readonly { readonly type: number, readonly params?: unknown }[]
}

/** The switches by which Chromium writes it. */
export const netLogSwitches = (file: string): readonly string[] => [`--log-net-log=${file}`, '--net-log-capture-mode=IncludeSensitive']

/** Returns the host names that were looked up, in whatever way; to be read once the app has ended. */
export function namesLookedUp(file: string): ReadonlySet<string> {
  const { constants, events } = JSON.parse(readFileSync(file, 'utf8')) as NetLog
  const kinds = Object.entries(constants.logEventTypes).filter(([name]) => /HOST_RESOLVER|DNS|MDNS/.test(name)).map(([, kind]) => kind)
  const names = events.filter(({ type }) => kinds.includes(type)).flatMap(({ params }) => JSON.stringify(params ?? {}).match(/[\w-]+(?:\.[\w-]+)+/g) ?? [])
  return new Set(names)
}
