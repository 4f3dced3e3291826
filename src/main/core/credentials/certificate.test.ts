import type { Certificate } from '../../../shared/contract/credential'
import type { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { certificateFacts, checkValidity } from './certificate'

const certificate: Certificate = { subject: 'CN=x', thumbprintSha256: 'FF', thumbprintSha1: 'EE', notBefore: '2026-01-01T00:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z' }
const check = (time: string) => () => checkValidity(certificate, Date.parse(time))

describe('checkValidity', () => {
  it.each(['2026-01-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z', '2026-12-31T23:59:59.999Z'])('accepts a certificate at %s', (time) => {
    expect(check(time)).not.toThrow()
  })

  it.each([
    ['2025-12-31T23:59:59.999Z', 'certificate-not-yet-valid', certificate.notBefore],
    ['2027-01-01T00:00:00.000Z', 'certificate-expired', certificate.expiresAt],
  ])('refuses the time %s with the code %s and the date of the limit', (time, code, date) => {
    expect(check(time)).toThrow(expect.objectContaining({ code, details: { date } }))
  })
})

it('certificateFacts returns the subject on one line, thumbprints without colons and times in ISO format', () => {
  const x509 = { subject: 'O=Contoso\nCN=x', fingerprint256: 'AA:BB', fingerprint: 'CC:DD', validFrom: 'Jan  1 00:00:00 2026 GMT', validTo: 'Jan  1 00:00:00 2027 GMT' } as X509Certificate
  expect(certificateFacts(x509)).toEqual({ ...certificate, subject: 'O=Contoso, CN=x', thumbprintSha256: 'AABB', thumbprintSha1: 'CCDD' })
  expect(certificateFacts({ ...x509, subject: undefined } as unknown as X509Certificate).subject).toBe('')
})
