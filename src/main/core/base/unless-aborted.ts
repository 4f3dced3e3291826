import { AppError } from './errors'

/** Returns the result of `act`, or rejects with AppError `cancelled` as soon as `signal` aborts, even if `act` is still waiting. */
export async function unlessAborted<T>(signal: AbortSignal | undefined, act: () => Promise<T>): Promise<T> {
  if (!signal) return act()
  const ended = new AbortController()
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new AppError('cancelled')), { signal: ended.signal })
  })
  try {
    if (signal.aborted) throw new AppError('cancelled')
    return await Promise.race([act(), aborted])
  } finally {
    ended.abort()
  }
}
