/** @file Microsoft's clouds and the APIs that list incidents, as data: names, roles, order and where Entra shows them. Their hosts: main/core/microsoft. */
import type { Choice } from './known-values'
import { byValue } from './known-values'

interface ApiChoice extends Choice {
  /** The API's name in Entra's list of APIs, under which its permissions are listed. */
  readonly inEntra: string
  /** The tab of Entra's list of APIs that contains this API. */
  readonly tab: string
  /** The least privileged application role that can list incidents. */
  readonly role: string
  /** The application role that can also change incidents. */
  readonly writeRole: string
  /** The least privileged directory role that can grant consent to that application role. */
  readonly consentRole: string
}

/** Microsoft's APIs that list incidents, in the order in which the app offers them. */
export const apis = [
  {
    value: 'defender-xdr', label: 'Defender XDR', inEntra: 'Microsoft Threat Protection', tab: 'APIs my organization uses',
    role: 'Incident.Read.All', writeRole: 'Incident.ReadWrite.All', consentRole: 'Cloud Application Administrator',
  },
  {
    value: 'microsoft-graph', label: 'Microsoft Graph', inEntra: 'Microsoft Graph', tab: 'Microsoft APIs',
    role: 'SecurityIncident.Read.All', writeRole: 'SecurityIncident.ReadWrite.All', consentRole: 'Privileged Role Administrator',
  },
] as const satisfies readonly ApiChoice[]

export type ApiKind = (typeof apis)[number]['value']

export const apiByKind: Readonly<Record<ApiKind, ApiChoice>> = byValue(apis)

/** The API of a new profile, and of profiles saved by versions that supported only one API. */
export const defaultApi: ApiKind = 'defender-xdr'

/**
 * Clouds as Microsoft's pages name them, in the order in which the app offers them. Regions belong to the worldwide cloud: the Defender XDR API
 * has a regional host for each.
 */
export const clouds = [
  { value: 'worldwide', label: 'Worldwide', isRegion: false },
  { value: 'us', label: 'Worldwide, United States', isRegion: true },
  { value: 'eu', label: 'Worldwide, Europe', isRegion: true },
  { value: 'uk', label: 'Worldwide, United Kingdom', isRegion: true },
  { value: 'gcc', label: 'US Government GCC', isRegion: false },
  { value: 'gcc-high', label: 'US Government GCC High', isRegion: false },
  { value: 'dod', label: 'US Government DoD', isRegion: false },
] as const satisfies readonly (Choice & { readonly isRegion: boolean })[]

export type CloudKind = (typeof clouds)[number]['value']

export const cloudByKind: Readonly<Record<CloudKind, Choice & { readonly isRegion: boolean }>> = byValue(clouds)

/** The cloud of a new profile, and of profiles saved by versions that supported only one cloud. */
export const defaultCloud: CloudKind = 'worldwide'

/** The clouds that a tenant's public configuration can name. `label` fits inside a sentence. */
export const tenantClouds = [
  { value: 'worldwide', label: 'the worldwide cloud' },
  { value: 'gcc', label: 'the US government cloud GCC' },
  { value: 'gcc-high', label: 'the US government cloud GCC High' },
  { value: 'dod', label: 'the US government cloud DoD' },
  { value: 'china', label: 'the cloud in China, operated by 21Vianet' },
] as const satisfies readonly Choice[]

export type TenantCloud = (typeof tenantClouds)[number]['value']

export const tenantCloudByKind: Readonly<Record<TenantCloud, Choice>> = byValue(tenantClouds)
