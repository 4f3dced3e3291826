/** @file What is told of an address that somebody else named: where it leads, and whether that is one of Microsoft's clouds. */
import type { FailureDetails } from '../../../../shared/contract/failure'
import { cloudsAt } from '../../microsoft/clouds'
import { quotable } from '../../base/quotable'

/** Returns the host of a URL without the dot at its end, which changes nothing. */
export const plainHost = ({ host }: Pick<URL, 'host'>): string => host.replace(/\.(?=:|$)/, '')

/** Returns where an address leads. Its path and query are left out: they may hold what is nobody's business. */
export function locationFacts(address: URL): Pick<FailureDetails, 'location' | 'clouds'> {
  const host = plainHost(address)
  const place = address.protocol === 'https:' ? host : `${address.protocol}${host && `//${host}`}`
  const clouds = cloudsAt(host)
  return { location: quotable(address.username || address.password ? `…@${place}` : place, 260), ...(clouds.length > 0 && { clouds }) }
}
