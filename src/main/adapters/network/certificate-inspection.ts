/**
 * @file Looks at the certificate that a host shows after Chromium refused it: its name tells whom to ask. Electron tells main no
 * more than an error's name, and Node's own TLS would go another way than the app's requests do.
 */
import type { Certificate, Session } from 'electron'
import type { ProxyLogin } from './proxy-login'
import { net } from 'electron'
import { requestSession } from './sessions'

const patienceMs = 5000
/** Electron's number for "refused". */
const refuse = -2

/** PEM, the host's own first. A certificate that signed itself ends the chain. */
function chainOf(certificate: Certificate): readonly string[] {
  const chain: string[] = []
  for (let each: Certificate | undefined = certificate; each && !chain.includes(each.data); each = each.issuerCert) chain.push(each.data)
  return chain
}

/** SECURITY: a session in memory that no request of the app goes through, and that refuses every certificate, good ones too. */
function createRefusingSession(seen: Map<string, readonly string[]>): Session {
  const refusing = requestSession('certificate-look')
  refusing.setCertificateVerifyProc(({ hostname, certificate }, decide) => {
    seen.set(hostname, chainOf(certificate))
    decide(refuse)
  })
  return refusing
}

/**
 * @returns the function that shakes hands with the host of a URL, through the same proxy as every request, and never gets further:
 * the refusal comes before a byte is sent.
 */
export function createCertificateLook(proxyLogin: Pick<ProxyLogin, 'answerAsBefore'>): (url: URL) => Promise<readonly string[]> {
  /** By host. Chromium asks once for a certificate and remembers the refusal, so the last one seen is the one it showed. */
  const seen = new Map<string, readonly string[]>()
  let refusing: Session | null = null
  return url => new Promise((resolve) => {
    refusing ??= createRefusingSession(seen)
    const request = net.request({ method: 'HEAD', url: url.origin, session: refusing, cache: 'no-store', credentials: 'omit', redirect: 'manual' })
    const end = () => {
      clearTimeout(timer)
      resolve(seen.get(url.hostname) ?? [])
      request.abort()
    }
    const timer = setTimeout(end, patienceMs)
    proxyLogin.answerAsBefore(request)
    request.once('error', end)
    // A proxy's own answer.
    request.once('response', end)
    request.end()
  })
}
