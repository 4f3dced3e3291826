import { describe, expect, it } from 'vitest'
import { access, checks } from './fixtures'
import { tokenUsesOf, tokenUseText } from './token-use-text'

describe('what a token allows', () => {
  it('is everything that the app does, with a single role; the list also names what the app does not do', () => {
    const rows = tokenUsesOf(access)
    expect(rows.map(row => row.state)).toEqual(['open', 'open', 'open', 'open', 'unused', 'unused', 'unused'])
    expect(tokenUseText(access)).toMatch(/Allowed by Incident\.ReadWrite\.All/)
    expect(rows.filter(row => row.state === 'unused').map(row => row.role)).toEqual(['Incident.ReadWrite.All', 'AdvancedHunting.Read.All', 'CustomDetections.ReadWrite.All'])
  })

  it('names the missing role and its API', () => {
    const locked = { ...access, verdict: { answer: 'no', reason: 'no-roles', claim: 'roles', value: '' }, checks: { ...checks, roles: 'bad' } } as const
    expect(tokenUsesOf(locked)[0]).toMatchObject({ state: 'locked', role: 'Incident.Read.All' })
    expect(tokenUseText(locked)).toBe('To allow what is blocked, add Incident.Read.All of “Microsoft Threat Protection” as an application permission.')
    expect(tokenUseText({ ...locked, api: 'microsoft-graph' })).toMatch(/add SecurityIncident\.Read\.All of “Microsoft Graph”/)
    const expired = { ...access, verdict: { answer: 'no', reason: 'expired', claim: 'exp', value: '' } } as const
    expect(tokenUsesOf(expired)[0]).toMatchObject({ state: 'locked' })
    expect(tokenUseText(expired)).toMatch(/token has the role/)
    expect(tokenUseText({ ...expired, checks: { ...checks, roles: 'unknown' } })).toMatch(/unknown what/)
  })

  it('is unknown if the claims do not decide it', () => {
    const open = { ...access, verdict: { answer: 'unknown', reason: 'malformed', claim: 'alg', value: '' } } as const
    expect(tokenUsesOf(open).map(row => row.state)).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'unused', 'unused', 'unused'])
    expect(tokenUseText(open)).toMatch(/do not show/)
  })
})
