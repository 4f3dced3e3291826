/** @file The only URLs that the app opens in a browser. */
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

/** Returns the URL of an incident in the portal: the API's link, or a URL built from the ID if there is no link; null if the link is not allowed. */
export function incidentLink(cloud: Cloud, tenantId: string, id: string, incidentUri: unknown): URL | null {
  if (typeof incidentUri === 'string' && incidentUri.trim() !== '') return allowedLink(incidentUri, cloud.portalHosts)
  return new URL(`https://${cloud.portalHosts[0]}/incidents/${encodeURIComponent(id)}?tid=${encodeURIComponent(tenantId)}`)
}

/** Returns all hosts that the app may open in a browser. */
export function linkHosts(cloud: Cloud): readonly string[] {
  return [...cloud.portalHosts, ...cloud.entraHosts, 'learn.microsoft.com']
}
