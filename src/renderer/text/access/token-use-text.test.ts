import { describe, expect, it } from 'vitest'
import { access, checks } from './fixtures'
import { tokenUseText, unusedRoles } from './token-use-text'

describe('what a token allows', () => {
  it('needs a single role; the roles that the app does not use are named', () => {
    expect(tokenUseText(access)).toBe('Incident.ReadWrite.All is all it needs.')
    expect(unusedRoles('defender-xdr').map(({ role }) => role)).toEqual(['Incident.ReadWrite.All', 'AdvancedHunting.Read.All', 'CustomDetections.ReadWrite.All'])
    expect(unusedRoles('microsoft-graph').map(({ role }) => role)).toEqual(['SecurityIncident.ReadWrite.All', 'SecurityAlert.Read.All', 'ThreatHunting.Read.All'])
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
