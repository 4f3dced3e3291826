/**
 * @file Requests through a proxy that asks for a password: the person is asked, then the request is made again. Chromium keeps the
 * answer in memory until the app closes; nothing of it is on disk.
 */
import type { ProxyAnswer, ProxyQuestion } from '../../../shared/contract/proxy'
import type { Exchange } from './http'
import { AppError } from '../base/errors'
import { unlessAborted } from '../base/unless-aborted'

/** Signs in to the proxy that stands before `url`, asking the person. False: they would rather not, or it could not be done. */
export type SignInToProxy = (url: URL) => Promise<boolean>

const asksForPassword = (error: unknown): boolean => error instanceof AppError && error.code === 'proxy' && error.details.status === 407

/**
 * The same exchange, which signs in to a proxy where one asks for it. However many requests wait, the person is asked once, and
 * not again for requests that were under way when they declined.
 */
export function withProxySignIn(exchange: Exchange, signIn: SignInToProxy): Exchange {
  let accepted = 0
  let declined = 0
  let asking: Promise<boolean> | null = null

  const askOnce = (url: URL): Promise<boolean> => asking ??= signIn(url).then((done) => {
    if (done) accepted++
    else declined++
    return done
  }).finally(() => { asking = null })

  return async (request) => {
    const before = { accepted, declined }
    try {
      return await exchange(request)
    } catch (error) {
      if (!asksForPassword(error) || declined > before.declined) throw error
      const signedIn = accepted > before.accepted || await unlessAborted(request.signal, () => askOnce(request.url))
      if (!signedIn) throw error
    }
    return exchange(request)
  }
}

export interface ProxyQuestions {
  /** Asks the person; null: they would rather not. */
  readonly ask: (question: ProxyQuestion) => Promise<ProxyAnswer | null>
  readonly answer: (answer: ProxyAnswer | null) => void
  /** Puts an open question on screen again: the page is a new one. */
  readonly again: () => void
  /** No further question follows: what is on screen can go. */
  readonly settle: () => void
}

/** Where questions of a proxy meet the person's answers. @param show puts a question on screen, or takes it away. */
export function createProxyQuestions(show: (question: ProxyQuestion | null) => void): ProxyQuestions {
  let waiting: ((answer: ProxyAnswer | null) => void) | null = null
  let open: ProxyQuestion | null = null
  const answer: ProxyQuestions['answer'] = (given) => {
    waiting?.(given)
    waiting = null
    open = null
  }
  return {
    ask: (question) => {
      answer(null)
      return new Promise((resolve) => {
        waiting = resolve
        open = question
        show(question)
      })
    },
    answer,
    again: () => { if (open) show(open) },
    settle: () => {
      answer(null)
      show(null)
    },
  }
}
