/** @file Faults that a test scripts for single requests, and builders for them. */
import type { Buffer } from 'node:buffer'

type Body = string | Buffer
type Headers = Readonly<Record<string, string>>

/** Sends this response instead of the correct one. */
export interface FaultyResponse { readonly kind: 'response', readonly status: number, readonly headers: Headers, readonly body: Body }

export type Fault
  = | FaultyResponse
  /** Closes the connection before the first byte of the response. */
    | { readonly kind: 'drop' }
  /** Closes the connection in the middle of the correct response. */
    | { readonly kind: 'drop-midway' }
  /** Sends the first half of the correct response as if it were complete. */
    | { readonly kind: 'truncated' }
  /** Sends bytes until the connection closes. */
    | { readonly kind: 'endless' }
  /** Sends the correct response once the promise resolves. */
    | { readonly kind: 'hold', readonly until: Promise<void> }

/** Returns the fault for the nth request (from 1) to an endpoint, or undefined for the correct response. */
export type FaultScript = (nth: number, url: URL) => Fault | undefined

/** Builds a fault that sends this response. */
export function respond(status: number, body: Body = '{}', headers: Headers = {}): FaultyResponse {
  return { kind: 'response', status, body, headers }
}

/** Applies the faults to the first requests, in this order. Later requests get the correct response. */
export function first(...faults: readonly (Fault | undefined)[]): FaultScript {
  return nth => faults[nth - 1]
}

/** Applies the same fault to every request. */
export function always(fault: Fault): FaultScript {
  return () => fault
}

/** Applies the fault from the nth request on. */
export function from(start: number, fault: Fault): FaultScript {
  return nth => nth >= start ? fault : undefined
}

/** Builds a fault that holds responses back until `release` is called. */
export function hold(): { readonly fault: Fault, readonly release: () => void } {
  let release: () => void = () => undefined
  const until = new Promise<void>((resolve) => { release = resolve })
  return { fault: { kind: 'hold', until }, release: () => release() }
}
