import type { Clock } from '../clock'
import type { Waiting } from '../../../shared/model'
import type { Answer, Exchange, HttpRequest } from './http'
import type { Quota } from './quota'
import { AppError } from '../errors'
import { isCutOff } from './http'
import { isTransient } from './network-errors'
import { hasRetryAfter, retryAfterSeconds } from './retry-after'

/** Four retries a request; their pauses add up to the 15 s a person may be kept for a service that is down. */
export const retryPausesMs = [1000, 2000, 4000, 8000] as const
const mostPauseMs = retryPausesMs.reduce((sum, pause) => sum + pause, 0)

export interface RetryPolicy {
  /** Given: a 429 is waited for, however long it asks, and told. Not given: a 429 is the caller's answer. */
  readonly onWaiting?: (waiting: Waiting | null) => void
  /** The budget that each attempt counts against. */
  readonly quota?: Pick<Quota, 'take' | 'block'>
  /** As in TakeOptions. */
  readonly share?: number | undefined
  /** The pauses between attempts together, ms; 15 s when not given. */
  readonly patienceMs?: number | undefined
}

export type Send = (request: HttpRequest, policy?: RetryPolicy) => Promise<Answer>

/** The answer, or the failure when it is worth another try. Other failures are thrown. */
async function attemptOnce(exchange: Exchange, request: HttpRequest): Promise<Answer | AppError> {
  try {
    const answer = await exchange(request)
    const { status } = answer
    return status < 300 && isCutOff(answer) ? new AppError('cut-off', { host: request.url.host, status }) : answer
  } catch (error) {
    if (error instanceof AppError && isTransient(error)) return error
    throw error
  }
}

/**
 * Sends a request until it is answered: 5xx, broken connections and JSON that is cut off are tried again, at most four times and with
 * 15 s of pauses in all; then the last failure is thrown (`server-error`, `connection`, `cut-off`), with the number of attempts.
 */
export function createSend(exchange: Exchange, clock: Clock): Send {
  return async (request, { onWaiting, quota, share, patienceMs = mostPauseMs } = {}) => {
    const pause = async (ms: number, waiting: (until: string) => Waiting) => {
      onWaiting?.(waiting(new Date(clock.now() + ms).toISOString()))
      await clock.wait(ms, request.signal)
      onWaiting?.(null)
    }
    let pausedMs = 0
    for (let attempt = 1; ; attempt++) {
      const done = await quota?.take({ signal: request.signal, onWaiting, share })
      const outcome = await attemptOnce(exchange, request).finally(done)
      if (!(outcome instanceof AppError)) {
        if (outcome.status === 429 && onWaiting) {
          const told = retryAfterSeconds(outcome, clock.now()) * 1000
          quota?.block(told)
          await pause(told, until => ({ for: 'quota', until }))
          attempt--
          continue
        }
        if (outcome.status < 500) return outcome
      }
      const cause = outcome instanceof AppError ? outcome : new AppError('server-error', { host: request.url.host, status: outcome.status })
      const told = !(outcome instanceof AppError) && hasRetryAfter(outcome) ? retryAfterSeconds(outcome, clock.now()) * 1000 : 0
      const ms = Math.max(told, retryPausesMs[attempt - 1] ?? Infinity)
      if (pausedMs + ms > patienceMs) throw new AppError(cause.code, { ...cause.details, attempts: attempt })
      pausedMs += ms
      await pause(ms, until => ({ for: 'retry', until, attempt, cause: cause.failure }))
    }
  }
}
