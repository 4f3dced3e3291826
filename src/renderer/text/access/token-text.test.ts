import type { Access, CheckResult, CheckSubject } from '../../../shared/contract/access'
import { describe, expect, it } from 'vitest'
import { claimNotes } from './claim-text'
import { unlockNote, unlocksOf } from './unlock-text'
import { verdictText } from './verdict-text'

const checks: Readonly<Record<CheckSubject, CheckResult>> = { signature: 'good', audience: 'good', tenant: 'good', app: 'good', lifetime: 'good', roles: 'good' }
const access: Access = {
  api: 'defender-xdr', audience: 'https://api.security.microsoft.com', tokenApi: 'defender-xdr', checks, clockOff: null, obtainedAt: null,
  verdict: { answer: 'yes', reason: 'role-present', claim: 'roles', value: 'Incident.ReadWrite.All' },
  claims: {
    audience: ['https://api.security.microsoft.com'], issuer: null, tenantId: 't', appId: 'a', roles: [], moreRoles: 0, scopes: null, version: '2.0', credential: null,
    issuedAt: null, notBefore: null, expiresAt: null, odd: [], others: [], moreOthers: 0,
  },
  test: null,
}

describe('the notes beside claims', () => {
  it('say what was compared and how it came out', () => {
    expect(claimNotes(access)).toEqual({
      aud: { result: 'good', text: 'Defender XDR' },
      tid: { result: 'good', text: 'the tenant ID in Settings' },
      appid: { result: 'good', text: 'the client ID in Settings' },
      iat: null,
      ver: { result: 'good', text: 'a v2 token; both kinds are right' },
      scp: null,
    })
  })

  it('tell every fault, not the first alone', () => {
    const notes = claimNotes({
      ...access, tokenApi: 'defender-endpoint', clockOff: -720,
      checks: { ...checks, audience: 'bad', tenant: 'bad', app: 'unknown', roles: 'bad' },
      claims: { ...access.claims, version: '3.0', scopes: 'Incident.Read' },
    })
    expect(notes.aud).toEqual({ result: 'bad', text: 'Microsoft Defender for Endpoint (WindowsDefenderATP), not Defender XDR' })
    expect(notes.tid).toEqual({ result: 'bad', text: 'not the tenant ID in Settings' })
    expect(notes.appid).toEqual({ result: 'unknown', text: 'no client ID saved to compare it with' })
    expect(notes.iat).toEqual({ result: 'bad', text: 'this computer\'s clock is 12 min 0 s behind or more' })
    expect(notes.ver?.result).toBe('unknown')
    expect(notes.scp?.text).toMatch(/^delegated/)
    expect(claimNotes({ ...access, claims: { ...access.claims, tenantId: null } }).tid).toBeNull()
  })
})

describe('what a token opens', () => {
  it('is all that the app does, by the one role that is there, and names what the app does not do', () => {
    const rows = unlocksOf(access)
    expect(rows.map(row => row.state)).toEqual(['open', 'open', 'open', 'open', 'unused', 'unused', 'unused'])
    expect(unlockNote(access)).toMatch(/Opened by Incident\.ReadWrite\.All/)
    expect(rows.filter(row => row.state === 'unused').map(row => row.role)).toEqual(['Incident.ReadWrite.All', 'AdvancedHunting.Read.All', 'CustomDetections.ReadWrite.All'])
  })

  it('says which role to add where that is what is missing, and of which API', () => {
    const locked = { ...access, verdict: { answer: 'no', reason: 'no-roles', claim: 'roles', value: '' }, checks: { ...checks, roles: 'bad' } } as const
    expect(unlocksOf(locked)[0]).toMatchObject({ state: 'locked', role: 'Incident.Read.All' })
    expect(unlockNote(locked)).toBe('To open what is locked, add Incident.Read.All of “Microsoft Threat Protection” as an application permission.')
    expect(unlockNote({ ...locked, api: 'microsoft-graph' })).toMatch(/add SecurityIncident\.Read\.All of “Microsoft Graph”/)
    const expired = { ...access, verdict: { answer: 'no', reason: 'expired', claim: 'exp', value: '' } } as const
    expect(unlocksOf(expired)[0]).toMatchObject({ state: 'locked' })
    expect(unlockNote(expired)).toMatch(/role is there/)
    expect(unlockNote({ ...expired, checks: { ...checks, roles: 'unknown' } })).toMatch(/not known/)
  })

  it('is unknown where the claims leave it open', () => {
    const open = { ...access, verdict: { answer: 'unknown', reason: 'malformed', claim: 'alg', value: '' } } as const
    expect(unlocksOf(open).map(row => row.state)).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'unused', 'unused', 'unused'])
    expect(unlockNote(open)).toMatch(/do not show/)
  })
})

describe('the verdict of a pasted token', () => {
  const wrong = (tokenApi: Access['tokenApi']) => verdictText({ ...access, tokenApi, verdict: { answer: 'no', reason: 'wrong-audience', claim: 'aud', value: 'x' } })
  it.each([
    ['defender-endpoint', /Defender for Endpoint.*Defender XDR is the API in Settings.*has no incidents/, /scope https:\/\/api\.security\.microsoft\.com\/\.default.*“Microsoft Threat Protection”/],
    ['microsoft-graph', /for Microsoft Graph, but Defender XDR/, /choose it in Settings instead of Defender XDR/],
    ['own-app', /the app itself.*ID token/, /scope https/],
    ['other-cloud', /other clouds.*hosts and tokens of its own/, /scope https/],
    ['azure-management', /Azure Resource Manager/, /scope https/],
    [null, /another API than Defender XDR/, /scope https/],
  ] as const)('names whom it is for: %s', (tokenApi, because, steps) => {
    expect(wrong(tokenApi).because).toMatch(because)
    expect(wrong(tokenApi).steps.join(' ')).toMatch(steps)
  })

  it('does not tell anybody to press a button that gets another', () => {
    const expired = verdictText({ ...access, verdict: { answer: 'no', reason: 'expired', claim: 'exp', value: '2026-11-24T12:00:00Z' } })
    expect(expired.steps[0]).toBe('Get a new token where this one came from.')
    const saved = verdictText({ ...access, obtainedAt: '2026-11-24T12:00:00Z', clockOff: 4000, verdict: { answer: 'no', reason: 'expired', claim: 'exp', value: '2026-11-24T12:00:00Z' } })
    expect(saved).toMatchObject({ because: expect.stringMatching(/clock is 1 h 6 min ahead or more/) as unknown })
    expect(saved.steps[0]).toBe('Get a new token.')
  })
})
