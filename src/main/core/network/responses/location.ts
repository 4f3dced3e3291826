/** @file The facts that the app shows of an external address, such as a redirect's target: its host, and whether it belongs to Microsoft's clouds. */
import type { FailureDetails } from '../../../../shared/contract/failure'
import { cloudsAt } from '../../microsoft/clouds'
import { quotable } from '../../base/quotable'

/** Returns the host of a URL without a trailing dot, which has no effect. */
export const plainHost = ({ host }: Pick<URL, 'host'>): string => host.replace(/\.(?=:|$)/, '')

/** Returns the host of an address and the clouds that use it. Omits the path and query, which may contain private data. */
export function locationFacts(address: URL): Pick<FailureDetails, 'location' | 'clouds'> {
  const host = plainHost(address)
  const place = address.protocol === 'https:' ? host : `${address.protocol}${host && `//${host}`}`
  const clouds = cloudsAt(host)
  return { location: quotable(address.username || address.password ? `…@${place}` : place, 260), ...(clouds.length > 0 && { clouds }) }
}
