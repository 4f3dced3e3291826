/** @file A budget of calls that keeps this app below the service's limits, so that it receives no HTTP 429. Other tools may share the service's quota. */
import type { Failure } from '../../../../shared/contract/failure'
import type { QuotaState, Waiting } from '../../../../shared/contract/model'
import type { QuotaLimit } from '../../microsoft/incident-apis'
import type { Clock } from '../../base/clock'
import { AppError } from '../../base/errors'
import { createBlock } from './quota-block'

export interface TakeOptions {
  readonly signal?: AbortSignal | undefined
  /** Called with each wait, and with null when the wait ends. */
  readonly onWaiting?: ((waiting: Waiting | null) => void) | undefined
  /** The part of each limit that may be used: 1 for a user action, less for an automatic one. */
  readonly share?: number | undefined
}

export interface Quota {
  /** Waits until a call is allowed, and counts it. Call the returned function when the response has arrived. Rejects with `cancelled`. */
  readonly take: (options?: TakeOptions) => Promise<() => void>
  /**
   * Allows no call for `ms`, as the service requested. Its quota may be used up, possibly by other tools, or it failed
   * (`cause`). A shorter block does not end a longer one.
   */
  readonly block: (ms: number, cause?: Failure) => void
  readonly state: () => QuotaState
}

export interface LiftableQuota extends Quota {
  /** Ends a block before a new user action, because the service may accept calls again. This app's own count still applies. */
  readonly lift: () => void
}

interface Deps {
  readonly limits: readonly QuotaLimit[]
  readonly clock: Clock
  /** The times of calls in earlier sessions, ms since 1970. */
  readonly callTimes: readonly number[]
  /** Called with the times of the calls that still count, ms since 1970, whenever they change. */
  readonly onChange: (callTimes: readonly number[]) => void
}

/** The pause between checks, ms, while pending calls may use up the rest of the budget. */
const pollMs = 50

/**
 * Creates a quota. A call counts from its start until `seconds` after its end. The service counts the call at some moment between its start and its
 * end, so the service never counts more calls than the limit, in a sliding window or a fixed one. The monotonic clock, which includes sleep, measures
 * elapsed time, so setting the computer's clock has no effect. Only times that are stored across a restart are wall time; a stored call with a time
 * in the future counts as made now.
 */
export function createQuota({ limits, clock, callTimes, onChange }: Deps): LiftableQuota {
  const longestMs = Math.max(0, ...limits.map(limit => limit.seconds)) * 1000
  const loadedAt = clock.monotonic()
  let ended = callTimes.map(time => loadedAt - Math.max(0, clock.now() - time)).sort((a, b) => a - b)
  let pending = 0
  const block = createBlock(clock)

  const within = (seconds: number, now: number): readonly number[] => ended.filter(time => time > now - seconds * 1000)
  const reportChange = () => onChange(ended.map(time => Math.round(clock.now() - (clock.monotonic() - time))))

  /** Returns the ms until this limit allows a call; 0 if it allows one now. */
  const waitFor = ({ calls, seconds }: QuotaLimit, share: number, now: number): number => {
    const allowed = Math.max(1, Math.floor(calls * share))
    const counted = within(seconds, now)
    const tooMany = counted.length + pending - allowed
    if (tooMany < 0) return 0
    const frees = counted[tooMany]
    return frees === undefined ? pollMs : Math.max(1, Math.ceil(frees + seconds * 1000 - now))
  }

  const take: Quota['take'] = async ({ signal, onWaiting, share = 1 } = {}) => {
    let hasReported = false
    for (;;) {
      // If a block is lifted as the signal aborts, the wait resolves instead of rejecting.
      if (signal?.aborted) throw new AppError('cancelled')
      const now = clock.monotonic()
      const blockedMs = block.leftMs(now)
      const ms = Math.max(blockedMs, ...limits.map(limit => waitFor(limit, share, now)))
      if (ms <= 0) break
      if (ms > pollMs) {
        const until = new Date(clock.now() + ms).toISOString()
        const cause = ms === blockedMs ? block.cause() : undefined
        onWaiting?.(cause ? { for: 'service', until, cause } : { for: 'quota', until })
        hasReported = true
      }
      await block.waitUnlessLifted(ms, signal)
    }
    if (hasReported) onWaiting?.(null)
    pending++
    return () => {
      pending--
      const now = clock.monotonic()
      ended = [...within(longestMs / 1000, now), now]
      reportChange()
    }
  }

  return {
    take,
    block: (ms, cause) => {
      block.set(ms, cause)
      reportChange()
    },
    lift: () => { if (block.lift()) reportChange() },
    state: () => {
      const now = clock.monotonic()
      return {
        limits: limits.map(({ calls, seconds }) => ({ calls, seconds, left: Math.max(0, calls - within(seconds, now).length - pending) })),
        blockedUntil: block.leftMs(now) > 0 ? new Date(clock.now() + block.leftMs(now)).toISOString() : null,
      }
    },
  }
}
