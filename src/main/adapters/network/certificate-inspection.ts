/**
 * @file Reads a host's certificates after Chromium has refused them, because the names in them show the user whom to contact. Electron
 * gives main only an error's name, and Node's own TLS would not use the proxy and the certificates of the app's requests.
 */
import type { Certificate, Session } from 'electron'
import type { ProxyLogin } from './proxy-login'
import { net } from 'electron'
import { unlessAborted } from '../../core/base/unless-aborted'
import { requestSession, whenProxyApplies } from './sessions'

/** The time limit of the session's opening, and of the handshake. */
const timeoutMs = 5000
/** Electron's number for "refused". */
const refuse = -2

/** Returns the chain in PEM, the host's own certificate first. A self-signed certificate ends the chain. */
function chainOf(certificate: Certificate): readonly string[] {
  const chain: string[] = []
  for (let each: Certificate | undefined = certificate; each && !chain.includes(each.data); each = each.issuerCert) chain.push(each.data)
  return chain
}

/** SECURITY: an in-memory session that no request of the app uses, and that refuses every certificate, valid ones too. */
async function openRefusingSession(seen: Map<string, readonly string[]>): Promise<Session> {
  const refusing = requestSession('certificate-inspection')
  refusing.setCertificateVerifyProc(({ hostname, certificate }, decide) => {
    seen.set(hostname, chainOf(certificate))
    decide(refuse)
  })
  await whenProxyApplies(refusing)
  return refusing
}

/**
 * Returns a function that does the TLS handshake with the host of a URL, through the same proxy as every request, and returns the host's
 * certificates. The refusal ends the connection before a byte of a request is sent.
 */
export function createCertificateInspection(proxyLogin: Pick<ProxyLogin, 'reuseSignIn'>): (url: URL) => Promise<readonly string[]> {
  /** The last chain of each host. Chromium verifies a certificate once and caches the refusal, so the host still presents this chain. */
  const seen = new Map<string, readonly string[]>()
  let refusing: Promise<Session> | null = null
  const inspect = (url: URL, session: Session) => new Promise<readonly string[]>((resolve) => {
    const request = net.request({ method: 'HEAD', url: url.origin, session, cache: 'no-store', credentials: 'omit', redirect: 'manual' })
    const end = () => {
      clearTimeout(timer)
      resolve(seen.get(url.hostname) ?? [])
      request.abort()
    }
    const timer = setTimeout(end, timeoutMs)
    proxyLogin.reuseSignIn(request)
    request.once('error', end)
    // A response can only come from the proxy, because every certificate is refused.
    request.once('response', end)
    request.end()
  })
  return async url => inspect(url, await unlessAborted(AbortSignal.timeout(timeoutMs), () => refusing ??= openRefusingSession(seen)))
}
