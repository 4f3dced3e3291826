/** @file What can go wrong with one answer, scripted by a test. */
import type { Buffer } from 'node:buffer'

export type Fault
  /** This answer instead. */
  = | { readonly kind: 'answer', readonly status: number, readonly headers?: Readonly<Record<string, string>>, readonly body?: string | Buffer }
  /** The connection ends before a byte of the answer. */
    | { readonly kind: 'drop' }
  /** The connection breaks in the middle of the right answer. */
    | { readonly kind: 'drop-inside' }
  /** The first half of the right answer, as if it were whole. */
    | { readonly kind: 'half' }
  /** More bytes than anybody should read. */
    | { readonly kind: 'endless' }
  /** The right answer once the promise resolves. */
    | { readonly kind: 'hold', readonly until: Promise<void> }

/** The fault for the nth request (from 1) of its kind, or nothing for the right answer. */
export type FaultScript = (nth: number, url: URL) => Fault | undefined

/** Faults for the first requests, in this order; what comes after is answered rightly. */
export function first(...faults: readonly (Fault | undefined)[]): FaultScript {
  return nth => faults[nth - 1]
}

/** The same fault every time. */
export function always(fault: Fault): FaultScript {
  return () => fault
}

/** The fault from the nth request on. */
export function from(start: number, fault: Fault): FaultScript {
  return nth => nth >= start ? fault : undefined
}

/** A hold and the function that ends it. */
export function hold(): { readonly fault: Fault, readonly release: () => void } {
  let release: () => void = () => undefined
  const until = new Promise<void>((resolve) => { release = resolve })
  return { fault: { kind: 'hold', until }, release: () => release() }
}
