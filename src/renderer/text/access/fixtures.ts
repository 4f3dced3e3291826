/** @file Builders for tests of the page Access. */
import type { Access, CheckResult, CheckSubject } from '../../../shared/contract/access'

/** The checks of a token that passes all of them. */
export const checks: Readonly<Record<CheckSubject, CheckResult>> = { signature: 'good', audience: 'good', tenant: 'good', app: 'good', lifetime: 'good', roles: 'good' }

/** An inspected token that can list incidents. */
export const access: Access = {
  api: 'defender-xdr', audience: 'https://api.security.microsoft.com', tokenApi: 'defender-xdr', checks, clockOffsetSeconds: null, obtainedAt: null,
  verdict: { answer: 'yes', reason: 'role-present', claim: 'roles', value: 'Incident.ReadWrite.All' },
  claims: {
    audience: ['https://api.security.microsoft.com'], issuer: null, tenantId: 't', appId: 'a', roles: [], moreRoles: 0, scopes: null, version: '2.0', credential: null,
    issuedAt: null, notBefore: null, expiresAt: null, mistyped: [], others: [], moreOthers: 0,
  },
  test: null,
}
