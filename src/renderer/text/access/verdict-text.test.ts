import type { Access, Verdict, VerdictReason } from '../../../shared/contract/access'
import type { ApiKind } from '../../../shared/vocabulary/clouds'
import { describe, expect, it } from 'vitest'
import { access } from './fixtures'
import { roleText } from './role-text'
import { answerOf } from '../../../shared/rules/token-answer'
import { verdictTitle, verdictText } from './verdict-text'

const textOf = (verdict: Verdict, api: ApiKind = 'defender-xdr', tokenApi: ApiKind | null = api) => verdictText({ verdict, api, tokenApi, audience: api === 'defender-xdr' ? 'https://api.security.microsoft.com' : 'https://graph.microsoft.com', clockOffsetSeconds: null, obtainedAt: '2026-11-24T12:00:00Z', test: null })

describe('verdict', () => {
  it.each<[VerdictReason, string, string, RegExp]>([
    ['role-missing', 'roles', 'AdvancedHunting.Read.All', /roles claim contains AdvancedHunting\.Read\.All, but not/],
    ['no-roles', 'roles', '', /roles claim is missing/],
    ['delegated', 'scp', 'Incident.Read', /scp claim contains Incident\.Read/],
    ['wrong-audience', 'aud', 'https://other.example', /aud claim contains https:\/\/other\.example/],
    ['wrong-tenant', 'tid', 'another', /tid claim contains another/],
    ['wrong-app', 'azp', 'another', /azp claim contains another, which is not the client ID/],
    ['expired', 'exp', '2026-11-24T12:00:00Z', /exp claim/],
    ['not-yet-valid', 'nbf', '2026-11-24T12:00:00Z', /nbf claim/],
    ['unsigned', 'alg', 'none', /alg is none.*not signed/],
    ['unsigned', 'alg', 'RS256', /no signature/],
  ])('%s names the claim and says what to do', (reason, claim, value, because) => {
    const verdict = { answer: 'no', reason, claim, value } as const
    expect(verdictTitle({ verdict, test: null })).toBe('Cannot list incidents')
    for (const api of ['defender-xdr', 'microsoft-graph'] as const) {
      expect(textOf(verdict, api, null).because).toMatch(because)
      expect(textOf(verdict, api, null).steps.length).toBeGreaterThan(0)
    }
  })

  it.each<[VerdictReason, string, string, RegExp]>([
    ['unreadable', '', '', /cannot be decoded/],
    ['encrypted', '', '', /encrypted/],
    ['malformed', 'alg', '', /header cannot be read/],
    ['malformed', '', '4', /has 4 parts/],
    ['roles-malformed', 'roles', 'Incident.Read.All', /roles claim is not a list of names: it contains Incident\.Read\.All/],
    ['audience-unknown', 'aud', '7', /aud claim contains 7, which is not the name of an API/],
    ['audience-unknown', 'aud', '', /aud claim does not name an API/],
    ['expired', 'exp', '2026-11-24T12:00:00Z', /exp claim.*own clock/],
    ['not-yet-valid', 'nbf', '2026-11-24T12:00:00Z', /nbf claim.*own clock/],
  ])('%s leaves the verdict undecided and names the test that decides', (reason, claim, value, because) => {
    const verdict = { answer: 'unknown', reason, claim, value } as const
    expect(verdictTitle({ verdict, test: null })).toMatch(/^Unknown whether/)
    const { because: why, steps } = textOf(verdict)
    expect(why).toMatch(because)
    expect(steps.join(' ')).toContain('“Test with the API”')
    // A pasted token is never sent.
    const pasted = verdictText({ verdict, api: 'defender-xdr', tokenApi: null, audience: 'x', clockOffsetSeconds: null, obtainedAt: null, test: null })
    expect(pasted.steps.join(' ')).not.toContain('Test with the API')
  })

  it('has no steps if the role is granted', () => {
    const verdict = { answer: 'yes', reason: 'role-present', claim: 'roles', value: 'Incident.Read.All' } as const
    expect(verdictTitle({ verdict, test: null })).toBe('Can list incidents')
    expect(textOf(verdict)).toMatchObject({ because: 'The roles claim contains Incident.Read.All.', steps: [] })
  })

  it('names the role of the chosen API, and where to find it in Entra', () => {
    const verdict = { answer: 'no', reason: 'no-roles', claim: 'roles', value: '' } as const
    expect(textOf(verdict).steps.join(' ')).toMatch(/type Microsoft Threat Protection.* then Incident\.Read\.All/)
    const graph = textOf(verdict, 'microsoft-graph')
    expect(`${graph.because} ${graph.steps.join(' ')}`).toMatch(/permission of Microsoft Graph.*choose Microsoft Graph.*Application permissions.*SecurityIncident\.Read\.All.*Grant admin consent/)
    expect(graph.steps.join(' ')).not.toMatch(/Threat Protection/)
  })

  it('recognizes a role of the other API, and a token for it', () => {
    const role = (value: string) => ({ answer: 'no', reason: 'role-missing', claim: 'roles', value }) as const
    expect(textOf(role('Other, Incident.Read.All'), 'microsoft-graph').because).toMatch(/but not SecurityIncident\.Read\.All\. Incident\.Read\.All gives access to Defender XDR, not to Microsoft Graph\./)
    expect(textOf(role('SecurityIncident.Read.All')).because).toMatch(/SecurityIncident\.Read\.All gives access to Microsoft Graph, not to Defender XDR\./)
    const audience = { answer: 'no', reason: 'wrong-audience', claim: 'aud', value: 'x' } as const
    expect(textOf(audience, 'microsoft-graph', 'defender-xdr').because).toMatch(/token is for Defender XDR, but XDR Desk requested one for Microsoft Graph/)
    expect(textOf(audience, 'defender-xdr', 'microsoft-graph').because).toMatch(/token is for Microsoft Graph, but XDR Desk requested one for Defender XDR/)
    expect(textOf(audience, 'microsoft-graph').steps.join(' ')).toContain('https://graph.microsoft.com')
  })

  it('explains known roles, and calls every other role unknown', () => {
    for (const role of ['Incident.Read.All', 'Incident.ReadWrite.All', 'AdvancedHunting.Read.All', 'CustomDetections.ReadWrite.All', 'SecurityIncident.Read.All']) {
      for (const api of ['defender-xdr', 'microsoft-graph'] as const) expect(roleText(role, api)).not.toMatch(/does not know/)
    }
    for (const role of ['Something.Else', 'constructor', '__proto__']) expect(roleText(role, 'microsoft-graph')).toMatch(/does not know/)
    expect(roleText('SecurityIncident.Read.All', 'defender-xdr')).toMatch(/through Microsoft Graph\. It does not give access to Defender XDR/)
    expect(roleText('Incident.Read.All', 'microsoft-graph')).toMatch(/through Defender XDR\. It does not give access to Microsoft Graph/)
  })
})

describe('the verdict of a pasted token', () => {
  const wrong = (tokenApi: Access['tokenApi']) => verdictText({ ...access, tokenApi, verdict: { answer: 'no', reason: 'wrong-audience', claim: 'aud', value: 'x' } })
  it.each([
    ['defender-endpoint', /Defender for Endpoint.*Defender XDR is the API in Settings.*has no incidents/, /add Incident\.Read\.All of “Microsoft Threat Protection”.*scope https:\/\/api\.security\.microsoft\.com\/\.default/],
    ['microsoft-graph', /for Microsoft Graph, but Defender XDR/, /choose it in Settings instead of Defender XDR/],
    ['own-app', /the app itself.*ID token/, /scope https/],
    ['other-cloud', /other clouds.*its own hosts and tokens/, /scope https/],
    ['azure-management', /Azure Resource Manager/, /scope https/],
    [null, /not for Defender XDR/, /scope https/],
  ] as const)('names the API that it is for: %s', (tokenApi, because, steps) => {
    expect(wrong(tokenApi).because).toMatch(because)
    expect(wrong(tokenApi).steps.join(' ')).toMatch(steps)
  })

  it('does not suggest the button that gets a new token', () => {
    const expired = verdictText({ ...access, verdict: { answer: 'no', reason: 'expired', claim: 'exp', value: '2026-11-24T12:00:00Z' } })
    expect(expired.steps[0]).toBe('Get a new token from the same source.')
    const saved = verdictText({ ...access, obtainedAt: '2026-11-24T12:00:00Z', clockOffsetSeconds: 4000, verdict: { answer: 'no', reason: 'expired', claim: 'exp', value: '2026-11-24T12:00:00Z' } })
    expect(saved).toMatchObject({ because: expect.stringMatching(/clock is 1\u00A0h 6\u00A0min ahead or more/) as unknown })
    expect(saved.steps[0]).toBe('Get a new token.')
  })
})

describe('the verdict after a test call', () => {
  const works = { outcome: { kind: 'works' }, testedAt: '2026-11-24T11:30:00Z' } as const
  const refused = { ...works, outcome: { kind: 'refused', failure: { code: 'forbidden', details: { status: 403 } } } } as const
  const undecided = { ...works, outcome: { kind: 'undecided', failure: { code: 'offline', details: {} } } } as const
  const unreadable = { answer: 'unknown', reason: 'unreadable', claim: '', value: '' } as const
  const missing = { answer: 'no', reason: 'no-roles', claim: 'roles', value: '' } as const
  const expired = { answer: 'no', reason: 'expired', claim: 'exp', value: '2026-11-24T12:00:00Z' } as const

  it.each([
    ['accepted', works, unreadable, 'yes', true], ['refused', refused, unreadable, 'no', true], ['undecided', undecided, unreadable, 'unknown', false],
    ['accepted, which the claims already prove', works, access.verdict, 'yes', false], ['refused in spite of its claims', refused, access.verdict, 'no', true],
    ['accepted in spite of its claims', works, missing, 'yes', true], ['refused, which the claims already explain', refused, missing, 'no', false],
    ['expired since it was accepted', works, expired, 'no', false], ['accepted after this computer called it expired', { ...works, testedAt: '2026-11-24T12:30:00Z' }, expired, 'yes', true],
  ] as const)('is the API\'s answer if the token was %s', (_, test, verdict, answer, byTest) => {
    expect(answerOf({ verdict, test })).toEqual({ answer, byTest })
  })

  it('says that the API decided, and suggests no test', () => {
    const said = (test: Access['test']) => verdictText({ ...access, obtainedAt: '2026-11-24T11:00:00Z', verdict: unreadable, test })
    expect(said(works)).toMatchObject({ because: expect.stringMatching(/^The API accepted this token at \d\d:\d\d\. The token cannot be decoded/) as unknown, steps: [] })
    expect(said(refused)).toMatchObject({ because: expect.stringMatching(/^The API refused this token at \d\d:\d\d; the test call below says why\. The token cannot/) as unknown, steps: [] })
    expect(said(undecided).steps.join(' ')).toContain('“Test with the API”')
  })
})
