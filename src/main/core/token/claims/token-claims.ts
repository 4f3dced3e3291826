/** @file Reads the claims of an access token without verifying it, which the API does. Any claim may be missing, of another type, or hostile. */
import type { Claims } from '../../../../shared/contract/access'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import * as v from 'valibot'
import { excerpt } from '../../base/errors'

const text = v.optional(v.fallback(v.nullable(v.string()), null), null)
const seconds = v.optional(v.fallback(v.nullable(v.pipe(v.number(), v.finite())), null), null)
const maxRoles = 250
const maxOthers = 40

/** The claims of v1 and v2 tokens; the resource determines which version it receives. */
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
  /** null if the claim is not a list of strings. */
  roles: v.optional(v.fallback(v.nullable(v.array(v.string())), null), []),
  iat: seconds,
  nbf: seconds,
  exp: seconds,
})

export type RawClaims = v.InferOutput<typeof claimsSchema>

export interface DecodedToken {
  readonly raw: RawClaims
  /** Names of claims that the schema defines but that have another type. */
  readonly mistyped: readonly string[]
  /** Every claim that `raw` does not contain, as received. */
  readonly others: readonly (readonly [string, unknown])[]
  /** The header's `alg`; null if it cannot be read. */
  readonly algorithm: string | null
  /** The number of parts; a signed token has three. */
  readonly parts: number
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

/** Returns whether a token has the five parts of an encrypted token (RFC 7516). */
export function isEncrypted(token: string): boolean {
  return token.startsWith('ey') && token.split('.').length === 5
}

/** Returns whether the schema replaced a claim's value. An empty list of audiences is valid. */
function isMistyped(name: string, value: unknown, raw: RawClaims): boolean {
  if (name === 'aud') return raw.aud.length === 0 && !(Array.isArray(value) && value.length === 0)
  return raw[name as keyof RawClaims] === null
}

/** Returns the decoded token; null if its claims cannot be read. Reads the second part whatever the number of parts, except in an encrypted token. */
export function decodeToken(token: string): DecodedToken | null {
  const parts = token.split('.')
  const [header, payloadPart = '', signature = ''] = parts
  if (parts.length === 5) return null
  try {
    // jose reads only tokens with three parts.
    const readable = `${header}.${payloadPart}.x`
    const payload = decodeJwt(readable)
    const raw = v.parse(claimsSchema, payload)
    // Object.entries returns only own members: a claim may be named `__proto__` or `constructor`.
    const entries = Object.entries(payload)
    const isNamed = (name: string) => Object.hasOwn(claimsSchema.entries, name)
    const mistyped = entries.filter(([name, value]) => isNamed(name) && isMistyped(name, value, raw)).map(([name]) => name)
    return {
      raw,
      mistyped,
      others: entries.filter(([name]) => !isNamed(name) || mistyped.includes(name)),
      algorithm: algorithmOf(readable),
      parts: parts.length,
      signed: signature !== '',
    }
  } catch {
    return null
  }
}

/** Returns a time claim (s since 1970) in ISO format; null if it is not a valid time. */
export function isoTime(value: number | null): string | null {
  const ms = (value ?? Number.NaN) * 1000
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : null
}

/** Returns a claim's value as text for display. */
export function valueText(value: unknown): string {
  try {
    return typeof value === 'string' ? value : JSON.stringify(value)
  } catch {
    // JSON.parse accepts any depth, but JSON.stringify does not.
    return '(nested too deep to show)'
  }
}

const credentials: ReadonlyMap<string | null, Claims['credential']> = new Map([['1', 'secret'], ['2', 'certificate']])
const noClaims: Claims = {
  audience: [], issuer: null, tenantId: null, appId: null, roles: [], moreRoles: 0, scopes: null, version: null, credential: null,
  issuedAt: null, notBefore: null, expiresAt: null, mistyped: [], others: [], moreOthers: 0,
}

/** Returns the claims for display. The length of every text and list is limited. */
export function shownClaims(token: DecodedToken | null): Claims {
  if (!token) return noClaims
  const { raw, mistyped, others } = token
  const short = (value: string | null) => value === null ? null : excerpt(value)
  const roles = raw.roles ?? []
  return {
    audience: raw.aud.slice(0, 10).map(aud => excerpt(aud)),
    issuer: short(raw.iss),
    tenantId: short(raw.tid),
    appId: short(raw.appid ?? raw.azp),
    roles: roles.slice(0, maxRoles).map(role => excerpt(role, 200)),
    moreRoles: Math.max(0, roles.length - maxRoles),
    scopes: short(raw.scp),
    version: short(raw.ver),
    credential: credentials.get(raw.appidacr ?? raw.azpacr) ?? null,
    issuedAt: isoTime(raw.iat),
    notBefore: isoTime(raw.nbf),
    expiresAt: isoTime(raw.exp),
    mistyped,
    others: others.slice(0, maxOthers).map(([name, value]) => ({ name: excerpt(name, 100), value: excerpt(valueText(value), 300) })),
    moreOthers: Math.max(0, others.length - maxOthers),
  }
}
