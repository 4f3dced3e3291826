/** @file Adds facts for the user to network failures: the proxy, the refused certificate or the target of a redirect. */
import type { CertificateFacts, FailureDetails } from '../../../shared/contract/failure'
import type { Exchange } from './http'
import { X509Certificate } from 'node:crypto'
import { AppError, excerpt } from '../base/errors'
import { locationFacts } from './responses/location'

/** Sources of facts. They may be slow. If a source fails, the network failure is reported without its facts. */
export interface NetworkFacts {
  /** Resolves with the system's proxy settings for `url`, as in a PAC file: `PROXY a:8080; DIRECT`. */
  readonly proxyFor: (url: URL) => Promise<string>
  /** Resolves with the certificate chain of the host of `url`, PEM, its own certificate first. */
  readonly certificatesOf: (url: URL) => Promise<readonly string[]>
  /** Returns the last address that a request to `url` was redirected to; null if unknown. */
  readonly redirectOf: (url: URL) => string | null
  /** ms since 1970. */
  readonly now: () => number
}

const onOneLine = (name: string): string => excerpt(name.split('\n').join(', '), 200)

/** Returns the host names of a certificate. Other entries, such as IP addresses, are not shown. */
function hostNames(certificate: X509Certificate): readonly string[] {
  return (certificate.subjectAltName?.match(/(?<=DNS:)[^,"\s]+/g) ?? []).map(name => excerpt(name, 253)).slice(0, 100)
}

/** Returns the facts in a certificate chain, unverified; null if it cannot be read. */
export function readCertificates(chain: readonly string[]): CertificateFacts | null {
  try {
    const read = (pem: string | undefined) => new X509Certificate(String(pem))
    const own = read(chain[0])
    const root = read(chain.slice(0, 10).at(-1))
    return {
      subject: onOneLine(own.subject),
      issuer: onOneLine(own.issuer),
      ...(root.issuer !== own.issuer && { root: onOneLine(root.issuer) }),
      names: hostNames(own),
      validFrom: new Date(own.validFrom).toISOString(),
      validTo: new Date(own.validTo).toISOString(),
    }
  } catch {
    return null
  }
}

function redirectFacts(url: URL, { redirectOf }: NetworkFacts): FailureDetails {
  const target = redirectOf(url)
  return target !== null && URL.canParse(target, url.href) ? locationFacts(new URL(target, url.href)) : {}
}

async function factsOf({ code, details }: AppError, url: URL, facts: NetworkFacts): Promise<FailureDetails> {
  if (code === 'redirected') return redirectFacts(url, facts)
  if (code === 'proxy') return { proxy: excerpt(await facts.proxyFor(url), 200) }
  if (code !== 'tls' || !details.netError?.startsWith('ERR_CERT_')) return {}
  const certificate = readCertificates(await facts.certificatesOf(url))
  return { clock: new Date(facts.now()).toISOString(), ...(certificate && { certificate }) }
}

/** Returns an exchange that adds facts from `facts` to its network failures. */
export function withNetworkFacts(exchange: Exchange, facts: NetworkFacts): Exchange {
  return async (request) => {
    try {
      return await exchange(request)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const more = await factsOf(error, request.url, facts).catch((): FailureDetails => ({}))
      throw new AppError(error.code, { ...error.details, ...more })
    }
  }
}
