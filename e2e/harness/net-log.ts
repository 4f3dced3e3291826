/** @file Chromium's network log, which contains every host name that it resolved. */
import { readFileSync } from 'node:fs'

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> }
  readonly events: readonly { readonly type: number, readonly params?: unknown }[]
}

/** Returns the switches that make Chromium write the log. */
export const netLogSwitches = (file: string): readonly string[] => [`--log-net-log=${file}`, '--net-log-capture-mode=IncludeSensitive']

/** Returns the host names that Chromium resolved by any method. Read the log after the app has exited. */
export function resolvedNames(file: string): ReadonlySet<string> {
  const { constants, events } = JSON.parse(readFileSync(file, 'utf8')) as NetLog
  const kinds = Object.entries(constants.logEventTypes).filter(([name]) => /HOST_RESOLVER|DNS|MDNS/.test(name)).map(([, kind]) => kind)
  const names = events.filter(({ type }) => kinds.includes(type)).flatMap(({ params }) => JSON.stringify(params ?? {}).match(/[\w-]+(?:\.[\w-]+)+/g) ?? [])
  return new Set(names)
}
