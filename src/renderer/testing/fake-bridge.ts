/** @file The preload's bridge for tests: a test scripts its methods and sends its events. */
import type { Methods, Events, Result } from '../../shared/contract/ipc'
import type { ErrorCode, Failure } from '../../shared/contract/failure'
import { vi } from 'vitest'

/** What a scripted method throws to fail as main would. */
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

interface Heard { readonly event: keyof Events, readonly listener: (payload: never) => void }

const answering = (method: (...args: never[]) => unknown) => async (...args: never[]): Promise<Result<unknown>> => {
  try {
    return { ok: true, value: await method(...args) }
  } catch (error) {
    return { ok: false, failure: error instanceof Refusal ? error.failure : { code: 'unexpected', details: {} } }
  }
}

/** Puts a bridge with these methods on `window` until `vi.unstubAllGlobals()`. */
export function fakeBridge(script: Script = {}) {
  const heard = new Set<Heard>()
  const on = (event: keyof Events, listener: (payload: never) => void) => {
    const entry: Heard = { event, listener }
    heard.add(entry)
    return () => heard.delete(entry)
  }
  const methods = Object.entries(script).map(([name, method]) => [name, answering(method)])
  vi.stubGlobal('window', { xdrDesk: { on, ...Object.fromEntries(methods) } })
  return {
    send: <E extends keyof Events>(event: E, payload: Events[E]) => {
      for (const each of [...heard]) if (each.event === event) (each.listener as (payload: Events[E]) => void)(payload)
    },
    listeners: () => heard.size,
  }
}

/** Puts a `localStorage` with these entries on the global object until `vi.unstubAllGlobals()`. */
export function fakeStorage(entries: Readonly<Record<string, string>> = {}) {
  const kept = new Map(Object.entries(entries))
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) })
  return kept
}

// The real one, also while a test's timers are fake.
const { setTimeout } = globalThis

/** Resolves once everything that needs no timer has happened. */
export function settled(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve))
}
