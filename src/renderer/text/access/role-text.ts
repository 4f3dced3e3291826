/** @file What application roles allow. Each role works for its own API only. */
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import { apiByKind } from '../../../shared/vocabulary/clouds'
import { audienceText } from '../audience-text'

interface Meaning {
  readonly of: ApiKind | 'defender-endpoint'
  readonly allows: string
  /** How this app uses the role, if the token is for the role's API. */
  readonly use: string
}

const unused = 'XDR Desk does not use it.'
const enough = 'This is all that XDR Desk needs.'
const onlyReads = 'XDR Desk only reads.'
const defender = 'defender-xdr'
const graph = 'microsoft-graph'
const endpoint = 'defender-endpoint'

const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  [apiByKind[defender].role, { of: defender, allows: 'Reads all incidents and alerts', use: enough }],
  [apiByKind[defender].writeRole, { of: defender, allows: 'Reads and changes all incidents and alerts', use: onlyReads }],
  ['AdvancedHunting.Read.All', { of: defender, allows: 'Runs advanced hunting queries', use: unused }],
  ['CustomDetections.ReadWrite.All', { of: defender, allows: 'Reads and changes custom detection rules', use: unused }],
  [apiByKind[graph].role, { of: graph, allows: 'Reads all incidents and their alerts', use: enough }],
  [apiByKind[graph].writeRole, { of: graph, allows: 'Reads and changes all incidents and their alerts', use: onlyReads }],
  ['SecurityAlert.Read.All', { of: graph, allows: 'Reads alerts', use: 'It does not allow listing incidents.' }],
  ['SecurityAlert.ReadWrite.All', { of: graph, allows: 'Reads and changes alerts', use: 'It does not allow listing incidents.' }],
  ['ThreatHunting.Read.All', { of: graph, allows: 'Runs hunting queries', use: unused }],
  ['Machine.Read.All', { of: endpoint, allows: 'Reads devices', use: unused }],
  ['Machine.ReadWrite.All', { of: endpoint, allows: 'Reads and changes devices', use: unused }],
  ['Alert.Read.All', { of: endpoint, allows: 'Reads alerts', use: unused }],
  ['Alert.ReadWrite.All', { of: endpoint, allows: 'Reads and changes alerts', use: unused }],
  ['AdvancedQuery.Read.All', { of: endpoint, allows: 'Runs advanced queries', use: unused }],
])

/** Returns the API that a role belongs to; null for an unknown role. */
export function apiOfRole(role: string): Meaning['of'] | null {
  return meanings.get(role)?.of ?? null
}

/** Returns what a role allows, if `api` is the chosen API. */
export function roleText(role: string, api: ApiKind): string {
  const meaning = meanings.get(role)
  if (!meaning) return 'XDR Desk does not know this role and does not use it.'
  const { of, allows, use } = meaning
  return of === api ? `${allows}. ${use}` : `${allows} through ${audienceText(of)}. It does not give access to ${apiByKind[api].label}.`
}
