/** @file Judges whether an access token can list incidents, and what it was judged by. Offline; the API has the last word. */
import type { Access, CheckResult, CheckSubject, Verdict, VerdictReason } from '../../../shared/access'
import type { Profile, Target } from '../../../shared/model'
import type { ApiKind } from '../../../shared/cloud'
import type { Cloud } from '../cloud'
import type { IncidentApi } from '../incident/incident-api'
import type { Token } from './token'
import type { DecodedToken, RawClaims } from './token-claims'
import { isGuid, sameId } from '../../../shared/ids'
import { audienceOf, incidentApiOf, isFor } from './audiences'
import { clouds, worldwide } from '../cloud'
import { excerpt } from '../errors'
import { decodeToken, isoTime, shownClaims } from './token-claims'

/** A clock may differ by this much before a time claim is held against a token. */
const toleranceMs = 5 * 60_000
/** Entra dates its tokens back by so much, for resources whose clock is behind. */
const backdatedMs = 5 * 60_000

type Saved = Pick<Profile, 'tenantId' | 'clientId'>

/** A token with all that it is judged against. */
interface Case {
  readonly token: DecodedToken
  readonly raw: RawClaims
  /** null: nothing is saved. */
  readonly saved: Saved | null
  readonly api: IncidentApi
  /** ms since 1970. */
  readonly now: number
}

interface Problem { readonly reason: VerdictReason, readonly claim: string, readonly value: string }
type Finding = Exclude<CheckResult, 'bad'> | Problem

const problem = (reason: VerdictReason, claim: string, value: string | null): Problem => ({ reason, claim, value: excerpt(value ?? '') })

function checkApp({ raw, saved }: Case): Finding {
  const id = raw.appid ?? raw.azp
  if (id === null || !saved) return 'unknown'
  return sameId(id, saved.clientId) ? 'good' : problem('wrong-app', raw.appid === null ? 'azp' : 'appid', id)
}

function checkTenant({ raw, saved }: Case): Finding {
  // A tenant that is saved by its domain cannot be compared with an id.
  if (raw.tid === null || !saved || !isGuid(saved.tenantId)) return 'unknown'
  return sameId(raw.tid, saved.tenantId) ? 'good' : problem('wrong-tenant', 'tid', raw.tid)
}

function checkLifetime({ raw, now }: Case): Finding {
  if (raw.exp !== null && raw.exp * 1000 <= now) return problem('expired', 'exp', isoTime(raw.exp))
  if (raw.nbf !== null && raw.nbf * 1000 > now + toleranceMs) return problem('not-yet-valid', 'nbf', isoTime(raw.nbf))
  return raw.exp === null ? 'unknown' : 'good'
}

/** The role that may list incidents, if the token has one. */
const listingRole = (raw: RawClaims, { listRoles }: IncidentApi): string | undefined => raw.roles?.find(role => listRoles.includes(role))

function checkRoles({ raw, api }: Case): Finding {
  if (listingRole(raw, api) !== undefined) return 'good'
  if (raw.scp) return problem('delegated', 'scp', raw.scp)
  if (raw.idtyp === 'user') return problem('delegated', 'idtyp', raw.idtyp)
  if (raw.roles === null) return problem('roles-malformed', 'roles', null)
  return problem(raw.roles.length === 0 ? 'no-roles' : 'role-missing', 'roles', raw.roles.join(', '))
}

function checkSignature({ token: { algorithm, signed } }: Case): Finding {
  return algorithm === null || algorithm.toLowerCase() === 'none' || !signed ? problem('unsigned', 'alg', algorithm) : 'good'
}

/** In the order in which to mend what they find. */
const checks: Readonly<Record<CheckSubject, (given: Case) => Finding>> = {
  signature: checkSignature,
  audience: ({ raw, api }) => isFor(raw, api) ? 'good' : problem('wrong-audience', 'aud', raw.aud.join(', ')),
  tenant: checkTenant,
  app: checkApp,
  lifetime: checkLifetime,
  roles: checkRoles,
}
const subjects = Object.keys(checks) as CheckSubject[]
const allUnknown = Object.fromEntries(subjects.map(subject => [subject, 'unknown'])) as Access['checks']

function judge(given: Case): Pick<Access, 'verdict' | 'checks'> {
  const findings = subjects.map(subject => [subject, checks[subject](given)] as const)
  const first = findings.map(([, finding]) => finding).find(finding => typeof finding !== 'string')
  const role = listingRole(given.raw, given.api) ?? ''
  const verdict: Verdict = first ? { canList: false, ...first } : { canList: true, reason: 'role-present', claim: 'roles', value: role }
  return { verdict, checks: Object.fromEntries(findings.map(([subject, finding]) => [subject, typeof finding === 'string' ? finding : 'bad'])) as Access['checks'] }
}

/**
 * Seconds by which this computer's clock is at least off. `iat` is Entra's clock; a token obtained here was issued just before, a
 * pasted one at any time, so that it tells only of a clock that is behind.
 */
function clockOff({ iat }: RawClaims, obtainedAt: number | null, now: number): number | null {
  if (iat === null) return null
  const ahead = (obtainedAt ?? now) - iat * 1000
  if (ahead < -toleranceMs) return Math.round(ahead / 1000)
  return obtainedAt !== null && ahead > backdatedMs + toleranceMs ? Math.round((ahead - backdatedMs) / 1000) : null
}

interface Against extends Pick<Case, 'saved' | 'now'> {
  readonly cloud: Cloud
  readonly kind: ApiKind
}

function explain(token: DecodedToken | null, { saved, now, cloud, kind }: Against, obtainedAt: number | null): Access {
  const api = cloud.apis[kind]
  return {
    api: kind,
    audience: api.scope.replace(/\/\.default$/, ''),
    tokenApi: token && audienceOf(token.raw, cloud),
    claims: shownClaims(token),
    ...(token
      ? judge({ saved, now, api, token, raw: token.raw })
      : { verdict: { canList: false, reason: 'unreadable', claim: '', value: '' }, checks: allUnknown }),
    clockOff: token && clockOff(token.raw, obtainedAt, now),
    obtainedAt: obtainedAt === null ? null : new Date(obtainedAt).toISOString(),
  }
}

/** Explains `token`: its claims and whether it can list incidents of the profile's API. `now` in ms since 1970. */
export function explainToken(token: Pick<Token, 'value' | 'obtainedAt'>, saved: Target, now: number): Access {
  return explain(decodeToken(token.value), { saved, now, cloud: clouds[saved.cloud], kind: saved.api }, token.obtainedAt)
}

/** Explains a token from elsewhere. Where nothing is saved, it is judged for the API and the cloud that it is for. */
export function explainForeign(token: DecodedToken, saved: Profile | null, now: number): Access {
  const cloud = saved ? clouds[saved.cloud] : Object.values(clouds).find(each => incidentApiOf(token.raw, each)) ?? worldwide
  return explain(token, { saved, now, cloud, kind: saved?.api ?? incidentApiOf(token.raw, cloud) ?? 'defender-xdr' }, null)
}
