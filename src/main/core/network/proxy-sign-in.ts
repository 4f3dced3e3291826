/**
 * @file Requests through a proxy that requires a password: the app asks the user, then sends the request again. Chromium keeps the password in memory
 * until the app closes; none of it is on disk.
 */
import type { ProxyAnswer, ProxyQuestion } from '../../../shared/contract/proxy'
import type { Exchange } from './http'
import { AppError } from '../base/errors'
import { unlessAborted } from '../base/unless-aborted'

/** Asks the user and signs in to the proxy for `url`. Resolves with false if the user declines or the sign-in fails. */
export type SignInToProxy = (url: URL) => Promise<boolean>

const asksForPassword = (error: unknown): boolean => error instanceof AppError && error.code === 'proxy' && error.details.status === 407

/**
 * Returns the exchange with a sign-in to a proxy that requires one. However many requests wait, the user is asked once, and not again for requests
 * that were pending when the user declined.
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
  /** Asks the user. Resolves with null if the user declines. */
  readonly ask: (question: ProxyQuestion) => Promise<ProxyAnswer | null>
  readonly answer: (answer: ProxyAnswer | null) => void
  /** Shows an open question again, for a page that was reloaded. */
  readonly again: () => void
  /** Removes the question from the screen: no other follows. */
  readonly settle: () => void
}

/** Connects the questions of a proxy with the user's answers. @param show shows a question, or removes it for null. */
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
