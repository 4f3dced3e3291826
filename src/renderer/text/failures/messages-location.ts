/** @file The words for links and redirects to another address than the app uses. */
import type { FailureDetails } from '../../../shared/contract/failure'
import type { Message } from './message'
import { cloudByKind, defaultCloud } from '../../../shared/vocabulary/clouds'
import { host, Host, isSignIn } from './message-parts'
import { quoted } from './quoted'

/** The clouds of a host in words; '' where it is none of Microsoft's. A host that the worldwide cloud has is called by that. */
function cloudOf({ clouds = [] }: FailureDetails): string {
  const kinds = clouds.includes(defaultCloud) ? [defaultCloud] : clouds
  return kinds.map(kind => quoted(cloudByKind[kind].label)).join(' or ')
}

/** What helps where the address is one of Microsoft's. */
function chooseCloud(details: FailureDetails): Pick<Message, 'next' | 'go'> | null {
  const name = cloudOf(details)
  return name === '' ? null : { next: `If your tenant belongs there, choose the cloud ${name} in Settings.`, go: 'settings' }
}

/** The place, without its scheme. */
const hostIn = (location: string): string => location.replace(/^http:\/\//, '')
const isOwnHost = ({ host: own, location }: FailureDetails): boolean => location !== undefined && hostIn(location) === own

/** A link to the next page that was not followed. */
export function foreignLink(details: FailureDetails): Message {
  const { location } = details
  const isUnencrypted = location?.startsWith('http://') ?? false
  return {
    what: isOwnHost(details) ? 'The API named an address without encryption for the next page, which was not followed.' : 'The API named another host for the next page, which was not followed.',
    why: `The link leads to ${location === undefined ? 'an unknown host' : quoted(location)}. The access token goes to ${host(details)} only${isUnencrypted ? ', and only encrypted' : ''}.`,
    ...(isOwnHost(details) ? null : chooseCloud(details)) ?? {
      next: 'Refresh. If it keeps happening, ask who runs your network whether a proxy changes responses, and check in Settings whether the cloud is right.',
      go: 'settings',
    },
  }
}

/** A redirect, which is never followed. */
export function redirected(details: FailureDetails): Message {
  const { location } = details
  const place = location === undefined ? 'another address' : location === details.host ? 'another of its addresses' : quoted(location)
  const elsewhere = isSignIn(details) ? '' : ' Settings has Microsoft\'s clouds and regions, if your tenant belongs to another one.'
  return {
    what: `${Host(details)} redirected the request to ${place}, which was refused.`,
    why: `XDR Desk follows no redirects: what it sends is for ${host(details)} alone.${cloudOf(details) ? '' : ' A captive portal or proxy often answers this way.'}`,
    ...chooseCloud(details) ?? {
      next: `Sign in to the network if it asks for it, then try again.${elsewhere}`,
      ...(elsewhere && { go: 'settings' }),
    },
  }
}
