/** @file Tests the token in memory with one request of the incident list, because only the API decides what a token allows. */
import type { Access, AccessTest } from '../../../shared/contract/access'
import type { FetchPage } from '../collection/paging/page-fetcher'
import type { Clock } from '../base/clock'
import type { HeldToken, Tokens } from '../token/tokens'
import { AppError } from '../base/errors'
import { pageUrl, resolveWindow } from '../collection/paging/query'
import { unlessAborted } from '../base/unless-aborted'
import { isTemporaryStatus } from '../network/responses/temporary-status'

export interface TokenTest {
  /**
   * Sends one request with the token in memory and resolves with the token's explanation, including the outcome. Cancels a running test first.
   * Throws AppError: `no-token`; `cancelled` on cancellation, or if another token replaced this one in the meantime.
   */
  readonly run: () => Promise<Access>
  readonly cancel: () => void
}

interface Deps {
  readonly tokens: Pick<Tokens, 'test'>
  readonly fetchPage: FetchPage
  readonly clock: Pick<Clock, 'now'>
}

function kindOf({ code, details: { status = 0, sender } }: AppError): 'refused' | 'undecided' {
  // With a `sender`, a proxy or filter may have responded. `refused` with a status other than 403 does not concern the token.
  if (sender !== undefined || (code === 'refused' && status !== 403)) return 'undecided'
  // 407 is from a proxy.
  return status >= 400 && status < 500 && status !== 407 && !isTemporaryStatus(status) ? 'refused' : 'undecided'
}

export function createTokenTest({ tokens, fetchPage, clock }: Deps): TokenTest {
  let stop: AbortController | null = null

  const call = async ({ value, api }: HeldToken, signal: AbortSignal): Promise<AccessTest['outcome']> => {
    const query = { api, range: resolveWindow({ kind: 'last', hours: 48 }, clock.now()), withUpperBound: false, since: null }
    try {
      await unlessAborted(signal, async () => {
        // No retries: the test sends exactly one request.
        const { page } = await fetchPage({ url: pageUrl(query, 0, 1), api, signal, token: value, retryBudgetMs: 0 })
        await page
      })
      return { kind: 'works' }
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled') throw error
      return { kind: kindOf(error), failure: error.failure }
    }
  }

  return {
    run: () => {
      stop?.abort()
      const { signal } = stop = new AbortController()
      return tokens.test(async held => ({ outcome: await call(held, signal), testedAt: new Date(clock.now()).toISOString() }))
    },
    cancel: () => stop?.abort(),
  }
}
