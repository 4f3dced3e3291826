/**
 * @file Signs in to a proxy. A session's fetch cannot do that: it has no event for the sign-in and returns the proxy's 407. So an empty request is sent
 * first; Chromium caches the accepted sign-in for the session and uses it for fetch.
 */
import type { AuthInfo, ClientRequest, Session } from 'electron'
import type { ProxyAnswer } from '../../../shared/contract/proxy'
import type { ProxyQuestions, SignInToProxy } from '../../core/network/proxy-sign-in'
import { net } from 'electron'
import { excerpt } from '../../core/base/errors'

const proxyName = ({ host, port }: AuthInfo): string => excerpt(`${host}:${port}`, 260)

export interface ProxyLogin {
  readonly signIn: SignInToProxy
  /** Signs `request` in to the proxy with the sign-in that it accepted before, without asking the user. */
  readonly reuseSignIn: (request: ClientRequest) => void
}

/** @param session returns the session of the requests that need the proxy. */
export function createProxyLogin(questions: ProxyQuestions, session: () => Promise<Session>): ProxyLogin {
  /** The accepted sign-in of each proxy, for other sessions, because Chromium does not expose its cache. In memory only. */
  const accepted = new Map<string, ProxyAnswer>()

  const attempt = (url: URL, requests: Session) => new Promise<boolean>((resolve) => {
    let given: { proxy: string, answer: ProxyAnswer } | null = null
    const request = net.request({ method: 'HEAD', url: url.origin, session: requests, cache: 'no-store', credentials: 'omit', redirect: 'manual' })
    const end = (isAccepted: boolean) => {
      if (isAccepted && given) accepted.set(given.proxy, given.answer)
      resolve(isAccepted)
      request.abort()
    }
    request.on('login', (info, respond) => {
      // SECURITY: never respond to a server's 401: these credentials are for the proxy only.
      if (!info.isProxy) return respond()
      const proxy = proxyName(info)
      const question = { proxy, realm: excerpt(info.realm, 200), scheme: info.scheme, refused: given !== null }
      void questions.ask(question).then((answer) => {
        given = answer && { proxy, answer }
        if (answer) respond(answer.user, answer.password)
        else respond()
      })
    })
    request.on('response', ({ statusCode }) => end(statusCode !== 407))
    request.on('redirect', () => end(true))
    // A failure behind the proxy, such as a TLS failure, is reported when the real request is sent.
    request.on('error', () => end(given !== null))
    request.end()
  })

  return {
    signIn: async url => attempt(url, await session()).finally(() => questions.close()),
    reuseSignIn: (request) => {
      request.once('login', (info, respond) => {
        const answer = info.isProxy ? accepted.get(proxyName(info)) : undefined
        if (answer) respond(answer.user, answer.password)
        else respond()
      })
    },
  }
}
