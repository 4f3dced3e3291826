/** @file Reads the claims of an access token. Nothing is verified: the API verifies. Any claim may be missing, of another type, or hostile. */
import type { Claims } from '../../../shared/access'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import * as v from 'valibot'
import { excerpt } from '../errors'

const text = v.optional(v.fallback(v.nullable(v.string()), null), null)
const seconds = v.optional(v.fallback(v.nullable(v.pipe(v.number(), v.finite())), null), null)
const mostRoles = 250
const mostOthers = 40

/** Of v1 and v2 tokens alike; the resource decides which it gets. */
const claimsSchema = v.object({
  aud: v.optional(v.fallback(v.union([v.pipe(v.string(), v.transform(aud => [aud])), v.array(v.string())]), []), []),
  iss: text,
  tid: text,
  appid: text,
  azp: text,
  appidacr: text,
  azpacr: text,
  scp: text,
  idtyp: text,
  ver: text,
  /** null: of another type than a list of names. */
  roles: v.optional(v.fallback(v.nullable(v.array(v.string())), null), []),
  iat: seconds,
  nbf: seconds,
  exp: seconds,
})

export type RawClaims = v.InferOutput<typeof claimsSchema>

export interface DecodedToken {
  readonly raw: RawClaims
  /** Every claim that the schema does not name, as received. */
  readonly others: readonly (readonly [string, unknown])[]
  /** `alg` of the header; null where it cannot be read. */
  readonly algorithm: string | null
  readonly signed: boolean
}

function algorithmOf(token: string): string | null {
  try {
    const { alg } = decodeProtectedHeader(token)
    return typeof alg === 'string' ? alg : null
  } catch {
    return null
  }
}

/** The claims of a token; null where it has none that can be read. */
export function decodeToken(token: string): DecodedToken | null {
  try {
    const payload = decodeJwt(token)
    return {
      raw: v.parse(claimsSchema, payload),
      // Own entries only: a claim may be called `__proto__` or `constructor`.
      others: Object.entries(payload).filter(([name]) => !Object.hasOwn(claimsSchema.entries, name)),
      algorithm: algorithmOf(token),
      signed: (token.split('.')[2] ?? '') !== '',
    }
  } catch {
    return null
  }
}

/** A time claim as ISO text; null where it is none. */
export function isoTime(value: number | null): string | null {
  const ms = (value ?? Number.NaN) * 1000
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : null
}

/** A claim's value for reading. */
function valueText(value: unknown): string {
  try {
    return typeof value === 'string' ? value : JSON.stringify(value)
  } catch {
    // JSON.parse takes any depth, JSON.stringify does not.
    return '(nested too deep to show)'
  }
}

const credentials: ReadonlyMap<string | null, Claims['credential']> = new Map([['1', 'secret'], ['2', 'certificate']])
const nothing: Claims = {
  audience: [], issuer: null, tenantId: null, appId: null, roles: [], moreRoles: 0, scopes: null, version: null, credential: null,
  issuedAt: null, notBefore: null, expiresAt: null, others: [], moreOthers: 0,
}

/** What is shown of a token, every text and every list bounded. */
export function shownClaims(token: DecodedToken | null): Claims {
  if (!token) return nothing
  const { raw, others } = token
  const short = (value: string | null) => value === null ? null : excerpt(value)
  const roles = raw.roles ?? []
  return {
    audience: raw.aud.slice(0, 10).map(aud => excerpt(aud)),
    issuer: short(raw.iss),
    tenantId: short(raw.tid),
    appId: short(raw.appid ?? raw.azp),
    roles: roles.slice(0, mostRoles).map(role => excerpt(role, 200)),
    moreRoles: Math.max(0, roles.length - mostRoles),
    scopes: short(raw.scp),
    version: short(raw.ver),
    credential: credentials.get(raw.appidacr ?? raw.azpacr) ?? null,
    issuedAt: isoTime(raw.iat),
    notBefore: isoTime(raw.nbf),
    expiresAt: isoTime(raw.exp),
    others: others.slice(0, mostOthers).map(([name, value]) => ({ name: excerpt(name, 100), value: excerpt(valueText(value), 300) })),
    moreOthers: Math.max(0, others.length - mostOthers),
  }
}
