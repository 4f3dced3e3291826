/** @file Decodes an access token for display and judges whether it can list incidents. No network, nothing verified: the API verifies. */
import type { Access, ApiKind, Claims, Profile, Verdict } from '../../shared/model'
import type { IncidentApi } from './incident-api'
import type { Token } from './sign-in'
import { decodeJwt } from 'jose'
import * as v from 'valibot'
import { excerpt } from './errors'
import { worldwide } from './cloud'

/** A clock may differ by this much before a time claim is held against a token. */
const toleranceMs = 5 * 60_000

const text = v.optional(v.fallback(v.nullable(v.string()), null), null)
const seconds = v.optional(v.fallback(v.nullable(v.pipe(v.number(), v.finite())), null), null)
const texts = v.fallback(v.array(v.string()), [])

/** Of v1 and v2 tokens alike; the resource decides which it gets. Any claim may be missing or of another type. */
const claimsSchema = v.object({
  aud: v.optional(v.fallback(v.union([v.pipe(v.string(), v.transform(aud => [aud])), v.array(v.string())]), []), []),
  iss: text,
  tid: text,
  appid: text,
  azp: text,
  scp: text,
  roles: v.optional(texts, []),
  iat: seconds,
  nbf: seconds,
  exp: seconds,
})
type RawClaims = v.InferOutput<typeof claimsSchema>

const empty: RawClaims = { aud: [], iss: null, tid: null, appid: null, azp: null, scp: null, roles: [], iat: null, nbf: null, exp: null }

function decode(token: string): RawClaims | null {
  try {
    return v.parse(claimsSchema, decodeJwt(token))
  } catch {
    return null
  }
}

const iso = (value: number | null): string | null => {
  const ms = (value ?? Number.NaN) * 1000
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : null
}

function toClaims(raw: RawClaims): Claims {
  return {
    audience: raw.aud.map(aud => excerpt(aud)),
    issuer: raw.iss && excerpt(raw.iss),
    tenantId: raw.tid && excerpt(raw.tid),
    appId: (raw.appid ?? raw.azp) && excerpt(raw.appid ?? raw.azp ?? ''),
    roles: raw.roles.map(role => excerpt(role, 200)),
    issuedAt: iso(raw.iat),
    notBefore: iso(raw.nbf),
    expiresAt: iso(raw.exp),
  }
}

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
const sameId = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

const isFor = (raw: RawClaims, { audiences }: IncidentApi): boolean => raw.aud.some(aud => audiences.includes(aud.toLowerCase().replace(/\/+$/, '')))

/** Of the two APIs the one that a token is for. */
function tokenApiOf(raw: RawClaims, asked: IncidentApi): ApiKind | null {
  return [asked, ...Object.values(worldwide.apis)].find(api => isFor(raw, api))?.kind ?? null
}

/** The roles' part of the verdict, once the token itself is right. */
function judgeRoles(raw: RawClaims, { listRoles }: IncidentApi): Verdict {
  const listing = raw.roles.find(role => listRoles.includes(role))
  if (listing) return { canList: true, reason: 'role-present', claim: 'roles', value: listing }
  if (raw.roles.length === 0 && raw.scp) return { canList: false, reason: 'delegated', claim: 'scp', value: excerpt(raw.scp) }
  return { canList: false, reason: raw.roles.length === 0 ? 'no-roles' : 'role-missing', claim: 'roles', value: excerpt(raw.roles.join(', ')) }
}

/** The first thing that keeps the token from listing incidents, in the order in which to fix them. */
function judge(raw: RawClaims | null, profile: Pick<Profile, 'tenantId' | 'clientId'>, api: IncidentApi, now: number): Verdict {
  if (!raw) return { canList: false, reason: 'unreadable', claim: '', value: '' }
  const app = raw.appid ?? raw.azp
  const no = (reason: Verdict['reason'], claim: string, value: string | null): Verdict =>
    ({ canList: false, reason, claim, value: excerpt(value ?? '') })
  if (!isFor(raw, api)) return no('wrong-audience', 'aud', raw.aud.join(', '))
  if (raw.tid !== null && guid.test(profile.tenantId) && !sameId(raw.tid, profile.tenantId)) return no('wrong-tenant', 'tid', raw.tid)
  if (app !== null && !sameId(app, profile.clientId)) return no('wrong-app', raw.appid === null ? 'azp' : 'appid', app)
  if (raw.exp !== null && raw.exp * 1000 <= now) return no('expired', 'exp', iso(raw.exp))
  if (raw.nbf !== null && raw.nbf * 1000 > now + toleranceMs) return no('not-yet-valid', 'nbf', iso(raw.nbf))
  return judgeRoles(raw, api)
}

/** Explains `token`: its claims and whether it can list incidents of `api`. `now` in ms since 1970. */
export function explainToken(token: Token, profile: Pick<Profile, 'tenantId' | 'clientId'>, api: IncidentApi, now: number): Access {
  const raw = decode(token.value)
  return {
    api: api.kind,
    tokenApi: raw && tokenApiOf(raw, api),
    claims: toClaims(raw ?? empty),
    verdict: judge(raw, profile, api, now),
    obtainedAt: new Date(token.obtainedAt).toISOString(),
  }
}
