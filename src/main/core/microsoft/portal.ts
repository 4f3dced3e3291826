/** @file The only URLs that the app opens in a browser. */
import type { HelpPage } from '../../../shared/contract/app'
import type { Cloud } from './clouds'
import { clouds } from './clouds'

const pages: Readonly<Record<HelpPage, (hosts: { readonly entra: string, readonly portal: string }) => string>> = {
  'app-registrations': ({ entra }) => `https://${entra}/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade`,
  'enterprise-applications': ({ entra }) => `https://${entra}/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview`,
  'defender-portal': ({ portal }) => `https://${portal}/incidents`,
  'permissions-help': () => 'https://learn.microsoft.com/en-us/defender-xdr/api-create-app-web',
  'graph-permissions-help': () => 'https://learn.microsoft.com/en-us/graph/auth-v2-service',
  'incidents-api-help': () => 'https://learn.microsoft.com/en-us/defender-xdr/api-list-incidents',
}

/** Returns the URL of a help page; pages of a portal are on the cloud's own hosts. */
export function helpPage(page: HelpPage, { entraHosts: [entra = ''], portalHosts: [portal = ''] }: Cloud): URL {
  return new URL(pages[page]({ entra, portal }))
}

/**
 * Returns `address` as a URL if the app may open it in a browser: https on the default port, no user info, and one of `hosts`; otherwise null.
 * SECURITY: an incident's link is external input; a custom scheme or a look-alike host must be rejected.
 */
export function allowedLink(address: string, hosts: readonly string[]): URL | null {
  // The URL parser repairs backslashes, tabs and newlines; Microsoft's links never need repair.
  if (/[\s\\]/.test(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  const plain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === ''
  return plain && hosts.includes(url.hostname) ? url : null
}

/** Returns the hosts of the portal; those of every cloud if the cloud is unknown. */
const portalHostsOf = (cloud: Cloud | null): readonly string[] => cloud ? cloud.portalHosts : Object.values(clouds).flatMap(each => each.portalHosts)

/** null: unknown. */
interface Tenant { readonly cloud: Cloud | null, readonly tenantId: string | null }

/**
 * Returns the URL of an incident in the portal: the API's link, or a URL built from the ID if there is no link; null if the link is not allowed, or if
 * cloud or tenant are unknown and there is no link.
 */
export function incidentLink({ cloud, tenantId }: Tenant, id: string, incidentUri: unknown): URL | null {
  if (typeof incidentUri === 'string' && incidentUri.trim() !== '') return allowedLink(incidentUri, portalHostsOf(cloud))
  if (!cloud || tenantId === null) return null
  return new URL(`https://${cloud.portalHosts[0]}/incidents/${encodeURIComponent(id)}?tid=${encodeURIComponent(tenantId)}`)
}

/** Returns all hosts that the app may open in a browser. `cloud` null: unknown, so that only links of incidents can be opened. */
export function linkHosts(cloud: Cloud | null): readonly string[] {
  return [...portalHostsOf(cloud), ...cloud?.entraHosts ?? [], 'learn.microsoft.com']
}
