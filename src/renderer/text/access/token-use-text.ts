/** @file Describes what a token allows in this app, and what other roles of the API allow that this app does not do. */
import type { Access, VerdictAnswer } from '../../../shared/contract/access'
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import { apiByKind } from '../../../shared/vocabulary/clouds'

export interface TokenUse {
  readonly what: string
  /** The least privileged role that allows it. */
  readonly role: string
  readonly state: 'open' | 'locked' | 'unknown' | 'unused'
}

/** All of these require only the role that lists incidents, because the list contains complete incidents. */
const uses: readonly string[] = [
  'List incidents and what changed',
  'Open one incident with all its details',
  'Refresh automatically, with notifications',
  'Export the list',
]

const unused: Readonly<Record<ApiKind, readonly (readonly [what: string, role: string])[]>> = {
  'defender-xdr': [
    ['Change incidents', apiByKind['defender-xdr'].writeRole],
    ['Run advanced hunting queries', 'AdvancedHunting.Read.All'],
    ['Change custom detection rules', 'CustomDetections.ReadWrite.All'],
  ],
  'microsoft-graph': [
    ['Change incidents', apiByKind['microsoft-graph'].writeRole],
    ['List alerts without incidents', 'SecurityAlert.Read.All'],
    ['Run hunting queries', 'ThreatHunting.Read.All'],
  ],
}

const states: Readonly<Record<VerdictAnswer, TokenUse['state']>> = { yes: 'open', no: 'locked', unknown: 'unknown' }

/** Returns the rows for a token. */
export function tokenUsesOf({ api, verdict }: Pick<Access, 'api' | 'verdict'>): readonly TokenUse[] {
  return [
    ...uses.map((what): TokenUse => ({ what, role: apiByKind[api].role, state: states[verdict.answer] })),
    ...unused[api].map(([what, role]): TokenUse => ({ what, role, state: 'unused' })),
  ]
}

/** Returns which role allows the rows, or would allow them. */
export function tokenUseText({ api, verdict, checks }: Pick<Access, 'api' | 'verdict' | 'checks'>): string {
  const { role, inEntra } = apiByKind[api]
  if (verdict.answer === 'yes') return `Allowed by ${verdict.value}. The list contains complete incidents, so no other role is needed.`
  if (verdict.answer === 'unknown') return 'The claims do not show what the token allows.'
  if (checks.roles === 'bad') return `To allow what is blocked, add ${role} of “${inEntra}” as an application permission.`
  return checks.roles === 'good' ? 'The token has the role. The verdict names the problem that prevents its use.' : 'It is unknown what the token allows.'
}
