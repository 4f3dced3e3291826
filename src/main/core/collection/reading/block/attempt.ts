/** @file Waits for a page. After a failure, decides whether a lighter request may succeed. */
import type { CollectedPage, PageResponse } from '../../paging/page-fetcher'
import type { RetryBudget } from '../../../network/retry'
import { isHeavyResponse, isTransient } from '../../../../../shared/rules/failure-facts'
import { AppError } from '../../../base/errors'

/** `too-heavy`: a lighter request may succeed; `refused`: HTTP 400. Every other failure is thrown. */
export type Attempt
  = { readonly kind: 'received', readonly collected: CollectedPage }
    | { readonly kind: 'too-heavy', readonly failure: AppError }
    | { readonly kind: 'refused', readonly failure: AppError }

/** A service that requests a longer wait (Retry-After) is down: pages of every size would fail, each after the same wait. */
const maxWaitSeconds = 30

/** Returns whether a failure is independent of the page: the service is down, or the request for a token failed. */
const isUnrelated = ({ code, details }: AppError): boolean =>
  details.api !== undefined || (code === 'server-error' && (details.seconds ?? 0) > maxWaitSeconds)

/**
 * Returns whether a lighter request may succeed: the response was too large for the service or for this app. Without retries, a broken connection may have
 * been a coincidence, so the lighter request decides.
 */
export function isTooHeavy(error: unknown, retryBudget: RetryBudget): error is AppError {
  if (!(error instanceof AppError) || isUnrelated(error)) return false
  return isHeavyResponse(error.code) || (retryBudget === 'none' && isTransient(error.code))
}

interface AttemptOptions {
  readonly retryBudget: RetryBudget
  /** Called with the response before its page is parsed. */
  readonly onResponse?: (response: PageResponse) => void
}

/** Waits for a page. Throws failures that a lighter request would not avoid. */
export async function attempt(response: Promise<PageResponse>, { retryBudget, onResponse }: AttemptOptions): Promise<Attempt> {
  try {
    const { page, clockOffsetSeconds, serverTime } = await response.then((received) => { onResponse?.(received); return received })
    return { kind: 'received', collected: { page: await page, clockOffsetSeconds, serverTime } }
  } catch (error) {
    if (isTooHeavy(error, retryBudget)) return { kind: 'too-heavy', failure: error }
    if (error instanceof AppError && error.code === 'bad-request') return { kind: 'refused', failure: error }
    throw error
  }
}
