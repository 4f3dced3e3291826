import type { CredentialExpiry } from '../../shared/contract/credential'
import { describe, expect, it } from 'vitest'
import { expiryAdviceText, expiryText, othersText, validUntilText } from './expiry-text'

const now = new Date(2026, 10, 25, 15, 30).getTime()
const noted = (at: string): CredentialExpiry => ({ of: 'secret', at, source: 'noted' })
const certificate = (at: number): CredentialExpiry => ({ of: 'certificate', at: new Date(at).toISOString(), source: 'certificate' })

describe('the text about the expiry', () => {
  it.each([
    ['2026-12-26', 'client secret expires in 31\u00A0days, on 26 Dec 2026'],
    ['2026-12-25', 'client secret expires in 30\u00A0days, on 25 Dec 2026'],
    ['2026-12-03', 'client secret expires in 8\u00A0days, on 3 Dec 2026'],
    ['2026-12-02', 'client secret expires in 7\u00A0days, on 2 Dec 2026'],
    ['2026-11-26', 'client secret expires tomorrow, on 26 Nov 2026'],
    ['2026-11-25', 'client secret expires today, on 25 Nov 2026'],
    ['2026-11-24', 'client secret expired on 24 Nov 2026'],
    ['2027-11-25', 'client secret expires in 365\u00A0days, on 25 Nov 2027'],
  ])('of a secret is exact to the day, on %s', (at, text) => {
    expect(expiryText(noted(at), now)).toBe(text)
  })

  it('of a certificate is exact to the millisecond', () => {
    expect(expiryText(certificate(now + 1), now)).toBe('certificate expires today, on 25 Nov 2026')
    expect(expiryText(certificate(now), now)).toBe('certificate expired on 25 Nov 2026')
  })

  it('of a certificate\'s facts begins with the day', () => {
    const at = (ms: number) => validUntilText(new Date(ms).toISOString(), now)
    expect([at(now + 1), at(now + 364 * 86_400_000), at(now)]).toEqual(['25 Nov 2026, today', '24 Nov 2027, in 364\u00A0days', '25 Nov 2026, expired'])
  })

  it('is past once Entra refused the secret as expired', () => {
    const found: CredentialExpiry = { of: 'secret', at: '2026-11-25', source: 'entra' }
    expect(expiryText(found, now)).toBe('client secret has expired: Entra refused it on 25 Nov 2026')
  })

  it('of other profiles says whether it is past', () => {
    const [later, past] = [noted('2026-12-02'), noted('2026-11-02')]
    expect([[later], [past], [later, later], [later, past], [past, past]].map(all => othersText(all, now))).toEqual([
      'In another profile, a credential expires soon.', 'In another profile, a credential has expired.', 'In 2 other profiles, credentials expire soon.',
      'In 2 other profiles, credentials have expired or expire soon.', 'In 2 other profiles, credentials have expired.',
    ])
  })

  it('comes with advice, which says that the old credential still works only if it does', () => {
    expect(expiryAdviceText(noted('2026-12-02'), now)).toMatch(/new client secret.*save its Value.*The old secret works until 2 Dec 2026/)
    expect(expiryAdviceText(noted('2026-11-02'), now)).toMatch(/Settings\.$/)
    expect(expiryAdviceText(certificate(now + 1), now)).toMatch(/another certificate.*upload.*The old certificate works until 25 Nov 2026/)
  })
})
