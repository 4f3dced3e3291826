/** @file The only addresses the app opens in a browser. */
import type { HelpPage } from '../../../shared/contract/app'
import type { Cloud } from './clouds'

const pages: Readonly<Record<HelpPage, (hosts: { readonly entra: string, readonly portal: string }) => string>> = {
  'app-registrations': ({ entra }) => `https://${entra}/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade`,
  'enterprise-applications': ({ entra }) => `https://${entra}/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview`,
  'defender-portal': ({ portal }) => `https://${portal}/incidents`,
  'permissions-help': () => 'https://learn.microsoft.com/en-us/defender-xdr/api-create-app-web',
  'graph-permissions-help': () => 'https://learn.microsoft.com/en-us/graph/auth-v2-service',
  'incidents-api-help': () => 'https://learn.microsoft.com/en-us/defender-xdr/api-list-incidents',
}

/** The address of a page that helps, in the cloud's own portals. */
export function helpPage(page: HelpPage, { entraHosts: [entra = ''], portalHosts: [portal = ''] }: Cloud): URL {
  return new URL(pages[page]({ entra, portal }))
}

/**
 * `address` as a URL if a browser may be sent there: https on the default port, no user info, and a host of the list.
 * SECURITY: an incident's link comes from the network; a custom scheme or a look-alike host must not get through.
 */
export function allowedLink(address: string, hosts: readonly string[]): URL | null {
  // The URL parser repairs backslashes, tabs and newlines; a link that needs repair is none of Microsoft's.
  if (/[\s\\]/.test(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  const plain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === ''
  return plain && hosts.includes(url.hostname) ? url : null
}

/** The portal page of an incident: its own link where it has one and it is allowed, else null; one we make where it has none. */
export function incidentLink(cloud: Cloud, tenantId: string, id: string, incidentUri: unknown): URL | null {
  if (typeof incidentUri === 'string' && incidentUri.trim() !== '') return allowedLink(incidentUri, cloud.portalHosts)
  return new URL(`https://${cloud.portalHosts[0]}/incidents/${encodeURIComponent(id)}?tid=${encodeURIComponent(tenantId)}`)
}

/** Every host a browser may be sent to. */
export function linkHosts(cloud: Cloud): readonly string[] {
  return [...cloud.portalHosts, ...cloud.entraHosts, 'learn.microsoft.com']
}
