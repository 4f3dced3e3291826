/** @file Adds what a person needs to know to failures on the way to a host: which proxy, and whose certificate was refused. */
import type { CertificateFacts, FailureDetails } from '../../../shared/contract/failure'
import type { Exchange } from './http'
import { X509Certificate } from 'node:crypto'
import { AppError, excerpt } from '../base/errors'
import { locationFacts } from './responses/location'

/** Both may take their time and may fail: then the failure is told without. */
export interface NetworkFacts {
  /** What the system's settings say for `url`, as in a PAC file: `PROXY a:8080; DIRECT`. */
  readonly proxyFor: (url: URL) => Promise<string>
  /** The chain that the host of `url` shows, PEM, its own certificate first. */
  readonly certificatesOf: (url: URL) => Promise<readonly string[]>
  /** Where a request to `url` was redirected to last; null: not known. */
  readonly redirectOf: (url: URL) => string | null
  /** ms since 1970. */
  readonly now: () => number
}

const onOneLine = (name: string): string => excerpt(name.split('\n').join(', '), 200)

/** A name that is no name, such as an address, says nothing that could be compared. */
function hostNames(certificate: X509Certificate): readonly string[] {
  return (certificate.subjectAltName?.match(/(?<=DNS:)[^,"\s]+/g) ?? []).map(name => excerpt(name, 253)).slice(0, 100)
}

/** What a chain says of itself; null where it cannot be read. Nothing in it is verified. */
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

/** The same exchange, whose failures name the proxy or the certificate's issuer. */
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
