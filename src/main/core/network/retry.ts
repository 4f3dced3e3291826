import type { Clock } from '../base/clock'
import type { Waiting } from '../../../shared/contract/model'
import type { Answer, Exchange, HttpRequest } from './http'
import type { Quota } from './quota/quota'
import { isTransient } from '../../../shared/rules/failure-facts'
import { mostOutageWaitSeconds } from '../../../shared/vocabulary/waits'
import { AppError } from '../base/errors'
import { isCutOff } from './http'
import { readResponseText } from './responses/response-text'
import { outageSeconds, retryAfterSeconds } from './responses/retry-after'
import { withoutSecrets } from './sent-secrets'

/** Four retries a request; their pauses add up to the 15 s a person may be kept for a service that is down. */
export const retryPausesMs = [1000, 2000, 4000, 8000] as const
const mostPauseMs = retryPausesMs.reduce((sum, pause) => sum + pause, 0)

/** How long a request is retried. `none`: one attempt; `short`: one retry, 1 s later; `full`: four retries within 15 s. */
export type Patience = 'none' | 'short' | 'full'

/** The `patienceMs` of a request. */
export const msOfPatience: Readonly<Record<Patience, number>> = { none: 0, short: 1000, full: mostPauseMs }

export interface RetryPolicy {
  /** Reports each wait; null ends it. Without it nobody sees a wait: a 429 is returned, and a failed service's wait must fit the patience. */
  readonly onWaiting?: (waiting: Waiting | null) => void
  /** The budget that each attempt counts against. */
  readonly quota?: Pick<Quota, 'take' | 'block'>
  /** As in TakeOptions. */
  readonly share?: number | undefined
  /** The pauses between attempts together, ms; 15 s when not given. With less, a failed service's wait is waited for once. */
  readonly patienceMs?: number | undefined
}

export type Send = (request: HttpRequest, policy?: RetryPolicy) => Promise<Answer>

/** A failure that is worth another attempt, with the ms that the service asks to wait before it; 0 where it names none. */
interface Failed { readonly error: AppError, readonly askedMs: number }

/** Too slow a request (408), or one sent too early in a TLS session (425): the same one may succeed later. */
const passing: ReadonlySet<number> = new Set([408, 425])
/** 511 is a captive portal's: it wants a person to sign in to the network. */
const isPassing = (status: number): boolean => passing.has(status) || (status >= 500 && status !== 511)

/** The answer, or the failure when it is worth another attempt. Other failures are thrown. */
async function attemptOnce(exchange: Exchange, request: HttpRequest, now: () => number): Promise<Answer | Failed> {
  const { url: { host } } = request
  try {
    const answer = withoutSecrets(await exchange(request), request)
    const { status } = answer
    if (status < 300 && isCutOff(answer)) return { error: new AppError('cut-off', { host, status }), askedMs: 0 }
    if (!isPassing(status)) return answer
    const seconds = outageSeconds(answer, now())
    const error = new AppError('server-error', { host, status, ...(seconds !== null && { seconds }), ...readResponseText(answer) })
    return { error, askedMs: (seconds ?? 0) * 1000 }
  } catch (error) {
    if (error instanceof AppError && isTransient(error.code)) return { error, askedMs: 0 }
    throw error
  }
}

/** Returns how many retries there may be, `made` ones with `pausedMs` of pauses included, if no further wait is asked for. */
export function mostRetries(made: number, pausedMs: number, patienceMs: number): number {
  const [next] = retryPausesMs.slice(made)
  return next === undefined || pausedMs + next > patienceMs ? made : mostRetries(made + 1, pausedMs + next, patienceMs)
}

/**
 * How long to pause before the next attempt of one request. Its own pauses are 1, 2, 4 and 8 s, within its patience. A longer wait
 * that the service asks for is not counted among them, and is granted for 5 minutes in all.
 */
function createPauses(patienceMs: number, mayWait: boolean) {
  const isShort = patienceMs < mostPauseMs
  let attempts = 0
  let retries = 0
  let pausedMs = 0
  let waitedMs = 0

  /** Whether the service's wait takes the place of a pause of our own. */
  const isWait = (askedMs: number): boolean => {
    if (!mayWait || askedMs === 0 || waitedMs + askedMs > mostOutageWaitSeconds * 1000) return false
    return isShort ? waitedMs === 0 : askedMs > (retryPausesMs[attempts - 1] ?? retryPausesMs[3])
  }
  return {
    attempts: () => attempts,
    /** Call it for each failed attempt. null: no more attempts. */
    next: (askedMs: number): { readonly ms: number, readonly isWait: boolean } | null => {
      attempts++
      if (isWait(askedMs)) {
        waitedMs += askedMs
        return { ms: askedMs, isWait: true }
      }
      // Never retry sooner than the service asked.
      const ms = Math.max(askedMs, retryPausesMs[retries] ?? Infinity)
      if (pausedMs + ms > patienceMs) return null
      retries++
      pausedMs += ms
      return { ms, isWait: false }
    },
    retries: () => retries,
    /** How many retries there may be in all. */
    most: () => mostRetries(retries, pausedMs, patienceMs),
  }
}

/**
 * Sends a request until it is answered. 5xx, 408, 425, broken connections and JSON that is cut off are retried at most four times,
 * with 15 s of pauses in all; the waits that a failed service asks for (Retry-After) come on top, for 5 minutes in all. Meanwhile the
 * quota lets no other request through. Then throws the last failure (`server-error`, `connection`, `cut-off`) with the number of
 * attempts and the `seconds` that the service asked for.
 */
export function createSend(exchange: Exchange, clock: Clock): Send {
  return async (request, { onWaiting, quota, share, patienceMs = mostPauseMs } = {}) => {
    const pause = async (ms: number, waiting: (until: string) => Waiting) => {
      onWaiting?.(waiting(new Date(clock.now() + ms).toISOString()))
      await clock.wait(ms, request.signal)
      onWaiting?.(null)
    }
    const pauses = createPauses(patienceMs, onWaiting !== undefined)
    for (;;) {
      const done = await quota?.take({ signal: request.signal, onWaiting, share })
      const outcome = await attemptOnce(exchange, request, clock.now).finally(done)
      if (!('error' in outcome)) {
        if (outcome.status !== 429 || !onWaiting) return outcome
        const ms = retryAfterSeconds(outcome, clock.now()) * 1000
        quota?.block(ms)
        await pause(ms, until => ({ for: 'quota', until }))
        continue
      }
      const { error, askedMs } = outcome
      const cause = error.failure
      // Also where this request gives up: the next one must not be sent sooner.
      // A service that names hours is tried again by the next run.
      if (askedMs > 0) quota?.block(Math.min(askedMs, mostOutageWaitSeconds * 1000), cause)
      const next = pauses.next(askedMs)
      if (!next) throw new AppError(error.code, { ...error.details, attempts: pauses.attempts() })
      await pause(next.ms, until => next.isWait ? { for: 'service', until, cause } : { for: 'retry', until, attempt: pauses.retries(), of: pauses.most(), cause })
    }
  }
}
