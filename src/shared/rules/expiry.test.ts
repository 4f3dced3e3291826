import type { CredentialExpiry } from '../contract/credential'
import { describe, expect, it } from 'vitest'
import { expiryStage } from './expiry'

const now = new Date(2026, 10, 25, 15, 30).getTime()
const noted = (at: string): CredentialExpiry => ({ of: 'secret', at, source: 'noted' })
const certificate = (at: number): CredentialExpiry => ({ of: 'certificate', at: new Date(at).toISOString(), source: 'certificate' })

describe('the stage of the reminder', () => {
  it.each([
    ['2026-12-26', null], ['2026-12-25', 'month'], ['2026-12-03', 'month'], ['2026-12-02', 'week'], ['2026-11-26', 'week'], ['2026-11-25', 'week'],
    ['2026-11-24', 'expired'], ['2027-11-25', null],
  ])('of a secret that expires on %s is %s', (at, stage) => {
    expect(expiryStage(noted(at), now)).toBe(stage)
  })

  it.each([0, 8, 23])('counts days, not hours, at %i:59', (hour) => {
    expect(expiryStage(noted('2026-12-02'), new Date(2026, 10, 25, hour, 59).getTime())).toBe('week')
  })

  it('of a certificate is exact to the millisecond', () => {
    expect(expiryStage(certificate(now + 1), now)).toBe('week')
    expect(expiryStage(certificate(now), now)).toBe('expired')
    expect(expiryStage(certificate(now + 31 * 86_400_000), now)).toBeNull()
  })

  it('is expired once Entra has refused the secret as expired', () => {
    expect(expiryStage({ of: 'secret', at: '2026-11-25', source: 'entra' }, now)).toBe('expired')
  })
})
