/** @file The only user of the preload's bridge. Calls return their value or throw an ApiError. */
import type { DroppedFile, Methods, Bridge, Result } from '../shared/contract/ipc'
import type { Failure } from '../shared/contract/failure'
import { methods } from '../shared/contract/ipc'

/** The failure of a call. Its message is in text/failures/messages.ts. */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(readonly failure: Failure) {
    super(failure.code)
  }
}

/** Returns the failure of an ApiError; `unexpected` for any other error. */
export function failureOf(error: unknown): Failure {
  return error instanceof ApiError ? error.failure : { code: 'unexpected', details: {} }
}

type Client = { readonly [M in Exclude<keyof Methods, 'openDroppedFile'>]: (...args: Parameters<Methods[M]>) => Promise<Awaited<ReturnType<Methods[M]>>> } & {
  readonly openDroppedFile: (file: DroppedFile) => Promise<Awaited<ReturnType<Methods['openDroppedFile']>>>
}

async function unwrap(call: Promise<Result<unknown>>): Promise<unknown> {
  const result = await call
  if (result.ok) return 'json' in result ? JSON.parse(result.json) : result.value
  throw new ApiError(result.failure)
}

// The only cast at this boundary: names and types come from the contract.
export const api = Object.fromEntries(methods.map((method) => {
  const call = (...args: unknown[]) => unwrap((window.xdrDesk[method] as (...args: unknown[]) => Promise<Result<unknown>>)(...args))
  return [method, call]
})) as Client

/** Adds a listener for an event of main. Returns a function that removes it. */
export const on: Bridge['on'] = (event, listener) => window.xdrDesk.on(event, listener)
