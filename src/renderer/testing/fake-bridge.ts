/** @file Fakes of the page's environment: the preload's bridge, whose methods and events a test scripts, and localStorage. */
import type { Methods, Events, Result } from '../../shared/contract/ipc'
import type { ErrorCode, Failure } from '../../shared/contract/failure'
import { vi } from 'vitest'

/** Thrown by a scripted method to fail as main does. */
class Refusal extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code)
  }
}

/** Ends a scripted method with a failure. */
export function refuse(code: ErrorCode): never {
  throw new Refusal({ code, details: {} })
}

type Returned<M extends keyof Methods> = Awaited<ReturnType<Methods[M]>>
type Script = { readonly [M in keyof Methods]?: (...args: Parameters<Methods[M]>) => Returned<M> | Promise<Returned<M>> }

interface Listening { readonly event: keyof Events, readonly listener: (payload: never) => void }

const respond = (method: (...args: never[]) => unknown) => async (...args: never[]): Promise<Result<unknown>> => {
  try {
    return { ok: true, value: await method(...args) }
  } catch (error) {
    return { ok: false, failure: error instanceof Refusal ? error.failure : { code: 'unexpected', details: {} } }
  }
}

/** Puts a bridge with these methods on `window` until `vi.unstubAllGlobals()`. */
export function fakeBridge(script: Script = {}) {
  const listening = new Set<Listening>()
  const on = (event: keyof Events, listener: (payload: never) => void) => {
    const entry: Listening = { event, listener }
    listening.add(entry)
    return () => listening.delete(entry)
  }
  const methods = Object.entries(script).map(([name, method]) => [name, respond(method)])
  vi.stubGlobal('window', { xdrDesk: { on, ...Object.fromEntries(methods) } })
  return {
    send: <E extends keyof Events>(event: E, payload: Events[E]) => {
      for (const each of [...listening]) if (each.event === event) (each.listener as (payload: Events[E]) => void)(payload)
    },
    listeners: () => listening.size,
  }
}

/** Puts a `localStorage` with these entries on the global object until `vi.unstubAllGlobals()`. */
export function fakeStorage(entries: Readonly<Record<string, string>> = {}) {
  const stored = new Map(Object.entries(entries))
  vi.stubGlobal('localStorage', { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => stored.set(key, value) })
  return stored
}

// The real timer, even while a test uses fake timers.
const { setTimeout } = globalThis

/** Resolves once all pending promises have settled. */
export function settled(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve))
}
