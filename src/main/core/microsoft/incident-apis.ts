/**
 * @file One descriptor for each API that lists incidents, with everything that differs between the APIs. To add an API, add its kind to
 * `shared/vocabulary/clouds.ts` and its descriptor to `descriptors`; the compiler reports every missing text.
 */
import type { ApiKind, CloudKind } from '../../../shared/vocabulary/clouds'
import { apiByKind } from '../../../shared/vocabulary/clouds'

/** The number of calls that one app in one tenant may make within a number of seconds. */
export interface QuotaLimit {
  readonly calls: number
  readonly seconds: number
}

/** The names of an incident's JSON members, as in the API's documentation and captured responses. */
export interface IncidentMembers {
  readonly id: string
  readonly name: string
  readonly link: string
  /** Also its name in `$filter`. */
  readonly lastUpdateTime: string
  /** Also its name in `$filter`. */
  readonly createdTime: string
  /** Members that list tags. */
  readonly tags: readonly string[]
  readonly alert: {
    readonly id: string
    readonly created: string
    readonly updated: string
    readonly firstActivity: string
    readonly lastActivity: string
    readonly resolved: string
    /** Members that list entities, with the type of an entity that does not state its own. */
    readonly entities: readonly (readonly [member: string, type: string])[]
  }
}

interface ApiTraits {
  readonly kind: ApiKind
  readonly listPath: string
  /** The largest `$top` that the API accepts. */
  readonly pageSize: number
  /**
   * Whether a page that was requested by a link and has no link itself is the last page, even if it is full. False for a service that is known to
   * stop sending links at a limit of its own; the app then requests the next position.
   */
  readonly linksToTheEnd: boolean
  /** Query options of every list call, besides `$filter` and `$top`. */
  readonly options: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly quota: readonly QuotaLimit[]
  /** Whether the API always returns an incident's alerts. If not, they require `$expand`, and an incident returned without alerts may have some. */
  readonly alwaysWithAlerts: boolean
  readonly members: IncidentMembers
}

interface ApiDescriptor extends ApiTraits {
  /** The app ID of its service principal, which tokens may have as their audience. */
  readonly appId: string
  /** The host in each cloud; for a region, also the host for which tokens are requested. */
  readonly hosts: Readonly<Record<CloudKind, string | { readonly host: string, readonly resource: string }>>
}

/** An API in one cloud. */
export interface IncidentApi extends ApiTraits {
  /** The host of every request. */
  readonly host: string
  /** Roles that permit listing incidents, least privileged first. */
  readonly listRoles: readonly string[]
  /** Hosts that a next-page link may use; the request is still sent to `host`. */
  readonly linkHosts: readonly string[]
  /** The scope of tokens. The client credentials flow requires exactly `<resource>/.default`. */
  readonly scope: string
  /** Values of a token's `aud` that this API accepts, without a trailing slash. */
  readonly audiences: readonly string[]
}

/** All regions use one token resource: "Tokens can be acquired by accessing https://api.security.microsoft.com". */
const region = (kind: 'us' | 'eu' | 'uk') => ({ host: `api-${kind}.security.microsoft.com`, resource: 'api.security.microsoft.com' })

const descriptors: Readonly<Record<ApiKind, ApiDescriptor>> = {
  /** learn.microsoft.com/en-us/defender-xdr/api-list-incidents (2026-08-07). */
  'defender-xdr': {
    kind: 'defender-xdr',
    appId: '8ee8fdad-f234-4243-8f3b-15c294843740',
    // The hosts of the government clouds are documented. It is not documented that tokens are requested for the same hosts.
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
      tags: ['tags'],
      alert: {
        id: 'alertId',
        created: 'creationTime',
        updated: 'lastUpdatedTime',
        firstActivity: 'firstActivity',
        lastActivity: 'lastActivity',
        resolved: 'resolvedTime',
        entities: [['devices', 'Device'], ['entities', 'Unknown']],
      },
    },
  },
  /**
   * learn.microsoft.com/en-us/graph/api/security-list-incidents (2026-03-19) and …/graph/api/resources/security-incident (2026-01-22). These
   * pages state neither the largest `$top` nor the quota: the service reports 50 if more is requested, and the throttling page states 150 calls a
   * minute for security alerts.
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
    pageSize: 50,
    // Graph's security lists limit `$skip` (learn.microsoft.com/en-us/graph/api/resources/security-error-codes, Constraints). A forum thread
    // reports that the alert list has no next link at that limit (techcommunity.microsoft.com, 359591; not verified).
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
      tags: ['customTags', 'systemTags'],
      alert: {
        id: 'id',
        created: 'createdDateTime',
        updated: 'lastUpdateDateTime',
        firstActivity: 'firstActivityDateTime',
        lastActivity: 'lastActivityDateTime',
        resolved: 'resolvedDateTime',
        entities: [['evidence', 'Unknown']],
      },
    },
  },
}

/** Returns the traits that an API has in every cloud. */
export const traitsOf = (kind: ApiKind): ApiTraits => descriptors[kind]

/** Returns an API in one cloud. Next-page links may use the token resource's host, even if another host serves the API. */
export function apiIn(cloud: CloudKind, kind: ApiKind): IncidentApi {
  const { appId, hosts, ...traits } = descriptors[kind]
  const place = hosts[cloud]
  const { host, resource } = typeof place === 'string' ? { host: place, resource: place } : place
  const { role, writeRole } = apiByKind[kind]
  return {
    ...traits,
    host,
    listRoles: [role, writeRole],
    linkHosts: [...new Set([host, resource])],
    scope: `https://${resource}/.default`,
    audiences: [...new Set([`https://${resource}`, `https://${host}`]), appId],
  }
}

export const defenderXdr = apiIn('worldwide', 'defender-xdr')
export const microsoftGraph = apiIn('worldwide', 'microsoft-graph')
