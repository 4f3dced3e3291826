/** @file The only user of the preload's bridge: calls that return their value or throw an ApiError. */
import type { Methods, Bridge, Result } from '../shared/contract/ipc'
import type { Failure } from '../shared/contract/failure'
import { methods } from '../shared/contract/ipc'

/** A call that main refused or could not do. Its words are in messages.ts. */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(readonly failure: Failure) {
    super(failure.code)
  }
}

/** The failure that an error stands for. */
export function failureOf(error: unknown): Failure {
  return error instanceof ApiError ? error.failure : { code: 'unexpected', details: {} }
}

type Client = { readonly [M in keyof Methods]: (...args: Parameters<Methods[M]>) => Promise<Awaited<ReturnType<Methods[M]>>> }

async function unwrap(call: Promise<Result<unknown>>): Promise<unknown> {
  const result = await call
  if (result.ok) return result.value
  throw new ApiError(result.failure)
}

// The one cast of this boundary: the names come from the contract, the types with them.
export const api = Object.fromEntries(methods.map((method) => {
  const call = (...args: unknown[]) => unwrap((window.xdrDesk[method] as (...args: unknown[]) => Promise<Result<unknown>>)(...args))
  return [method, call]
})) as Client

/** Listens to an event of main; returns the function that stops it. */
export const on: Bridge['on'] = (event, listener) => window.xdrDesk.on(event, listener)
