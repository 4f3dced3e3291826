/**
 * @file The APIs that list incidents, one descriptor each: everything that differs between them. For another API, add its kind to
 * `shared/vocabulary/clouds.ts` and its descriptor to `descriptors`; the compiler reports every text that it needs.
 */
import type { ApiKind, CloudKind } from '../../../shared/vocabulary/clouds'

/** So many calls within so many seconds, for an app in a tenant. */
export interface QuotaLimit {
  readonly calls: number
  readonly seconds: number
}

/** The names of an incident's members, as the API's documentation and captured responses show them. */
export interface IncidentMembers {
  readonly id: string
  readonly name: string
  readonly link: string
  /** Also its name in `$filter`. */
  readonly lastUpdateTime: string
  /** Also its name in `$filter`. */
  readonly createdTime: string
  readonly alert: {
    readonly id: string
    readonly created: string
    /** Lists of entities, with the type of those that do not state it. */
    readonly entities: readonly (readonly [member: string, type: string])[]
  }
}

interface ApiTraits {
  readonly kind: ApiKind
  readonly listPath: string
  /** Roles that may call the list, the least privileged first. */
  readonly listRoles: readonly string[]
  /** The largest `$top` that the API accepts. */
  readonly pageSize: number
  /**
   * Whether a page that a link led to and that has no link itself is the last page, even if it is full. False for a service that is known to
   * stop linking at a limit of its own: the app then requests the next position.
   */
  readonly linksToTheEnd: boolean
  /** Query options of every list call beside `$filter` and `$top`. */
  readonly options: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly quota: readonly QuotaLimit[]
  /** Whether an incident always has its alerts. Otherwise they require `$expand`, and an incident without them may have some. */
  readonly alwaysWithAlerts: boolean
  readonly members: IncidentMembers
}

interface ApiDescriptor extends ApiTraits {
  /** The app ID of its service principal, which tokens may have as their audience. */
  readonly appId: string
  /** The host in each cloud; for a region, the host that tokens are requested for as well. */
  readonly hosts: Readonly<Record<CloudKind, string | { readonly host: string, readonly resource: string }>>
}

/** An API in one cloud. */
export interface IncidentApi extends ApiTraits {
  /** The host of every request. */
  readonly host: string
  /** Hosts that a link to the next page may have; the request goes to `host` all the same. */
  readonly linkHosts: readonly string[]
  /** Client credentials require exactly `<resource>/.default`. */
  readonly scope: string
  /** Values of a token's `aud` that this API accepts, without a trailing slash. */
  readonly audiences: readonly string[]
}

/** "Tokens can be acquired by accessing https://api.security.microsoft.com", whichever region responds. */
const region = (kind: 'us' | 'eu' | 'uk') => ({ host: `api-${kind}.security.microsoft.com`, resource: 'api.security.microsoft.com' })

const descriptors: Readonly<Record<ApiKind, ApiDescriptor>> = {
  /** learn.microsoft.com/en-us/defender-xdr/api-list-incidents (2026-08-07). */
  'defender-xdr': {
    kind: 'defender-xdr',
    appId: '8ee8fdad-f234-4243-8f3b-15c294843740',
    // The hosts of the government clouds are documented; that tokens are requested for the same hosts is not.
    hosts: {
      'worldwide': 'api.security.microsoft.com',
      'us': region('us'),
      'eu': region('eu'),
      'uk': region('uk'),
      'gcc': 'api-gcc.security.microsoft.us',
      'gcc-high': 'api-gov.security.microsoft.us',
      'dod': 'api-gov.security.microsoft.us',
    },
    listPath: '/api/incidents',
    listRoles: ['Incident.Read.All', 'Incident.ReadWrite.All'],
    pageSize: 100,
    linksToTheEnd: true,
    options: {},
    headers: { Accept: 'application/json' },
    quota: [{ calls: 50, seconds: 60 }, { calls: 1500, seconds: 3600 }],
    alwaysWithAlerts: true,
    members: {
      id: 'incidentId',
      name: 'incidentName',
      link: 'incidentUri',
      lastUpdateTime: 'lastUpdateTime',
      createdTime: 'createdTime',
      alert: { id: 'alertId', created: 'creationTime', entities: [['devices', 'Device'], ['entities', 'Unknown']] },
    },
  },
  /**
   * learn.microsoft.com/en-us/graph/api/security-list-incidents (2026-03-19) and …/graph/api/resources/security-incident (2026-01-22). The largest
   * `$top` and the quota are not on these pages: the service states 50 if more is requested, and the throttling page states 150 a minute for
   * security alerts.
   */
  'microsoft-graph': {
    kind: 'microsoft-graph',
    appId: '00000003-0000-0000-c000-000000000000',
    hosts: {
      'worldwide': 'graph.microsoft.com',
      'us': 'graph.microsoft.com',
      'eu': 'graph.microsoft.com',
      'uk': 'graph.microsoft.com',
      'gcc': 'graph.microsoft.com',
      'gcc-high': 'graph.microsoft.us',
      'dod': 'dod-graph.microsoft.us',
    },
    listPath: '/v1.0/security/incidents',
    listRoles: ['SecurityIncident.Read.All', 'SecurityIncident.ReadWrite.All'],
    pageSize: 50,
    // Graph's security lists limit `$skip` (learn.microsoft.com/en-us/graph/api/resources/security-error-codes, Constraints). A thread reports that
    // the list of alerts has no link at that limit (techcommunity.microsoft.com, 359591; second hand).
    linksToTheEnd: false,
    options: { $expand: 'alerts' },
    headers: { Accept: 'application/json', Prefer: 'include-unknown-enum-members' },
    quota: [{ calls: 150, seconds: 60 }],
    alwaysWithAlerts: false,
    members: {
      id: 'id',
      name: 'displayName',
      link: 'incidentWebUrl',
      lastUpdateTime: 'lastUpdateDateTime',
      createdTime: 'createdDateTime',
      alert: { id: 'id', created: 'createdDateTime', entities: [['evidence', 'Unknown']] },
    },
  },
}

/** Returns what is true of an API in every cloud. */
export const traitsOf = (kind: ApiKind): ApiTraits => descriptors[kind]

/** Returns an API in a cloud. Links between pages may have the host that tokens are for, whichever host serves the API. */
export function apiIn(cloud: CloudKind, kind: ApiKind): IncidentApi {
  const { appId, hosts, ...traits } = descriptors[kind]
  const place = hosts[cloud]
  const { host, resource } = typeof place === 'string' ? { host: place, resource: place } : place
  return {
    ...traits,
    host,
    linkHosts: [...new Set([host, resource])],
    scope: `https://${resource}/.default`,
    audiences: [...new Set([`https://${resource}`, `https://${host}`]), appId],
  }
}

export const defenderXdr = apiIn('worldwide', 'defender-xdr')
export const microsoftGraph = apiIn('worldwide', 'microsoft-graph')
