import { describe, expect, it } from 'vitest'
import { claimNotes } from './claim-text'
import { access, checks } from './fixtures'

describe('the notes next to claims', () => {
  it('state the result of each comparison', () => {
    expect(claimNotes(access)).toEqual({
      aud: { result: 'good', text: 'is for Defender XDR' },
      tid: { result: 'good', text: 'matches the tenant ID in Settings' },
      appid: { result: 'good', text: 'matches the client ID in Settings' },
      iat: null,
      ver: { result: 'good', text: 'v2 token (v1 and v2 both work)' },
      scp: null,
    })
  })

  it('name every problem, not only the first', () => {
    const notes = claimNotes({
      ...access, tokenApi: 'defender-endpoint', clockOffsetSeconds: -720,
      checks: { ...checks, audience: 'bad', tenant: 'bad', app: 'unknown', roles: 'bad' },
      claims: { ...access.claims, version: '3.0', scopes: 'Incident.Read' },
    })
    expect(notes.aud).toEqual({ result: 'bad', text: 'is for Microsoft Defender for Endpoint (WindowsDefenderATP), not for Defender XDR' })
    expect(notes.tid).toEqual({ result: 'bad', text: 'does not match the tenant ID in Settings' })
    expect(notes.appid).toEqual({ result: 'unknown', text: 'no client ID saved to compare it with' })
    expect(notes.iat).toEqual({ result: 'bad', text: 'this computer\'s clock is 12\u00A0min 0\u00A0s behind or more' })
    expect(notes.ver?.result).toBe('unknown')
    expect(notes.scp?.text).toMatch(/^delegated/)
    expect(claimNotes({ ...access, claims: { ...access.claims, tenantId: null } }).tid).toBeNull()
  })
})
