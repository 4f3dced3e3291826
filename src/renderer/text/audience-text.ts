/** @file The names of the APIs that tokens are for. */
import type { Access, OtherAudience } from '../../shared/contract/access'
import { apiByKind } from '../../shared/vocabulary/clouds'

const otherAudiences: Readonly<Record<OtherAudience, string>> = {
  'defender-endpoint': 'Microsoft Defender for Endpoint (WindowsDefenderATP)',
  'azure-ad-graph': 'Azure AD Graph, which Microsoft has retired',
  'azure-management': 'Azure Resource Manager',
  'office-management': 'the Office 365 Management API',
  'own-app': 'the app itself',
  'other-cloud': 'one of Microsoft\'s other clouds',
}

const isOther = (audience: NonNullable<Access['tokenApi']>): audience is OtherAudience => audience in otherAudiences

/** Returns the name of the API that a token is for. */
export function audienceText(audience: NonNullable<Access['tokenApi']>): string {
  return isOther(audience) ? otherAudiences[audience] : apiByKind[audience].label
}
