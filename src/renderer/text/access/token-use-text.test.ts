import type { Access } from '../../../shared/contract/access'
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import { describe, expect, it } from 'vitest'
import { access, checks } from './fixtures'
import { tokenUseText, unusedRoles } from './token-use-text'

describe('what a token allows', () => {
  it('needs a single role', () => {
    expect(tokenUseText(access)).toBe('Incident.ReadWrite.All is all it needs.')
  })

  const unused = (api: ApiKind, roles: readonly string[], more: Partial<Access> = {}) =>
    unusedRoles({ ...access, api, claims: { ...access.claims, roles }, ...more }).map(each => [each.label, each.granted, each.roles.map(({ role }) => role)])

  it('contains roles that the app does not use, separate from those that the token lacks', () => {
    expect(unused('defender-xdr', ['Incident.Read.All', 'incident.readwrite.all'])).toEqual([
      ['Granted, but not used', true, ['Incident.ReadWrite.All']],
      ['Not granted, not needed', false, ['AdvancedHunting.Read.All', 'CustomDetections.ReadWrite.All']],
    ])
    expect(unused('microsoft-graph', ['SecurityIncident.Read.All'])).toEqual([
      ['Not granted, not needed', false, ['SecurityIncident.ReadWrite.All', 'SecurityAlert.Read.All', 'ThreatHunting.Read.All']],
    ])
  })

  it('uses the role that changes incidents if no other role lists them', () => {
    expect(unused('defender-xdr', ['Incident.ReadWrite.All'])).toEqual([['Not granted, not needed', false, ['AdvancedHunting.Read.All', 'CustomDetections.ReadWrite.All']]])
  })

  it('is not known if its roles cannot be read, or if there are more of them', () => {
    const all = [['Not used', false, ['Incident.ReadWrite.All', 'AdvancedHunting.Read.All', 'CustomDetections.ReadWrite.All']]]
    expect(unused('defender-xdr', [], { checks: { ...checks, roles: 'unknown' } })).toEqual(all)
    expect(unused('defender-xdr', [], { claims: { ...access.claims, moreRoles: 1 } })).toEqual(all)
  })

  it('names the missing role and its API', () => {
    const locked = { ...access, verdict: { answer: 'no', reason: 'no-roles', claim: 'roles', value: '' }, checks: { ...checks, roles: 'bad' } } as const
    expect(tokenUseText(locked)).toBe('Add Incident.Read.All of “Microsoft Threat Protection” as an application permission.')
    expect(tokenUseText({ ...locked, api: 'microsoft-graph' })).toMatch(/Add SecurityIncident\.Read\.All of “Microsoft Graph”/)
    const expired = { ...access, verdict: { answer: 'no', reason: 'expired', claim: 'exp', value: '' } } as const
    expect(tokenUseText(expired)).toMatch(/token has the role/)
    expect(tokenUseText({ ...expired, checks: { ...checks, roles: 'unknown' } })).toMatch(/unknown what/)
  })

  it('is unknown if the claims do not decide it', () => {
    expect(tokenUseText({ ...access, verdict: { answer: 'unknown', reason: 'malformed', claim: 'alg', value: '' } })).toMatch(/do not show/)
    expect(tokenUseText({ ...access, verdict: { answer: 'unknown', reason: 'malformed', claim: 'alg', value: '' }, test: { outcome: { kind: 'works' }, testedAt: '' } })).toMatch(/accepted the token/)
  })
})
