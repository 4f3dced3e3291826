/** @file Whom a token is for: the two APIs, and those that are taken for them. */
import type { OtherAudience } from '../../../../shared/contract/access'
import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { RawClaims } from './token-claims'
import type { Cloud } from '../../microsoft/clouds'
import { clouds } from '../../microsoft/clouds'

/** Resource URIs without a trailing slash, and the appIds of their service principals. */
const others: Readonly<Record<Exclude<OtherAudience, 'own-app' | 'other-cloud'>, readonly string[]>> = {
  'defender-endpoint': [
    'https://api.securitycenter.microsoft.com', 'https://api.securitycenter.windows.com', 'https://securitycenter.onmicrosoft.com/windowsatpservice',
    'https://wdatp.onmicrosoft.com/windowsatpservice', 'fc780465-2017-40d4-a0c5-307022471b92',
  ],
  'azure-ad-graph': ['https://graph.windows.net', '00000002-0000-0000-c000-000000000000'],
  'azure-management': ['https://management.azure.com', 'https://management.core.windows.net', '797f4846-ba00-4fd7-ba43-dac1f8f63013'],
  'office-management': ['https://manage.office.com', 'c5393580-f805-4401-95e8-94b7a6ef2fc2'],
}

/** With or without a slash at its end, as tokens have it. */
const withoutSlash = (aud: string): string => aud.endsWith('/') ? aud.slice(0, -1) : aud
const holds = (raw: RawClaims, audiences: readonly string[]): boolean => raw.aud.some(aud => audiences.includes(withoutSlash(aud.toLowerCase())))

/** Whether the token is for that API. */
export function isFor(raw: RawClaims, { audiences }: IncidentApi): boolean {
  return holds(raw, audiences)
}

/** Not offered by Microsoft for incidents, so in no table of this app. */
const chinaGraph = 'https://microsoftgraph.chinacloudapi.cn'

/** Of the cloud's two APIs the one that a token is for. */
export function incidentApiOf(raw: RawClaims, { apis }: Cloud): ApiKind | null {
  return Object.values(apis).find(api => isFor(raw, api))?.kind ?? null
}

/** Whom a token is for, seen from a profile's cloud; null where nobody here knows. */
export function audienceOf(raw: RawClaims, cloud: Cloud): ApiKind | OtherAudience | null {
  const api = incidentApiOf(raw, cloud)
  if (api) return api
  const app = (raw.appid ?? raw.azp)?.toLowerCase()
  if (app && holds(raw, [app, `api://${app}`])) return 'own-app'
  for (const [kind, audiences] of Object.entries(others)) if (holds(raw, audiences)) return kind as keyof typeof others
  return holds(raw, [chinaGraph]) || Object.values(clouds).some(other => incidentApiOf(raw, other)) ? 'other-cloud' : null
}
