import type { VerdictReason } from '../../shared/model'
import { describe, expect, it } from 'vitest'
import { roleMeaning } from './roles'
import { verdictTitle, verdictWords } from './verdict-words'

describe('verdict', () => {
  it.each<[VerdictReason, string, string, RegExp]>([
    ['role-missing', 'roles', 'AdvancedHunting.Read.All', /claim roles holds AdvancedHunting\.Read\.All, but not/],
    ['no-roles', 'roles', '', /claim roles is missing/],
    ['delegated', 'scp', 'Incident.Read', /claim scp holds Incident\.Read/],
    ['wrong-audience', 'aud', 'https://other.example', /claim aud holds https:\/\/other\.example/],
    ['wrong-tenant', 'tid', 'another', /claim tid holds another/],
    ['wrong-app', 'azp', 'another', /claim azp holds another, which is not the client ID/],
    ['expired', 'exp', '2026-11-24T12:00:00Z', /claim exp/],
    ['not-yet-valid', 'nbf', '2026-11-24T12:00:00Z', /claim nbf/],
    ['unreadable', '', '', /cannot be decoded/],
  ])('%s names the claim and says what to do', (reason, claim, value, because) => {
    const verdict = { canList: false, reason, claim, value }
    expect(verdictTitle(verdict)).toBe('Cannot list incidents')
    expect(verdictWords(verdict).because).toMatch(because)
    expect(verdictWords(verdict).steps.length).toBeGreaterThan(0)
  })

  it('is nothing to do where the role is there', () => {
    const verdict = { canList: true, reason: 'role-present', claim: 'roles', value: 'Incident.Read.All' } as const
    expect(verdictTitle(verdict)).toBe('Can list incidents')
    expect(verdictWords(verdict)).toMatchObject({ because: 'The claim roles holds Incident.Read.All.', steps: [] })
  })

  it('roles say what they allow; an unknown one is named as such, whatever it is called', () => {
    for (const role of ['Incident.Read.All', 'Incident.ReadWrite.All', 'AdvancedHunting.Read.All', 'CustomDetections.ReadWrite.All', 'SecurityIncident.Read.All']) {
      expect(roleMeaning(role)).not.toMatch(/does not know/)
    }
    for (const role of ['Something.Else', 'constructor', '__proto__']) expect(roleMeaning(role)).toMatch(/does not know/)
  })
})
