/** @file Identifies the API that a token is for: the two incident APIs, and others that users confuse with them. */
import type { OtherAudience } from '../../../../shared/contract/access'
import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { RawClaims } from './token-claims'
import type { Cloud } from '../../microsoft/clouds'
import { clouds } from '../../microsoft/clouds'

/** Other APIs' resource URIs without a trailing slash, and the app IDs of their service principals. */
const others: Readonly<Record<Exclude<OtherAudience, 'own-app' | 'other-cloud'>, readonly string[]>> = {
  'defender-endpoint': [
    'https://api.securitycenter.microsoft.com', 'https://api.securitycenter.windows.com', 'https://securitycenter.onmicrosoft.com/windowsatpservice',
    'https://wdatp.onmicrosoft.com/windowsatpservice', 'fc780465-2017-40d4-a0c5-307022471b92',
  ],
  'azure-ad-graph': ['https://graph.windows.net', '00000002-0000-0000-c000-000000000000'],
  'azure-management': ['https://management.azure.com', 'https://management.core.windows.net', '797f4846-ba00-4fd7-ba43-dac1f8f63013'],
  'office-management': ['https://manage.office.com', 'c5393580-f805-4401-95e8-94b7a6ef2fc2'],
}

/** Returns an audience without a trailing slash, which some tokens have. */
const withoutSlash = (aud: string): string => aud.endsWith('/') ? aud.slice(0, -1) : aud
const hasAudience = (raw: RawClaims, audiences: readonly string[]): boolean => raw.aud.some(aud => audiences.includes(withoutSlash(aud.toLowerCase())))

/** Returns whether the token is for this API. */
export function isFor(raw: RawClaims, { audiences }: IncidentApi): boolean {
  return hasAudience(raw, audiences)
}

/** Microsoft Graph in China. Microsoft does not offer incidents there, so the app's list of clouds omits it. */
const chinaGraph = 'https://microsoftgraph.chinacloudapi.cn'

/** Returns which of the cloud's two incident APIs the token is for; null if neither. */
export function incidentApiOf(raw: RawClaims, { apis }: Cloud): ApiKind | null {
  return Object.values(apis).find(api => isFor(raw, api))?.kind ?? null
}

/** Returns what a token is for, from the point of view of a profile's cloud; null for an unknown audience. */
export function audienceOf(raw: RawClaims, cloud: Cloud): ApiKind | OtherAudience | null {
  const api = incidentApiOf(raw, cloud)
  if (api) return api
  const app = (raw.appid ?? raw.azp)?.toLowerCase()
  if (app && hasAudience(raw, [app, `api://${app}`])) return 'own-app'
  for (const [kind, audiences] of Object.entries(others)) if (hasAudience(raw, audiences)) return kind as keyof typeof others
  return hasAudience(raw, [chinaGraph]) || Object.values(clouds).some(other => incidentApiOf(raw, other)) ? 'other-cloud' : null
}
