/**
 * @file Microsoft's clouds as data: authority, portals, tenants, and the APIs with their hosts. Sources:
 * learn.microsoft.com/en-us/defender-xdr/api-supported and …/usgov, learn.microsoft.com/en-us/graph/deployments.
 */
import type { ApiKind, CloudKind, TenantCloud } from '../../../shared/vocabulary/clouds'
import type { IncidentApi } from './incident-apis'
import { apiIn } from './incident-apis'

interface CloudTraits {
  /** The base URL of Entra's sign-in service. */
  readonly authority: string
  /** The tenant clouds that belong to this cloud, as a tenant's public configuration states them. */
  readonly tenants: readonly TenantCloud[]
  /** Hosts that incident links may use; the first is the Defender portal. */
  readonly portalHosts: readonly string[]
  /** Hosts of Entra's pages; the first is the Entra admin center. */
  readonly entraHosts: readonly string[]
}

export interface Cloud extends CloudTraits {
  readonly kind: CloudKind
  readonly apis: Readonly<Record<ApiKind, IncidentApi>>
}

const publicEntra = { authority: 'https://login.microsoftonline.com', entraHosts: ['entra.microsoft.com', 'portal.azure.com'] } as const
const governmentEntra = { authority: 'https://login.microsoftonline.us', entraHosts: ['entra.microsoft.us', 'portal.azure.us'] } as const
const publicPortal = { portalHosts: ['security.microsoft.com'] } as const

const publicTraits: CloudTraits = { tenants: ['worldwide'], ...publicEntra, ...publicPortal }

const traitsByKind: Readonly<Record<CloudKind, CloudTraits>> = {
  'worldwide': publicTraits,
  'us': publicTraits,
  'eu': publicTraits,
  'uk': publicTraits,
  'gcc': { tenants: ['gcc'], ...publicEntra, ...publicPortal },
  'gcc-high': { tenants: ['gcc-high'], ...governmentEntra, portalHosts: ['security.microsoft.us'] },
  'dod': { tenants: ['dod'], ...governmentEntra, portalHosts: ['security.apps.mil'] },
}

const cloudAt = (kind: CloudKind): Cloud => ({
  kind,
  ...traitsByKind[kind],
  apis: { 'defender-xdr': apiIn(kind, 'defender-xdr'), 'microsoft-graph': apiIn(kind, 'microsoft-graph') },
})

export const worldwide = cloudAt('worldwide')

export const clouds: Readonly<Record<CloudKind, Cloud>> = {
  worldwide,
  'us': cloudAt('us'),
  'eu': cloudAt('eu'),
  'uk': cloudAt('uk'),
  'gcc': cloudAt('gcc'),
  'gcc-high': cloudAt('gcc-high'),
  'dod': cloudAt('dod'),
}

/** Returns the clouds that use `host` for an API or for Entra; an empty list for any other host. */
export function cloudsAt(host: string): readonly CloudKind[] {
  const hostsOf = ({ authority, apis }: Cloud) => [new URL(authority).host, ...Object.values(apis).map(api => api.host)]
  return Object.values(clouds).filter(cloud => hostsOf(cloud).includes(host)).map(({ kind }) => kind)
}

/** Returns the profile's cloud, or the worldwide cloud without a profile. */
export function cloudOf(profile: { readonly cloud: CloudKind } | null): Cloud {
  return profile ? clouds[profile.cloud] : worldwide
}

/** Returns the profile's API with the hosts of its cloud. */
export function apiOf({ cloud, api }: { readonly cloud: CloudKind, readonly api: ApiKind }): IncidentApi {
  return clouds[cloud].apis[api]
}
