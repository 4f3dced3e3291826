/**
 * @file Signs in to a proxy that requires a password: the app prompts the user, then sends the request again. Chromium keeps the password in memory
 * until the app closes; it is never written to disk.
 */
import type { ProxyAnswer, ProxyQuestion } from '../../../shared/contract/proxy'
import type { Exchange } from './http'
import { AppError } from '../base/errors'
import { unlessAborted } from '../base/unless-aborted'

/** Prompts the user and signs in to the proxy for `url`. Resolves with false if the user declines or the sign-in fails. */
export type SignInToProxy = (url: URL) => Promise<boolean>

const requiresPassword = (error: unknown): boolean => error instanceof AppError && error.code === 'proxy' && error.details.status === 407

/**
 * Returns an exchange that signs in to a proxy if it requires a password. All waiting requests share one prompt. Requests that were pending when the user
 * declined do not prompt again.
 */
export function withProxySignIn(exchange: Exchange, signIn: SignInToProxy): Exchange {
  let accepted = 0
  let declined = 0
  let openPrompt: Promise<boolean> | null = null

  const promptOnce = (url: URL): Promise<boolean> => openPrompt ??= signIn(url).then((done) => {
    if (done) accepted++
    else declined++
    return done
  }).finally(() => { openPrompt = null })

  return async (request) => {
    const before = { accepted, declined }
    try {
      return await exchange(request)
    } catch (error) {
      if (!requiresPassword(error) || declined > before.declined) throw error
      const signedIn = accepted > before.accepted || await unlessAborted(request.signal, () => promptOnce(request.url))
      if (!signedIn) throw error
    }
    return exchange(request)
  }
}

export interface ProxyQuestions {
  /** Prompts the user. Resolves with null if the user declines. */
  readonly ask: (question: ProxyQuestion) => Promise<ProxyAnswer | null>
  readonly answer: (answer: ProxyAnswer | null) => void
  /** Shows an open question again after the page was reloaded. */
  readonly showAgain: () => void
  /** Closes the prompt, because no other question follows. */
  readonly close: () => void
}

/** Connects a proxy's questions with the user's answers. @param show shows a question, or closes the prompt for null. */
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
    showAgain: () => { if (open) show(open) },
    close: () => {
      answer(null)
      show(null)
    },
  }
}
