/** @file The answers that a worker owes. A worker answers in the order of the messages, so no message needs a number. */

interface Waiting<T> { readonly resolve: (value: T) => void, readonly reject: (error: Error) => void }

export interface Answers<T> {
  /** Returns the answer to the message that `send` posts. Rejects if `send` throws. */
  readonly next: (send: () => void) => Promise<T>
  /** Resolves the oldest call. Does nothing if none waits. */
  readonly resolve: (value: T) => void
  /** Rejects the oldest call. */
  readonly reject: (error: Error) => void
  /** Rejects every call, because the worker has ended. */
  readonly rejectAll: (error: Error) => void
  /** Returns the number of calls that wait. */
  readonly count: () => number
}

export function createAnswers<T>(): Answers<T> {
  let waiting: Waiting<T>[] = []
  return {
    next: send => new Promise<T>((resolve, reject) => {
      send()
      waiting.push({ resolve, reject })
    }),
    resolve: value => waiting.shift()?.resolve(value),
    reject: error => waiting.shift()?.reject(error),
    rejectAll: (error) => {
      const rejected = waiting
      waiting = []
      for (const each of rejected) each.reject(error)
    },
    count: () => waiting.length,
  }
}
