/** @file Messages for requests that fail before there is a response. */
import type { CertificateFacts, FailureDetails } from '../../../shared/contract/failure'
import type { NetworkErrorCode } from '../../../shared/contract/failures/requests'
import type { Message, MessageOf } from './message'
import { countdown, dateTime, plural } from '../format'
import { attemptsText, hostText } from './message-parts'
import { redirected } from './messages-location'

const codeText = (details: FailureDetails): string => details.netError ? ` (${details.netError})` : ''

/** Returns the proxies in a list such as `PROXY a:8080; DIRECT`. */
const proxyNames = ({ proxy = '' }: FailureDetails): string =>
  proxy.split(';').map(each => /^(?:PROXY|HTTPS|SOCKS\d?|QUIC) (.+)$/.exec(each.trim())?.[1]).filter(Boolean).join(', ')

function certificateNames({ names, subject }: CertificateFacts): string {
  const [first, second] = names
  if (first === undefined) return subject
  if (second === undefined) return first
  return names.length === 2 ? `${first} and ${second}` : `${first}, ${second} and ${plural(names.length - 2, 'more name', 'more names')}`
}

/** The certificate store that Chromium reads. */
const store = 'the system\'s certificate store; on Linux, to ~/.pki/nssdb, or to ~/.local/share/pki/nssdb if the first does not exist'

function untrusted(details: FailureDetails): Message {
  const { issuer, root } = details.certificate ?? {}
  return {
    what: `The connection to ${hostText(details)} is not secure.`,
    why: issuer
      ? `Its certificate is signed by “${issuer}”${root ? ` under “${root}”` : ''}, which this computer does not trust${codeText(details)}. `
      + 'This is probably a proxy that inspects TLS, but it could be an attacker.'
      : `This computer does not trust its certificate${codeText(details)}. A proxy that inspects TLS may have sent it, or an attacker.`,
    next: `Nothing was sent. Ask your network administrator whether this certificate belongs to your network. If it does, have its root certificate added to ${store}.`,
  }
}

function wrongName(details: FailureDetails): Message {
  const { certificate } = details
  return {
    what: `The certificate presented for ${hostText(details)} was issued for a different name.`,
    why: certificate
      ? `It is for ${certificateNames(certificate)}, signed by “${certificate.issuer}”${codeText(details)}. A captive portal, a proxy or an attacker may have responded.`
      : `A captive portal, a proxy or an attacker may have responded${codeText(details)}.`,
    next: 'Sign in to the network if it asks you to, check VPN and DNS, then try again. Nothing was sent.',
  }
}

function wrongTime(details: FailureDetails): Message {
  const { certificate, clock } = details
  const clockText = clock ? ` This computer's clock says ${dateTime(clock)}.` : ''
  const next = 'If this computer\'s clock is wrong, set the clock to network time. If it is right, ask your network administrator. Nothing was sent.'
  if (!certificate) {
    return { what: `The certificate of ${hostText(details)} is not valid at this time.`, why: `It has expired, or is not valid yet${codeText(details)}.${clockText}`, next }
  }
  const isEarly = clock !== undefined && Date.parse(clock) < Date.parse(certificate.validFrom)
  return {
    what: `The certificate of ${hostText(details)} ${isEarly ? 'is not valid yet' : 'has expired'}.`,
    why: `${isEarly ? `It is valid from ${dateTime(certificate.validFrom)}` : `It was valid until ${dateTime(certificate.validTo)}`}, and is `
      + `signed by “${certificate.issuer}”${codeText(details)}.${clockText}`,
    next,
  }
}

/** Returns the message for a server that requests a client certificate. The app never sends one (client-certificates.ts). */
function clientCertificate(details: FailureDetails): Message {
  return {
    what: `The connection to ${hostText(details)} needs a certificate that identifies you.`,
    why: `XDR Desk never sends such a certificate${codeText(details)}. Microsoft's hosts do not ask for one, so a gateway in your network probably does.`,
    next: 'Ask your network administrator to allow this connection without a certificate. Nothing was sent.',
  }
}

/** Returns the message for a TLS failure that is not about the certificate's issuer, name or validity period. */
function otherTls(details: FailureDetails): Message {
  const isRevoked = details.netError === 'ERR_CERT_REVOKED'
  return {
    what: `The connection to ${hostText(details)} is not secure.`,
    why: isRevoked
      ? `Its certificate was revoked${details.certificate ? ` by “${details.certificate.issuer}”` : ''}${codeText(details)}.`
      : `No TLS connection could be established${codeText(details)}. A proxy, a firewall or an attacker may have prevented it.`,
    next: 'Ask your network administrator. Nothing was sent.',
  }
}

function tls(details: FailureDetails): Message {
  if (details.netError === 'ERR_CERT_COMMON_NAME_INVALID') return wrongName(details)
  if (details.netError === 'ERR_CERT_DATE_INVALID') return wrongTime(details)
  if (/CLIENT_AUTH/.test(details.netError ?? '')) return clientCertificate(details)
  return details.netError === undefined || details.netError === 'ERR_CERT_AUTHORITY_INVALID' ? untrusted(details) : otherTls(details)
}

function proxy(details: FailureDetails): Message {
  const names = proxyNames(details)
  if (details.status === 407) {
    return {
      what: 'The proxy requires a user name and password.',
      why: `${names || 'The proxy'} blocks requests to ${hostText(details)} until you sign in to the proxy.`,
      next: 'Try again and sign in to the proxy, or ask your network administrator.',
    }
  }
  return {
    what: `The request to ${hostText(details)} did not get through the proxy.`,
    why: `XDR Desk uses the system's proxy settings${names && `, which name ${names}`}${codeText(details)}.`,
    next: 'Check the proxy in the operating system\'s network settings, or ask your network administrator.',
  }
}

export const networkMessages = {
  offline: details => ({
    what: 'There is no network connection.',
    why: `This computer cannot reach ${hostText(details)}${codeText(details)}.`,
    next: 'Check the network or VPN, then try again.',
  }),
  dns: details => ({
    what: `The name ${hostText(details)} cannot be resolved.`,
    why: `DNS returned no address for it${codeText(details)}.`,
    next: 'Check the network, VPN and DNS settings, then try again.',
  }),
  tls,
  proxy,
  connection: details => ({
    what: `The connection to ${hostText(details)} failed.`,
    why: `It was refused, or closed before the response ended${codeText(details)}.${attemptsText(details)}`,
    next: 'Check the network and firewall, then try again.',
  }),
  timeout: details => ({
    what: `${hostText(details)} did not respond.`,
    why: details.seconds ? `No data arrived for ${countdown(details.seconds)}.` : `The connection timed out${codeText(details)}.`,
    next: 'Check the network and firewall, then try again.',
  }),
  redirected,
} satisfies Record<NetworkErrorCode, MessageOf>
