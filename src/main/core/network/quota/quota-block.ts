/** @file A block: a period in which the service accepts no calls. */
import type { Failure } from '../../../../shared/contract/failure'
import type { Clock } from '../../base/clock'

export interface Block {
  /** Returns the ms until the block ends; 0 or less without a block. */
  readonly leftMs: (now: number) => number
  /** Returns the service failure that caused the block; undefined if the quota caused it. */
  readonly cause: () => Failure | undefined
  /** Starts a block, as described for `Quota.block`. */
  readonly set: (ms: number, cause: Failure | undefined) => void
  /** Ends the block. Returns whether there was one. */
  readonly lift: () => boolean
  /** Resolves after `ms`, or as soon as the block is lifted, even if `signal` aborts at that moment. Rejects with `cancelled` if `signal` aborts earlier. */
  readonly waitUnlessLifted: (ms: number, signal: AbortSignal | undefined) => Promise<void>
}

export function createBlock({ monotonic, wait }: Pick<Clock, 'monotonic' | 'wait'>): Block {
  let until = 0
  let cause: Failure | undefined
  let lifted = new AbortController()
  return {
    leftMs: now => until - now,
    cause: () => cause,
    set: (ms, by) => {
      const end = monotonic() + ms
      if (end <= until) return
      until = end
      cause = by
    },
    lift: () => {
      if (until <= monotonic()) return false
      until = 0
      lifted.abort()
      lifted = new AbortController()
      return true
    },
    waitUnlessLifted: async (ms, signal) => {
      const { signal: lift } = lifted
      try {
        await wait(ms, signal ? AbortSignal.any([signal, lift]) : lift)
      } catch (error) {
        if (!lift.aborted) throw error
      }
    },
  }
}
