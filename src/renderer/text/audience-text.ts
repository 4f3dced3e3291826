/** @file What people know the two APIs by, in Entra and on Microsoft's pages. */
import type { Access, OtherAudience } from '../../shared/contract/access'
import type { ApiKind } from '../../shared/vocabulary/clouds'

export interface ApiNames {
  /** On this app's screens. */
  readonly name: string
  /** The API's name in Entra's list, where its permissions are found. */
  readonly inEntra: string
  /** The tab of that list. */
  readonly tab: string
  /** The least role that may list incidents. */
  readonly role: string
}

export const apiNames: Readonly<Record<ApiKind, ApiNames>> = {
  'defender-xdr': {
    name: 'Defender XDR', inEntra: 'Microsoft Threat Protection', tab: 'APIs my organization uses', role: 'Incident.Read.All',
  },
  'microsoft-graph': {
    name: 'Microsoft Graph', inEntra: 'Microsoft Graph', tab: 'Microsoft APIs', role: 'SecurityIncident.Read.All',
  },
}

const otherNames: Readonly<Record<OtherAudience, string>> = {
  'defender-endpoint': 'Microsoft Defender for Endpoint (WindowsDefenderATP)',
  'azure-ad-graph': 'Azure AD Graph, which Microsoft has retired',
  'azure-management': 'Azure Resource Manager',
  'office-management': 'the Office 365 Management API',
  'own-app': 'the app itself',
  'other-cloud': 'one of Microsoft\'s other clouds',
}

/** Whom a token is for. */
export function audienceName(audience: NonNullable<Access['tokenApi']>): string {
  return audience in otherNames ? otherNames[audience as OtherAudience] : apiNames[audience as ApiKind].name
}
