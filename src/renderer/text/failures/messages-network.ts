/** @file The words for what fails on the way to a host, before any answer. */
import type { CertificateFacts, ErrorCode, FailureDetails } from '../../../shared/contract/failure'
import type { Message, MessageOf } from './message'
import { countdown, dateTime, plural } from '../format'
import { host, tries } from './message-parts'
import { redirected } from './messages-location'

const code = (details: FailureDetails): string => details.netError ? ` (${details.netError})` : ''

/** `PROXY a:8080; DIRECT` without what is no proxy. */
const proxyNames = ({ proxy = '' }: FailureDetails): string =>
  proxy.split(';').map(each => /^(?:PROXY|HTTPS|SOCKS\d?|QUIC) (.+)$/.exec(each.trim())?.[1]).filter(Boolean).join(', ')

function forNames({ names, subject }: CertificateFacts): string {
  const [first, second] = names
  if (first === undefined) return subject
  if (second === undefined) return first
  return names.length === 2 ? `${first} and ${second}` : `${first}, ${second} and ${plural(names.length - 2, 'more name', 'more names')}`
}

/** The store that Chromium reads. */
const store = 'the system\'s certificate store (on Linux, your account\'s: ~/.pki/nssdb if that exists, else ~/.local/share/pki/nssdb)'

function untrusted(details: FailureDetails): Message {
  const { issuer, root } = details.certificate ?? {}
  return {
    what: `The connection to ${host(details)} is not secure.`,
    why: issuer
      ? `Its certificate is signed by “${issuer}”${root ? ` below “${root}”` : ''}, which this computer does not trust${code(details)}. `
      + 'Probably a proxy that inspects TLS stands between; it could also be an attacker.'
      : `Its certificate is not trusted by this computer${code(details)}. A proxy that inspects TLS, or an attacker, may stand between.`,
    next: `Ask who runs your network whether that is theirs, and have its root certificate added to ${store}. Nothing was sent.`,
  }
}

function wrongName(details: FailureDetails): Message {
  const { certificate } = details
  return {
    what: `The certificate that came for ${host(details)} belongs to another name.`,
    why: certificate
      ? `It is for ${forNames(certificate)}, signed by “${certificate.issuer}”${code(details)}. A captive portal, a proxy or an attacker may have answered.`
      : `A captive portal, a proxy or an attacker may have answered${code(details)}.`,
    next: 'Sign in to the network if it asks for it, check VPN and DNS, then try again. Nothing was sent.',
  }
}

function wrongTime(details: FailureDetails): Message {
  const { certificate, clock } = details
  const here = clock ? ` This computer's clock says ${dateTime(clock)}.` : ''
  const next = 'Set the clock to the network\'s time if it is wrong; else tell who runs the host or the proxy. Nothing was sent.'
  if (!certificate) {
    return { what: `The certificate of ${host(details)} is not valid at this time.`, why: `It has expired, or is not valid yet${code(details)}.${here}`, next }
  }
  const early = clock !== undefined && Date.parse(clock) < Date.parse(certificate.validFrom)
  return {
    what: `The certificate of ${host(details)} ${early ? 'is not valid yet' : 'has expired'}.`,
    why: `It is valid ${early ? `from ${dateTime(certificate.validFrom)}` : `until ${dateTime(certificate.validTo)}`}, `
      + `signed by “${certificate.issuer}”${code(details)}.${here}`,
    next,
  }
}

/** The other side wants a certificate that names the user. None is ever sent (client-certificates.ts). */
function askedForCertificate(details: FailureDetails): Message {
  return {
    what: `The connection to ${host(details)} needs a certificate that identifies you.`,
    why: `XDR Desk never sends one${code(details)}. Microsoft's hosts ask for none, so a gateway of your network probably does.`,
    next: 'Ask who runs your network to let this connection through without one. Nothing was sent.',
  }
}

/** A failure of TLS that is not about a certificate's issuer, name or time. */
function otherTls(details: FailureDetails): Message {
  const withdrawn = details.netError === 'ERR_CERT_REVOKED'
  return {
    what: `The connection to ${host(details)} is not secure.`,
    why: withdrawn
      ? `Its certificate was withdrawn${details.certificate ? ` by “${details.certificate.issuer}”` : ''}${code(details)}.`
      : `TLS could not be agreed on${code(details)}. A proxy or firewall that does not speak it, or an attacker, may stand between.`,
    next: 'Ask who runs your network or proxy. Nothing was sent.',
  }
}

function tls(details: FailureDetails): Message {
  if (details.netError === 'ERR_CERT_COMMON_NAME_INVALID') return wrongName(details)
  if (details.netError === 'ERR_CERT_DATE_INVALID') return wrongTime(details)
  if (/CLIENT_AUTH/.test(details.netError ?? '')) return askedForCertificate(details)
  return details.netError === undefined || details.netError === 'ERR_CERT_AUTHORITY_INVALID' ? untrusted(details) : otherTls(details)
}

function proxy(details: FailureDetails): Message {
  const names = proxyNames(details)
  if (details.status === 407) {
    return {
      what: 'The proxy asks for a user name and password.',
      why: `${names || 'It'} lets nothing through to ${host(details)} before, and nobody signed in to it.`,
      next: 'Try again and sign in to the proxy, or ask who runs it.',
    }
  }
  return {
    what: `The proxy did not let the request to ${host(details)} through.`,
    why: `The system's proxy settings were used${names && `: they lead through ${names}`}${code(details)}.`,
    next: 'Check the proxy in the operating system\'s network settings, or ask who runs it.',
  }
}

export const networkMessages = {
  offline: details => ({
    what: 'There is no network connection.',
    why: `${host(details)} cannot be reached from this computer${code(details)}.`,
    next: 'Check the network or VPN, then try again.',
  }),
  dns: details => ({
    what: `The name ${host(details)} cannot be resolved.`,
    why: `This computer's DNS does not know it${code(details)}.`,
    next: 'Check the network, VPN and DNS settings, then try again.',
  }),
  tls,
  proxy,
  connection: details => ({
    what: `The connection to ${host(details)} broke.`,
    why: `It was refused or closed before the answer was whole${code(details)}.${tries(details)}`,
    next: 'Check the network and firewall, then try again.',
  }),
  timeout: details => ({
    what: `${host(details)} did not answer.`,
    why: details.seconds ? `Nothing came for ${countdown(details.seconds)}.` : `The connection timed out${code(details)}.`,
    next: 'Check the network and firewall, then try again.',
  }),
  redirected,
} satisfies Partial<Record<ErrorCode, MessageOf>>
