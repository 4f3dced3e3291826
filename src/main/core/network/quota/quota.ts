/** @file A budget of calls, kept so that the service need never answer 429 to this app. Other tools may share its quota. */
import type { Failure } from '../../../../shared/contract/failure'
import type { QuotaState, Waiting } from '../../../../shared/contract/model'
import type { QuotaLimit } from '../../microsoft/incident-apis'
import type { Clock } from '../../base/clock'
import { AppError } from '../../base/errors'
import { createBlock } from './quota-block'

export interface TakeOptions {
  readonly signal?: AbortSignal | undefined
  /** Told while it waits, and null when it goes on. */
  readonly onWaiting?: ((waiting: Waiting | null) => void) | undefined
  /** The part of each limit that may be used: 1 for what a person asked for, less for what runs by itself. */
  readonly share?: number | undefined
}

export interface Quota {
  /** Waits until a call may be made; from then on it counts. Call what it returns when the answer is here. Rejects with `cancelled`. */
  readonly take: (options?: TakeOptions) => Promise<() => void>
  /**
   * The service asked for `ms` without a call: it knows of calls that this app did not make, or it failed (`cause`). Until then no call
   * may be made. A shorter block does not end a longer one.
   */
  readonly block: (ms: number, cause?: Failure) => void
  readonly state: () => QuotaState
}

export interface LiftableQuota extends Quota {
  /** Ends a block: a person asks anew, and the service may say otherwise by now. This app's own count still holds. */
  readonly lift: () => void
}

interface Deps {
  readonly limits: readonly QuotaLimit[]
  readonly clock: Clock
  /** When calls were made in earlier sessions, ms since 1970. */
  readonly made: readonly number[]
  /** Given the times of the calls that still count, ms since 1970, whenever they change. */
  readonly onChange: (made: readonly number[]) => void
}

/** While calls are under way whose end frees the next one. */
const pollMs = 50

/**
 * A call counts from its start until `seconds` after its END. The service counts it at some moment between, so whichever way it
 * counts (a window that slides, or one that starts anew) it never sees more than the limit. Elapsed time is measured by the
 * monotonic clock, which includes sleep: setting the computer's clock frees and blocks nothing. Only what is kept over a restart is wall time;
 * a call "in the future" then counts as one of now.
 */
export function createQuota({ limits, clock, made, onChange }: Deps): LiftableQuota {
  const longestMs = Math.max(0, ...limits.map(limit => limit.seconds)) * 1000
  const loadedAt = clock.monotonic()
  let ended = made.map(time => loadedAt - Math.max(0, clock.now() - time)).sort((a, b) => a - b)
  let underWay = 0
  const block = createBlock(clock)

  const within = (seconds: number, now: number): readonly number[] => ended.filter(time => time > now - seconds * 1000)
  const tell = () => onChange(ended.map(time => Math.round(clock.now() - (clock.monotonic() - time))))

  /** ms until a call is free under this limit; 0: now. */
  const waitFor = ({ calls, seconds }: QuotaLimit, share: number, now: number): number => {
    const allowed = Math.max(1, Math.floor(calls * share))
    const counted = within(seconds, now)
    const tooMany = counted.length + underWay - allowed
    if (tooMany < 0) return 0
    const frees = counted[tooMany]
    return frees === undefined ? pollMs : Math.max(1, Math.ceil(frees + seconds * 1000 - now))
  }

  const take: Quota['take'] = async ({ signal, onWaiting, share = 1 } = {}) => {
    let told = false
    for (;;) {
      // Lifting a block ends the wait before a cancellation can.
      if (signal?.aborted) throw new AppError('cancelled')
      const now = clock.monotonic()
      const blockedMs = block.leftMs(now)
      const ms = Math.max(blockedMs, ...limits.map(limit => waitFor(limit, share, now)))
      if (ms <= 0) break
      if (ms > pollMs) {
        const until = new Date(clock.now() + ms).toISOString()
        const cause = ms === blockedMs ? block.cause() : undefined
        onWaiting?.(cause ? { for: 'service', until, cause } : { for: 'quota', until })
        told = true
      }
      await block.waitUnlessLifted(ms, signal)
    }
    if (told) onWaiting?.(null)
    underWay++
    return () => {
      underWay--
      const now = clock.monotonic()
      ended = [...within(longestMs / 1000, now), now]
      tell()
    }
  }

  return {
    take,
    block: (ms, cause) => {
      block.set(ms, cause)
      tell()
    },
    lift: () => { if (block.lift()) tell() },
    state: () => {
      const now = clock.monotonic()
      return {
        limits: limits.map(({ calls, seconds }) => ({ calls, seconds, left: Math.max(0, calls - within(seconds, now).length - underWay) })),
        blockedUntil: block.leftMs(now) > 0 ? new Date(clock.now() + block.leftMs(now)).toISOString() : null,
      }
    },
  }
}
