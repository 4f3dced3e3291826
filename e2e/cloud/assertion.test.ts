import { createHash, X509Certificate } from 'node:crypto'
import { importPKCS8, SignJWT } from 'jose'
import { generate } from 'selfsigned'
import { beforeAll, expect, it } from 'vitest'
import { assertionProblem, assertionType } from './assertion'
import { createEntra } from './entra'
import { createRandom } from '../../src/main/core/sample/random'
import { governmentHosts } from './hosts'

const entra = createEntra(createRandom(1))
const { tenantId, clientId } = entra.app
const audience = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`
const now = Date.now()
const seconds = Math.floor(now / 1000)

const make = () => generate([{ name: 'commonName', value: 'registered' }], { keySize: 2048, algorithm: 'sha256' })
let registered: Awaited<ReturnType<typeof make>>
let other: typeof registered
beforeAll(async () => {
  [registered, other] = await Promise.all([make(), make()])
  entra.certificates = [registered.cert]
})

interface Changes { key?: string, thumbprintOf?: string, algorithm?: string, claims?: Record<string, unknown> }

async function assertion({ key = registered.private, thumbprintOf = registered.cert, algorithm = 'PS256', claims = {} }: Changes = {}) {
  const x5t = createHash('sha256').update(new X509Certificate(thumbprintOf).raw).digest('base64url')
  return new SignJWT({ aud: audience, iss: clientId, sub: clientId, jti: 'once', nbf: seconds, exp: seconds + 600, ...claims })
    .setProtectedHeader({ 'alg': algorithm, 'typ': 'JWT', 'x5t#S256': x5t }).sign(await importPKCS8(key, algorithm))
}

const problem = async (changes?: Changes) => assertionProblem(await assertion(changes), { certificates: entra.certificates, clientId, audience, now })

it('accepts an assertion signed by a registered certificate', async () => {
  expect(await problem()).toBeNull()
  const body = new URLSearchParams({
    client_id: clientId, grant_type: 'client_credentials', scope: 'https://api.security.microsoft.com/.default', client_assertion_type: assertionType, client_assertion: await assertion(),
  })
  expect((await entra.token(tenantId, body.toString(), now)).status).toBe(200)
  body.set('client_assertion_type', 'other')
  expect((await entra.token(tenantId, body.toString(), now)).body).toContain('AADSTS7000215')
})

it.each<[string, () => Changes, number]>([
  ['a certificate that is not registered', () => ({ key: other.private, thumbprintOf: other.cert }), 700027],
  ['a wrong key with the thumbprint of a registered certificate', () => ({ key: other.private }), 700027],
  ['the thumbprint of another certificate', () => ({ thumbprintOf: other.cert }), 700027],
  ['another algorithm', () => ({ algorithm: 'RS256' }), 700027],
  ['another audience', () => ({ claims: { aud: audience.replace(tenantId, 'common') } }), 700027],
  ['another issuer', () => ({ claims: { iss: tenantId } }), 700027],
  ['another subject', () => ({ claims: { sub: tenantId } }), 700027],
  ['no token ID', () => ({ claims: { jti: undefined } }), 700027],
  ['no expiry', () => ({ claims: { exp: undefined } }), 700027],
  ['an expiry in the past', () => ({ claims: { exp: seconds - 301 } }), 700024],
  ['a start in the future', () => ({ claims: { nbf: seconds + 301 } }), 700024],
])('refuses an assertion with %s', async (_name, changes, number) => {
  expect(await problem(changes())).toBe(number)
})

it('accepts an assertion only for its own authority', async () => {
  const hosts = governmentHosts
  const government = createEntra(createRandom(1), hosts)
  government.certificates = [registered.cert]
  const statusFor = async (aud: string) => {
    const client_assertion = await assertion({ claims: { aud, iss: government.app.clientId, sub: government.app.clientId } })
    const form = { client_id: government.app.clientId, grant_type: 'client_credentials', scope: `https://${hosts.resource}/.default`, client_assertion_type: assertionType, client_assertion }
    return (await government.token(government.app.tenantId, new URLSearchParams(form).toString(), now)).status
  }
  expect(await statusFor(`https://${hosts.login}/${government.app.tenantId}/oauth2/v2.0/token`)).toBe(200)
  expect(await statusFor(`https://login.microsoftonline.com/${government.app.tenantId}/oauth2/v2.0/token`)).toBe(401)
})

it('refuses text that is not an assertion', async () => {
  expect(await assertionProblem('a.b.c', { certificates: entra.certificates, clientId, audience, now })).toBe(700027)
})
