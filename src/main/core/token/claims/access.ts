/**
 * @file Determines from the claims of an access token, without a request, whether the token can list incidents. The verdict is `no` if a claim proves
 * that it cannot, and `unknown` if a claim is missing or unreadable, or if the clock is known to be wrong. The API makes the final decision.
 */
import type { Access, CheckResult, CheckSubject, Verdict, VerdictReason } from '../../../../shared/contract/access'
import type { Profile, Target } from '../../../../shared/contract/model'
import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { Cloud } from '../../microsoft/clouds'
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { Token } from '../token'
import type { DecodedToken, RawClaims } from './token-claims'
import { isGuid, sameId } from '../../../../shared/values/ids'
import { audienceOf, incidentApiOf, isFor } from './audiences'
import { clouds, worldwide } from '../../microsoft/clouds'
import { excerpt } from '../../base/errors'
import { decodeToken, isEncrypted, isoTime, shownClaims, valueText } from './token-claims'

/** The difference between clocks, in ms, up to which a time claim does not count against a token. */
const toleranceMs = 5 * 60_000
/** Entra backdates its tokens by this time, in ms, for resources with a slow clock. */
const backdatedMs = 5 * 60_000

type Saved = Pick<Profile, 'tenantId' | 'clientId'>

/** A token and everything that the checks need. */
interface CheckInput {
  readonly token: DecodedToken
  readonly raw: RawClaims
  /** null if no profile is saved. */
  readonly saved: Saved | null
  readonly api: IncidentApi
  /** ms since 1970. */
  readonly now: number
  /** ms since 1970; null for a pasted token. */
  readonly obtainedAt: number | null
  /** As in Access, but 0 if the clock is not known to be wrong. */
  readonly clockOffsetSeconds: number
}

type Finding = Exclude<CheckResult, 'bad'> | Verdict

const verdictOf = (answer: Verdict['answer'], reason: VerdictReason, claim: string, value: string | null): Verdict => ({ answer, reason, claim, value: excerpt(value ?? '') })
/** Returns the verdict for a claim that proves that the token cannot list incidents. */
const rulesOut = (reason: VerdictReason, claim: string, value: string | null): Verdict => verdictOf('no', reason, claim, value)
/** Returns the verdict for a claim that proves nothing. */
const undecided = (reason: VerdictReason, claim: string, value: string | null): Verdict => verdictOf('unknown', reason, claim, value)

/** Returns the value of a mistyped claim as text; '' if the claim is missing. */
function mistypedValue({ others }: DecodedToken, claim: string): string {
  const value = others.find(([name]) => name === claim)
  return value ? valueText(value[1]) : ''
}

function checkApp({ raw, saved }: CheckInput): Finding {
  const id = raw.appid ?? raw.azp
  if (id === null || !saved) return 'unknown'
  return sameId(id, saved.clientId) ? 'good' : rulesOut('wrong-app', raw.appid === null ? 'azp' : 'appid', id)
}

function checkTenant({ raw, saved }: CheckInput): Finding {
  // A tenant that is saved by its domain cannot be compared with an ID.
  if (raw.tid === null || !saved || !isGuid(saved.tenantId)) return 'unknown'
  return sameId(raw.tid, saved.tenantId) ? 'good' : rulesOut('wrong-tenant', 'tid', raw.tid)
}

/** Returns whether a token that is expired by this computer's clock may still be valid by Entra's. */
function mayBeValid({ raw: { iat }, now, obtainedAt, clockOffsetSeconds }: CheckInput, expiry: number): boolean {
  if (clockOffsetSeconds > 0) return expiry > now - clockOffsetSeconds * 1000 - backdatedMs
  // Entra issues no expired tokens, so a token that was expired when it was obtained proves that the clock is wrong.
  return iat === null && expiry <= (obtainedAt ?? -Infinity)
}

function checkLifetime(given: CheckInput): Finding {
  const { raw: { iat, nbf, exp }, now, clockOffsetSeconds } = given
  if (exp !== null && exp * 1000 <= now) return (mayBeValid(given, exp * 1000) ? undecided : rulesOut)('expired', 'exp', isoTime(exp))
  const start = (nbf ?? 0) * 1000
  if (start > now + toleranceMs) {
    const isClockBehind = clockOffsetSeconds < 0 && start <= (iat ?? 0) * 1000 + toleranceMs
    return (isClockBehind ? undecided : rulesOut)('not-yet-valid', 'nbf', isoTime(nbf))
  }
  return exp === null ? 'unknown' : 'good'
}

function checkAudience({ token, raw, api }: CheckInput): Finding {
  if (isFor(raw, api)) return 'good'
  return raw.aud.length === 0 ? undecided('audience-unknown', 'aud', mistypedValue(token, 'aud')) : rulesOut('wrong-audience', 'aud', raw.aud.join(', '))
}

/** Returns the token's first role that may list incidents. */
const listingRole = (raw: RawClaims, { listRoles }: IncidentApi): string | undefined => raw.roles?.find(role => listRoles.includes(role))

function checkRoles({ token, raw, api }: CheckInput): Finding {
  if (listingRole(raw, api) !== undefined) return 'good'
  if (raw.scp) return rulesOut('delegated', 'scp', raw.scp)
  if (raw.idtyp === 'user') return rulesOut('delegated', 'idtyp', raw.idtyp)
  if (raw.roles === null) return undecided('roles-malformed', 'roles', mistypedValue(token, 'roles'))
  if (raw.roles.length > 0) return rulesOut('role-missing', 'roles', raw.roles.join(', '))
  // A token for the API lacks this claim if no role is granted. Without an audience, the missing claim proves nothing.
  return (raw.aud.length > 0 ? rulesOut : undecided)('no-roles', 'roles', null)
}

function checkSignature({ token: { algorithm, parts, signed } }: CheckInput): Finding {
  if (algorithm?.toLowerCase() === 'none' || (algorithm !== null && !signed)) return rulesOut('unsigned', 'alg', algorithm)
  if (parts !== 3) return undecided('malformed', '', String(parts))
  return algorithm === null ? undecided('malformed', 'alg', null) : 'good'
}

/** The checks, in the order in which the user should fix the problems that they find. */
const checks: Readonly<Record<CheckSubject, (given: CheckInput) => Finding>> = {
  signature: checkSignature,
  audience: checkAudience,
  tenant: checkTenant,
  app: checkApp,
  lifetime: checkLifetime,
  roles: checkRoles,
}
const subjects = Object.keys(checks) as CheckSubject[]
const allUnknown = Object.fromEntries(subjects.map(subject => [subject, 'unknown'])) as Access['checks']

function judge(given: CheckInput): Pick<Access, 'verdict' | 'checks'> {
  const findings = subjects.map(subject => [subject, checks[subject](given)] as const)
  const problems = findings.map(([, finding]) => finding).filter(finding => typeof finding !== 'string')
  const verdict = problems.find(({ answer }) => answer === 'no') ?? problems[0] ?? verdictOf('yes', 'role-present', 'roles', listingRole(given.raw, given.api) ?? null)
  const resultOf = (finding: Finding): CheckResult => typeof finding === 'string' ? finding : finding.answer === 'no' ? 'bad' : 'unknown'
  return { verdict, checks: Object.fromEntries(findings.map(([subject, finding]) => [subject, resultOf(finding)])) as Access['checks'] }
}

/**
 * Returns by how many seconds at least this computer's clock is ahead (positive) or behind (negative); null if neither is proven. `iat` is the time
 * by Entra's clock. The app's own token was issued just before it was obtained. A pasted token may be old, so it proves only a clock that is behind.
 */
function provenClockOffsetSeconds({ iat }: RawClaims, obtainedAt: number | null, now: number): number | null {
  if (iat === null) return null
  const ahead = (obtainedAt ?? now) - iat * 1000
  if (ahead < -toleranceMs) return Math.round(ahead / 1000)
  return obtainedAt !== null && ahead > backdatedMs + toleranceMs ? Math.round((ahead - backdatedMs) / 1000) : null
}

interface Context extends Pick<CheckInput, 'saved' | 'now'> {
  readonly cloud: Cloud
  readonly kind: ApiKind
}

/** Explains a token. `read`: the decoded token, or the reason why its claims cannot be read. */
function explain(read: DecodedToken | 'encrypted' | 'unreadable', { saved, now, cloud, kind }: Context, obtainedAt: number | null): Access {
  const api = cloud.apis[kind]
  const token = typeof read === 'string' ? null : read
  const off = token && provenClockOffsetSeconds(token.raw, obtainedAt, now)
  return {
    api: kind,
    audience: api.scope.replace(/\/\.default$/, ''),
    tokenApi: token && audienceOf(token.raw, cloud),
    claims: shownClaims(token),
    ...(typeof read === 'string'
      ? { verdict: undecided(read, '', null), checks: allUnknown }
      : judge({ saved, now, api, token: read, raw: read.raw, obtainedAt, clockOffsetSeconds: off ?? 0 })),
    clockOffsetSeconds: off,
    obtainedAt: obtainedAt === null ? null : new Date(obtainedAt).toISOString(),
    test: null,
  }
}

/** Explains a token: its claims, and whether it can list incidents of the profile's API. `now`: ms since 1970. */
export function explainToken(token: Pick<Token, 'value' | 'obtainedAt'>, saved: Target, now: number): Access {
  const read = decodeToken(token.value) ?? (isEncrypted(token.value) ? 'encrypted' : 'unreadable')
  return explain(read, { saved, now, cloud: clouds[saved.cloud], kind: saved.api }, token.obtainedAt)
}

/** Explains a pasted token. Without a saved profile, checks it for the API and cloud in its audience. `now`: ms since 1970. */
export function explainPasted(token: DecodedToken, saved: Profile | null, now: number): Access {
  const cloud = saved ? clouds[saved.cloud] : Object.values(clouds).find(each => incidentApiOf(token.raw, each)) ?? worldwide
  return explain(token, { saved, now, cloud, kind: saved?.api ?? incidentApiOf(token.raw, cloud) ?? 'defender-xdr' }, null)
}

/** Returns whether the claims prove that `token` is for `api` but has no role that may list incidents. */
export function lacksListRole(token: string, api: IncidentApi): boolean {
  const raw = decodeToken(token)?.raw
  return raw !== undefined && raw.roles !== null && isFor(raw, api) && listingRole(raw, api) === undefined
}
