/** @file Messages for links and redirects to addresses that the app does not use. */
import type { FailureDetails } from '../../../shared/contract/failure'
import type { Message } from './message'
import { cloudByKind, defaultCloud } from '../../../shared/vocabulary/clouds'
import { hostText, isSignIn } from './message-parts'
import { quoted } from './quoted'

/** Returns the names of the clouds that a location belongs to; '' if it is not one of Microsoft's hosts. A host of several clouds counts as worldwide. */
function cloudText({ clouds = [] }: FailureDetails): string {
  const kinds = clouds.includes(defaultCloud) ? [defaultCloud] : clouds
  return kinds.map(kind => quoted(cloudByKind[kind].label)).join(' or ')
}

/** Returns the next step for one of Microsoft's addresses; null for any other address. */
function chooseCloud(details: FailureDetails): Pick<Message, 'next' | 'go'> | null {
  const name = cloudText(details)
  return name === '' ? null : { next: `If your tenant is in that cloud, choose the cloud ${name} in Settings.`, go: 'settings' }
}

const withoutScheme = (location: string): string => location.replace(/^http:\/\//, '')
const isOwnHost = ({ host: own, location }: FailureDetails): boolean => location !== undefined && withoutScheme(location) === own

/** Returns the message for a link to the next page that was not followed. */
export function foreignLink(details: FailureDetails): Message {
  const { location } = details
  const isUnencrypted = location?.startsWith('http://') ?? false
  return {
    what: isOwnHost(details) ? 'The API\'s link to the next page is not encrypted, so it was not followed.' : 'The API\'s link to the next page names another host, so it was not followed.',
    why: `The link leads to ${location === undefined ? 'an unknown host' : quoted(location)}. XDR Desk sends the access token to ${hostText(details)} only${isUnencrypted ? ', and only encrypted' : ''}.`,
    ...(isOwnHost(details) ? null : chooseCloud(details)) ?? {
      next: 'Refresh. If it keeps happening, ask your network administrator whether a proxy changes responses, and check the cloud in Settings.',
      go: 'settings',
    },
  }
}

/** Returns the message for a redirect; XDR Desk follows none. */
export function redirected(details: FailureDetails): Message {
  const { location } = details
  const place = location === undefined ? 'another address' : location === details.host ? 'another of its addresses' : quoted(location)
  const elsewhere = isSignIn(details) ? '' : ' If your tenant is in another cloud or region, choose it in Settings.'
  return {
    what: `XDR Desk did not follow a redirect from ${hostText(details)} to ${place}.`,
    why: `XDR Desk never follows redirects: its requests are for ${hostText(details)} only.${cloudText(details) ? '' : ' Captive portals and proxies often respond this way.'}`,
    ...chooseCloud(details) ?? {
      next: `Sign in to the network if it asks you to, then try again.${elsewhere}`,
      ...(elsewhere && { go: 'settings' }),
    },
  }
}
