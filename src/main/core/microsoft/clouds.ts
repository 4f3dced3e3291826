/**
 * @file Microsoft's clouds as data: authority, API hosts, scopes, portals. Everything that depends on the cloud follows from this
 * table. learn.microsoft.com/en-us/defender-xdr/api-supported and …/usgov, learn.microsoft.com/en-us/graph/deployments.
 */
import type { ApiKind, CloudKind, TenantCloud } from '../../../shared/vocabulary/clouds'
import type { IncidentApi } from './incident-apis'
import { defenderXdr, microsoftGraph } from './incident-apis'

export interface Cloud {
  readonly kind: CloudKind
  readonly authority: string
  readonly apis: Readonly<Record<ApiKind, IncidentApi>>
  /** Where the tenants live that it is for. */
  readonly tenants: readonly TenantCloud[]
  /** Hosts that incidents' links may name; the first is the Defender portal. */
  readonly portalHosts: readonly string[]
  /** Hosts of Entra's pages; the first is Entra's own admin center. */
  readonly entraHosts: readonly string[]
}

/** Links between pages may name the host that tokens are for, wherever the API is reached. */
function defenderAt(host: string, resource: string): IncidentApi {
  return {
    ...defenderXdr,
    host,
    linkHosts: [host, resource],
    scope: `https://${resource}/.default`,
    audiences: [...new Set([`https://${resource}`, `https://${host}`, ...defenderXdr.audiences.filter(aud => !aud.startsWith('https:'))])],
  }
}

function graphAt(host: string): IncidentApi {
  return {
    ...microsoftGraph,
    host,
    linkHosts: [host],
    scope: `https://${host}/.default`,
    audiences: [`https://${host}`, ...microsoftGraph.audiences.filter(aud => !aud.startsWith('https:'))],
  }
}

const publicEntra = { authority: 'https://login.microsoftonline.com', entraHosts: ['entra.microsoft.com', 'portal.azure.com'] } as const
const governmentEntra = { authority: 'https://login.microsoftonline.us', entraHosts: ['entra.microsoft.us', 'portal.azure.us'] } as const
const publicPortal = { portalHosts: ['security.microsoft.com'] } as const

/** "Tokens can be acquired by accessing https://api.security.microsoft.com", whichever region answers. */
function regional(kind: 'us' | 'eu' | 'uk'): Cloud {
  const defender = defenderAt(`api-${kind}.security.microsoft.com`, defenderXdr.host)
  return { kind, tenants: ['worldwide'], ...publicEntra, ...publicPortal, apis: { 'defender-xdr': defender, 'microsoft-graph': microsoftGraph } }
}

/** The hosts of the government clouds are documented; that a token is asked for them by the same name is not. */
const gccHost = 'api-gcc.security.microsoft.us'
const governmentHost = 'api-gov.security.microsoft.us'

export const worldwide: Cloud = {
  kind: 'worldwide',
  tenants: ['worldwide'],
  ...publicEntra,
  ...publicPortal,
  apis: { 'defender-xdr': defenderXdr, 'microsoft-graph': microsoftGraph },
}

export const clouds: Readonly<Record<CloudKind, Cloud>> = {
  worldwide,
  'us': regional('us'),
  'eu': regional('eu'),
  'uk': regional('uk'),
  'gcc': {
    kind: 'gcc',
    tenants: ['gcc'],
    ...publicEntra,
    ...publicPortal,
    apis: { 'defender-xdr': defenderAt(gccHost, gccHost), 'microsoft-graph': microsoftGraph },
  },
  'gcc-high': {
    kind: 'gcc-high',
    tenants: ['gcc-high'],
    ...governmentEntra,
    portalHosts: ['security.microsoft.us'],
    apis: { 'defender-xdr': defenderAt(governmentHost, governmentHost), 'microsoft-graph': graphAt('graph.microsoft.us') },
  },
  'dod': {
    kind: 'dod',
    tenants: ['dod'],
    ...governmentEntra,
    portalHosts: ['security.apps.mil'],
    apis: { 'defender-xdr': defenderAt(governmentHost, governmentHost), 'microsoft-graph': graphAt('dod-graph.microsoft.us') },
  },
}

/** Returns the clouds that a host of an API or of Entra belongs to; none for any other host. */
export function cloudsAt(host: string): readonly CloudKind[] {
  const hostsOf = ({ authority, apis }: Cloud) => [new URL(authority).host, ...Object.values(apis).map(api => api.host)]
  return Object.values(clouds).filter(cloud => hostsOf(cloud).includes(host)).map(({ kind }) => kind)
}

/** The cloud of a profile; without one, the worldwide. */
export function cloudOf(profile: { readonly cloud: CloudKind } | null): Cloud {
  return profile ? clouds[profile.cloud] : worldwide
}

/** The API of a profile, at its cloud's hosts. */
export function apiOf({ cloud, api }: { readonly cloud: CloudKind, readonly api: ApiKind }): IncidentApi {
  return clouds[cloud].apis[api]
}
