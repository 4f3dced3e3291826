import type { Clock } from '../base/clock'
import type { Waiting } from '../../../shared/contract/model'
import type { HttpResponse, Exchange, HttpRequest } from './http'
import type { Quota } from './quota/quota'
import { isTransient } from '../../../shared/rules/failure-facts'
import { maxOutageWaitSeconds } from '../../../shared/vocabulary/waits'
import { AppError } from '../base/errors'
import { isCutOff } from './http'
import { responseErrorText } from './responses/response-text'
import { outageSeconds, retryAfterSeconds } from './responses/retry-after'
import { isTemporaryStatus } from './responses/temporary-status'
import { withoutSecrets } from './sent-secrets'

/** The pauses before the four retries of a request, ms. They add up to 15 s, the longest time that the user waits for a service that is down. */
export const retryPausesMs = [1000, 2000, 4000, 8000] as const
const maxTotalPauseMs = retryPausesMs.reduce((sum, pause) => sum + pause, 0)

/** How long a request is retried. `none`: one attempt; `short`: one retry, 1 s later; `full`: four retries within 15 s. */
export type RetryBudget = 'none' | 'short' | 'full'

/** The retry budgets in ms. */
export const retryBudgetsMs: Readonly<Record<RetryBudget, number>> = { none: 0, short: 1000, full: maxTotalPauseMs }

export interface RetryPolicy {
  /** Called with each wait, and with null when it ends. Without it, a 429 is returned, and a wait that a failed service requests must fit the retry budget. */
  readonly onWaiting?: (waiting: Waiting | null) => void
  /** The budget that each attempt counts against. */
  readonly quota?: Pick<Quota, 'take' | 'block'>
  /** As in TakeOptions. */
  readonly share?: number | undefined
  /** The maximum sum of the pauses between attempts, ms; 15 s by default. With less, a wait that a failed service requests is granted once. */
  readonly retryBudgetMs?: number | undefined
}

export type Send = (request: HttpRequest, policy?: RetryPolicy) => Promise<HttpResponse>

/** A failure that is worth another attempt, with the ms that the service requests to wait before it; 0 if it requests none. */
interface Failed { readonly error: AppError, readonly requestedMs: number }

/** Returns the response, or a failure that is worth another attempt. Throws other failures. */
async function attemptOnce(exchange: Exchange, request: HttpRequest, now: () => number): Promise<HttpResponse | Failed> {
  const { url: { host } } = request
  try {
    const response = withoutSecrets(await exchange(request), request)
    const { status } = response
    if (status < 300 && isCutOff(response)) return { error: new AppError('cut-off', { host, status }), requestedMs: 0 }
    // The wait after a 429 belongs to the quota; it is not a retry.
    if (status === 429 || !isTemporaryStatus(status)) return response
    const seconds = outageSeconds(response, now())
    const error = new AppError('server-error', { host, status, ...(seconds !== null && { seconds }), ...responseErrorText(response) })
    return { error, requestedMs: (seconds ?? 0) * 1000 }
  } catch (error) {
    if (error instanceof AppError && isTransient(error.code)) return { error, requestedMs: 0 }
    throw error
  }
}

/** Returns the maximum number of retries, including the `retries` so far, which paused for `pausedMs`, if the service requests no further wait. */
export function maxRetries(retries: number, pausedMs: number, retryBudgetMs: number): number {
  const [next] = retryPausesMs.slice(retries)
  return next === undefined || pausedMs + next > retryBudgetMs ? retries : maxRetries(retries + 1, pausedMs + next, retryBudgetMs)
}

/**
 * Decides how long to pause before the next attempt of one request. The app's own pauses are 1, 2, 4 and 8 s, within the retry budget. A longer wait that
 * the service requests does not count among them; all such waits together take 5 minutes at most.
 */
function createPauses(retryBudgetMs: number, mayWait: boolean) {
  const isShort = retryBudgetMs < maxTotalPauseMs
  let attempts = 0
  let retries = 0
  let pausedMs = 0
  let waitedMs = 0

  /** Returns whether the service's wait replaces one of the app's own pauses. */
  const isWait = (requestedMs: number): boolean => {
    if (!mayWait || requestedMs === 0 || waitedMs + requestedMs > maxOutageWaitSeconds * 1000) return false
    return isShort ? waitedMs === 0 : requestedMs > (retryPausesMs[attempts - 1] ?? retryPausesMs[3])
  }
  return {
    attempts: () => attempts,
    /** Must be called for each failed attempt. Returns the next pause; null if no more attempts are allowed. */
    next: (requestedMs: number): { readonly ms: number, readonly isWait: boolean } | null => {
      attempts++
      if (isWait(requestedMs)) {
        waitedMs += requestedMs
        return { ms: requestedMs, isWait: true }
      }
      // Never retry sooner than the service requested.
      const ms = Math.max(requestedMs, retryPausesMs[retries] ?? Infinity)
      if (pausedMs + ms > retryBudgetMs) return null
      retries++
      pausedMs += ms
      return { ms, isWait: false }
    },
    retries: () => retries,
    /** Returns the maximum number of retries in total. */
    maxRetries: () => maxRetries(retries, pausedMs, retryBudgetMs),
  }
}

/**
 * Returns a function that sends a request with retries. 5xx, 408, 425, broken connections and JSON that is cut off are retried at most four times,
 * with 15 s of pauses in total. In addition, it waits as long as a failed service requests (Retry-After), up to 5 minutes in total; meanwhile the
 * quota allows no other request. Then throws the last failure (`server-error`, `connection`, `cut-off`) with the number of attempts and the `seconds`
 * that the service requested.
 */
export function createSend(exchange: Exchange, clock: Clock): Send {
  return async (request, { onWaiting, quota, share, retryBudgetMs = maxTotalPauseMs } = {}) => {
    const pause = async (ms: number, waiting: (until: string) => Waiting) => {
      onWaiting?.(waiting(new Date(clock.now() + ms).toISOString()))
      await clock.wait(ms, request.signal)
      onWaiting?.(null)
    }
    const pauses = createPauses(retryBudgetMs, onWaiting !== undefined)
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
      const { error, requestedMs } = outcome
      const cause = error.failure
      // Blocks even if this request gives up, because the next one must not be sent sooner either.
      // If the service requests hours, the block is shorter, so that the next run tries again.
      if (requestedMs > 0) quota?.block(Math.min(requestedMs, maxOutageWaitSeconds * 1000), cause)
      const next = pauses.next(requestedMs)
      if (!next) throw new AppError(error.code, { ...error.details, attempts: pauses.attempts() })
      await pause(next.ms, until => next.isWait ? { for: 'service', until, cause } : { for: 'retry', until, attempt: pauses.retries(), of: pauses.maxRetries(), cause })
    }
  }
}
