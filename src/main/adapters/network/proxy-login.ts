/**
 * @file Signs in to a proxy. A session's fetch cannot: it has no event for it and shows the proxy's 407. A request with nothing in it goes
 * the same way first; Chromium remembers for the session what the proxy accepted, and uses it for fetch.
 */
import type { AuthInfo, ClientRequest, Session } from 'electron'
import type { ProxyAnswer } from '../../../shared/contract/proxy'
import type { ProxyQuestions, SignInToProxy } from '../../core/network/proxy-sign-in'
import { net } from 'electron'
import { excerpt } from '../../core/base/errors'

const proxyName = ({ host, port }: AuthInfo): string => excerpt(`${host}:${port}`, 260)

export interface ProxyLogin {
  readonly signIn: SignInToProxy
  /** Answers `request`'s proxy with what it accepted before, without asking anybody. */
  readonly answerAsBefore: (request: ClientRequest) => void
}

/** @param session returns that of the requests which need the proxy. */
export function createProxyLogin(questions: ProxyQuestions, session: () => Session): ProxyLogin {
  /** By proxy. In memory only: Chromium does not hand out what it remembers, and another session needs it. */
  const accepted = new Map<string, ProxyAnswer>()

  const attempt = (url: URL) => new Promise<boolean>((resolve) => {
    let given: { proxy: string, answer: ProxyAnswer } | null = null
    const request = net.request({ method: 'HEAD', url: url.origin, session: session(), cache: 'no-store', credentials: 'omit', redirect: 'manual' })
    const end = (done: boolean) => {
      if (done && given) accepted.set(given.proxy, given.answer)
      resolve(done)
      request.abort()
    }
    request.on('login', (info, answerWith) => {
      // SECURITY: never for a server's 401: what is asked for here is the proxy's alone.
      if (!info.isProxy) return answerWith()
      const proxy = proxyName(info)
      const question = { proxy, realm: excerpt(info.realm, 200), scheme: info.scheme, refused: given !== null }
      void questions.ask(question).then((answer) => {
        given = answer && { proxy, answer }
        if (answer) answerWith(answer.user, answer.password)
        else answerWith()
      })
    })
    request.on('response', ({ statusCode }) => end(statusCode !== 407))
    request.on('redirect', () => end(true))
    // What fails behind the proxy, such as TLS, is told in its own words when the request is made again.
    request.on('error', () => end(given !== null))
    request.end()
  })

  return {
    signIn: url => attempt(url).finally(() => questions.settle()),
    answerAsBefore: (request) => {
      request.once('login', (info, answerWith) => {
        const answer = info.isProxy ? accepted.get(proxyName(info)) : undefined
        if (answer) answerWith(answer.user, answer.password)
        else answerWith()
      })
    },
  }
}
