import type { CredentialExpiry } from '../../shared/contract/credential'
import { describe, expect, it } from 'vitest'
import { expiryAdviceText, expiryStage, expiryText } from './expiry-text'

const now = new Date(2026, 10, 25, 15, 30).getTime()
const noted = (at: string): CredentialExpiry => ({ of: 'secret', at, source: 'noted' })
const certificate = (at: number): CredentialExpiry => ({ of: 'certificate', at: new Date(at).toISOString(), source: 'certificate' })

describe('the expiry of a credential', () => {
  it.each([
    ['2026-12-26', null, 'client secret expires in 31 days, on 26 Dec 2026'],
    ['2026-12-25', 'month', 'client secret expires in 30 days, on 25 Dec 2026'],
    ['2026-12-03', 'month', 'client secret expires in 8 days, on 3 Dec 2026'],
    ['2026-12-02', 'week', 'client secret expires in 7 days, on 2 Dec 2026'],
    ['2026-11-26', 'week', 'client secret expires tomorrow, on 26 Nov 2026'],
    ['2026-11-25', 'week', 'client secret expires today, on 25 Nov 2026'],
    ['2026-11-24', 'expired', 'client secret expired on 24 Nov 2026'],
    ['2027-11-25', null, 'client secret expires in 365 days, on 25 Nov 2027'],
  ])('of a secret on %s', (at, stage, words) => {
    expect([expiryStage(noted(at), now), expiryText(noted(at), now)]).toEqual([stage, words])
  })

  it('counts days at any hour of the day', () => {
    for (const hour of [0, 8, 23]) expect(expiryStage(noted('2026-12-02'), new Date(2026, 10, 25, hour, 59).getTime())).toBe('week')
  })

  it('of a certificate is exact to the millisecond', () => {
    expect(expiryStage(certificate(now + 1), now)).toBe('week')
    expect(expiryText(certificate(now + 1), now)).toBe('certificate expires today, on 25 Nov 2026')
    expect(expiryStage(certificate(now), now)).toBe('expired')
    expect(expiryStage(certificate(now + 31 * 86_400_000), now)).toBeNull()
  })

  it('is past once Entra refused the secret as expired', () => {
    const found: CredentialExpiry = { of: 'secret', at: '2026-11-25', source: 'entra' }
    expect([expiryStage(found, now), expiryText(found, now)]).toEqual(['expired', 'client secret has expired: Entra refused it on 25 Nov 2026'])
  })

  it('comes with advice, which says that the old one still works only if it does', () => {
    expect(expiryAdviceText(noted('2026-12-02'), now)).toMatch(/new client secret.*save its Value.*works until then/)
    expect(expiryAdviceText(noted('2026-11-02'), now)).toMatch(/Settings\.$/)
    expect(expiryAdviceText(certificate(now + 1), now)).toMatch(/another certificate.*upload.*until then/)
  })
})
