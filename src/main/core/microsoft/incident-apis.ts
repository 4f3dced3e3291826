/** @file The two APIs that list incidents, as data, with the worldwide cloud's hosts (others: clouds.ts). Nothing else knows their names and limits. */
import type { ApiKind } from '../../../shared/vocabulary/clouds'

/** So many calls within so many seconds, for an app in a tenant. */
export interface QuotaLimit {
  readonly calls: number
  readonly seconds: number
}

export interface IncidentApi {
  readonly kind: ApiKind
  /** Where every request goes. */
  readonly host: string
  /** Hosts that a link to the next page may name; what is asked is `host` all the same. */
  readonly linkHosts: readonly string[]
  readonly listPath: string
  /** Client credentials take exactly `<resource>/.default`. */
  readonly scope: string
  /** Values of a token's `aud` that this API accepts, without a trailing slash. */
  readonly audiences: readonly string[]
  /** Roles that may call the list, the least privileged first. */
  readonly listRoles: readonly string[]
  /** The most that `$top` may ask for. */
  readonly pageSize: number
  /**
   * Whether a page that a link led to and that has none is taken for the last of the list, however full. Not taken where a service is
   * known to stop linking at a limit of its own: then the place behind is asked for.
   */
  readonly linksToTheEnd: boolean
  /** The names of the two times in `$filter`. */
  readonly timeNames: { readonly lastUpdateTime: string, readonly createdTime: string }
  /** What every list call asks for beside `$filter` and `$top`. */
  readonly options: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly quota: readonly QuotaLimit[]
}

/** Microsoft's pages: learn.microsoft.com/en-us/defender-xdr/api-list-incidents (2026-08-07). */
export const defenderXdr: IncidentApi = {
  kind: 'defender-xdr',
  host: 'api.security.microsoft.com',
  linkHosts: ['api.security.microsoft.com'],
  listPath: '/api/incidents',
  scope: 'https://api.security.microsoft.com/.default',
  // The second is the appId of the service principal "Microsoft Threat Protection"; tokens may name it as their audience.
  audiences: ['https://api.security.microsoft.com', '8ee8fdad-f234-4243-8f3b-15c294843740'],
  listRoles: ['Incident.Read.All', 'Incident.ReadWrite.All'],
  pageSize: 100,
  linksToTheEnd: true,
  timeNames: { lastUpdateTime: 'lastUpdateTime', createdTime: 'createdTime' },
  options: {},
  headers: { Accept: 'application/json' },
  quota: [{ calls: 50, seconds: 60 }, { calls: 1500, seconds: 3600 }],
}

/**
 * learn.microsoft.com/en-us/graph/api/security-list-incidents (2026-03-19). The largest `$top` and the quota are not on that
 * page: 50 is what the service says when asked for more, 150 a minute is what the throttling page names for security alerts.
 */
export const microsoftGraph: IncidentApi = {
  kind: 'microsoft-graph',
  host: 'graph.microsoft.com',
  linkHosts: ['graph.microsoft.com'],
  listPath: '/v1.0/security/incidents',
  scope: 'https://graph.microsoft.com/.default',
  audiences: ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'],
  listRoles: ['SecurityIncident.Read.All', 'SecurityIncident.ReadWrite.All'],
  pageSize: 50,
  // Graph's security lists limit `$skip` (learn.microsoft.com/en-us/graph/api/resources/security-error-codes, Constraints), and of the one of
  // alerts a thread says that the link is missing there (techcommunity.microsoft.com, 359591; second hand).
  linksToTheEnd: false,
  timeNames: { lastUpdateTime: 'lastUpdateDateTime', createdTime: 'createdDateTime' },
  options: { $expand: 'alerts' },
  headers: { Accept: 'application/json', Prefer: 'include-unknown-enum-members' },
  quota: [{ calls: 150, seconds: 60 }],
}
