/** @file Builds access tokens for tests. Claims have ordinary values unless a test replaces them. */
import { Buffer } from 'node:buffer'

/** The app that the tokens were issued to. */
export const app = { tenantId: '11111111-2222-4333-8444-555555555555', clientId: '66666666-7777-4888-9999-000000000000' } as const
/** The time when the tokens are issued, ms since 1970. */
export const issuedAt = Date.parse('2026-11-24T12:00:00Z')

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Returns a token for the Defender XDR API with the required role, valid for an hour. `claims` replace its own. */
export const jwt = (claims: Record<string, unknown> = {}): string => `${part({ alg: 'RS256', typ: 'JWT' })}.${part({
  // The API's app ID, which is the same in every cloud.
  aud: '8ee8fdad-f234-4243-8f3b-15c294843740', tid: app.tenantId, appid: app.clientId, roles: ['Incident.Read.All'],
  iat: issuedAt / 1000, nbf: issuedAt / 1000, exp: issuedAt / 1000 + 3600, ...claims,
})}.c2lnbmF0dXJl`
