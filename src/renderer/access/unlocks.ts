/** @file What a token opens in this app today, and what other roles of the API open that the app does not do. */
import type { Access } from '../../shared/access'
import type { ApiKind } from '../../shared/model'
import { apiNames } from '../api-names'

export interface Unlock {
  readonly what: string
  /** The least role that opens it. */
  readonly role: string
  readonly state: 'open' | 'locked' | 'unused'
  /** What the state comes from, or what opens it. */
  readonly note: string
}

const uses: readonly string[] = [
  'List incidents, all at once or only what changed',
  'Open one incident with alerts, entities and comments',
  'Refresh by itself and show notifications',
  'Export the list',
]

const unused: Readonly<Record<ApiKind, readonly (readonly [what: string, role: string])[]>> = {
  'defender-xdr': [
    ['Change an incident: status, assignee, comments', 'Incident.ReadWrite.All'],
    ['Run advanced hunting queries', 'AdvancedHunting.Read.All'],
    ['Change custom detection rules', 'CustomDetections.ReadWrite.All'],
  ],
  'microsoft-graph': [
    ['Change an incident: status, assignee, comments', 'SecurityIncident.ReadWrite.All'],
    ['List alerts by themselves', 'SecurityAlert.Read.All'],
    ['Run hunting queries', 'ThreatHunting.Read.All'],
  ],
}

/** The rows for a token. What the app does takes one role alone: an incident comes whole with the list. */
export function unlocksOf({ api, verdict, checks }: Pick<Access, 'api' | 'verdict' | 'checks'>): readonly Unlock[] {
  const { role, inEntra } = apiNames[api]
  const why = checks.roles === 'bad' ? `add ${role} of “${inEntra}” as an application permission` : 'the role is there; see the verdict'
  return [
    ...uses.map((what): Unlock => verdict.canList
      ? { what, role, state: 'open', note: `by ${verdict.value}` }
      : { what, role, state: 'locked', note: verdict.reason === 'unreadable' ? 'not known' : why }),
    ...unused[api].map(([what, other]): Unlock => ({ what, role: other, state: 'unused', note: 'not used by this app' })),
  ]
}
