/**
 * @file The app's only network path. It uses the system's proxy, which may require credentials, and adds facts about the cause to its failures.
 */
import type { BrowserWindow, Session } from 'electron'
import type { RedirectWatch } from './adapters/network/redirect-watch'
import type { Emit } from './create-profile-session'
import { systemClock } from './adapters/desktop/clock'
import { createCertificateInspection } from './adapters/network/certificate-inspection'
import { createProxyLogin } from './adapters/network/proxy-login'
import { createRedirectWatch } from './adapters/network/redirect-watch'
import { requestSession, whenProxyApplies } from './adapters/network/sessions'
import { unlessAborted } from './core/base/unless-aborted'
import { createExchange } from './core/network/http'
import { withNetworkFacts } from './core/network/network-facts'
import { createProxyQuestions, withProxySignIn } from './core/network/proxy-sign-in'
import { createSend } from './core/network/retry'

async function openSession(redirects: RedirectWatch): Promise<Session> {
  const session = requestSession('requests')
  redirects.watch(session)
  await whenProxyApplies(session)
  return session
}

export function createNetwork(window: BrowserWindow, emit: Emit) {
  const redirects = createRedirectWatch()
  let opened: Promise<Session> | null = null
  // Opened at the first request, because opening it earlier would delay the page.
  const session = () => opened ??= openSession(redirects)
  const proxy = createProxyQuestions(question => emit('proxySignIn', question))
  const login = createProxyLogin(proxy, session)
  const exchange = createExchange(async (url, init) => (await unlessAborted(init.signal ?? undefined, session)).fetch(url, init), systemClock.after)
  // After the page was reloaded, show the proxy's question again.
  window.webContents.on('did-finish-load', proxy.showAgain)
  return {
    send: createSend(withNetworkFacts(withProxySignIn(exchange, login.signIn), {
      proxyFor: async url => (await session()).resolveProxy(url.href),
      certificatesOf: createCertificateInspection(login),
      redirectOf: redirects.targetOf,
      now: Date.now,
    }), systemClock),
    answerProxy: proxy.answer,
  }
}
