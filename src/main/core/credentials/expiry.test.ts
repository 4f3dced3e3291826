import { expect, it } from 'vitest'
import { dayOf, expiryOf, foundExpired } from './expiry'

const certificate = { subject: 'CN=x', thumbprintSha256: 'FF', thumbprintSha1: 'EE', notBefore: '2026-01-01T00:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z' }
const noted = { date: '2027-02-03', source: 'noted' } as const

it('expiryOf returns the expiry of the certificate, or else that of the secret if it is known', () => {
  expect(expiryOf({ certificate, secretExpiry: noted })).toEqual({ of: 'certificate', at: certificate.expiresAt, source: 'certificate' })
  expect(expiryOf({ certificate: null, secretExpiry: noted })).toEqual({ of: 'secret', at: '2027-02-03', source: 'noted' })
  expect(expiryOf({ certificate: null, secretExpiry: null })).toBeNull()
})

it.each([[new Date(2026, 0, 2), '2026-01-02'], [new Date(2026, 11, 31, 23, 59), '2026-12-31']])('dayOf converts %s to the local day %s', (date, day) => {
  expect(dayOf(date.getTime())).toBe(day)
})

it('foundExpired returns today, unless the user entered a day in the past', () => {
  const now = new Date(2027, 1, 3, 12).getTime()
  const refused = { date: '2027-02-03', source: 'entra' }
  expect(foundExpired(null, now)).toEqual(refused)
  expect(foundExpired(noted, now)).toEqual(refused)
  expect(foundExpired({ ...noted, date: '2027-02-02' }, now)).toEqual({ date: '2027-02-02', source: 'noted' })
})
