/** @file Describes what a token allows in this app, and what other roles of the API allow that this app does not do. */
import type { Access } from '../../../shared/contract/access'
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import { answerOf } from '../../../shared/rules/token-answer'
import { apiByKind } from '../../../shared/vocabulary/clouds'

/** What an application role allows that XDR Desk does not do. */
interface UnusedRole { readonly what: string, readonly role: string }

/** Unused roles with a label that says whether the token has them. */
export interface UnusedRoles {
  readonly label: string
  readonly granted: boolean
  readonly roles: readonly UnusedRole[]
}

/** What XDR Desk does. All of it requires only the role that lists incidents, because the list contains complete incidents. */
export const tokenUse = 'List, open and export incidents, and refresh them automatically.'

const unused: Readonly<Record<ApiKind, readonly UnusedRole[]>> = {
  'defender-xdr': [
    { what: 'Change incidents', role: apiByKind['defender-xdr'].writeRole },
    { what: 'Run advanced hunting queries', role: 'AdvancedHunting.Read.All' },
    { what: 'Change custom detection rules', role: 'CustomDetections.ReadWrite.All' },
  ],
  'microsoft-graph': [
    { what: 'Change incidents', role: apiByKind['microsoft-graph'].writeRole },
    { what: 'List alerts without incidents', role: 'SecurityAlert.Read.All' },
    { what: 'Run hunting queries', role: 'ThreatHunting.Read.All' },
  ],
}

/**
 * Returns the roles of the token's API that XDR Desk does not use: first those that the token has, then the others. Without readable roles, it is not
 * known which. The role that changes incidents is used if no other role of the token lists them.
 */
export function unusedRoles({ api, claims, checks }: Pick<Access, 'api' | 'claims' | 'checks'>): readonly UnusedRoles[] {
  const has = (role: string) => claims.roles.some(each => each.toLowerCase() === role.toLowerCase())
  const { role, writeRole } = apiByKind[api]
  const roles = unused[api].filter(each => each.role !== writeRole || !has(writeRole) || has(role))
  if (checks.roles === 'unknown' || claims.moreRoles > 0) return [{ label: 'Not used', granted: false, roles }]
  return [
    { label: 'Granted, but not used', granted: true, roles: roles.filter(each => has(each.role)) },
    { label: 'Not granted, not needed', granted: false, roles: roles.filter(each => !has(each.role)) },
  ].filter(each => each.roles.length > 0)
}

/** Returns which role allows what XDR Desk does, or would allow it. */
export function tokenUseText({ api, verdict, checks, test }: Pick<Access, 'api' | 'verdict' | 'checks' | 'test'>): string {
  const { role, inEntra } = apiByKind[api]
  const { answer, byTest } = answerOf({ verdict, test })
  if (byTest) return answer === 'yes' ? 'The API accepted the token in the test call.' : 'The API refused the token in the test call.'
  if (verdict.answer === 'yes') return `${verdict.value} is all it needs.`
  if (verdict.answer === 'unknown') return 'The claims do not show what the token allows.'
  if (checks.roles === 'bad') return `Add ${role} of “${inEntra}” as an application permission.`
  return checks.roles === 'good' ? 'The token has the role. The verdict names the problem that prevents its use.' : 'It is unknown what the token allows.'
}
