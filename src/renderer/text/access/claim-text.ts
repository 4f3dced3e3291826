/** @file The note next to each claim: the result of its check. */
import type { Access, CheckResult } from '../../../shared/contract/access'
import { apiByKind } from '../../../shared/vocabulary/clouds'
import { audienceText } from '../audience-text'
import { countdown } from '../format'

export interface ClaimNote {
  readonly result: CheckResult
  readonly text: string
}

type Checked = Pick<Access, 'checks' | 'claims' | 'tokenApi' | 'api' | 'clockOffsetSeconds'>

function forAudience({ checks, tokenApi, api }: Checked): ClaimNote {
  const audience = tokenApi === null ? 'another API' : audienceText(tokenApi)
  return { result: checks.audience, text: checks.audience === 'bad' ? `is for ${audience}, not for ${apiByKind[api].label}` : `is for ${audience}` }
}

/** Returns the result of comparing a claim with the saved value; null if the claim is missing. */
function compared(result: CheckResult, claim: string | null, what: string): ClaimNote | null {
  if (claim === null) return null
  if (result === 'unknown') return { result, text: `no ${what} ID saved to compare it with` }
  return { result, text: result === 'good' ? `matches the ${what} ID in Settings` : `does not match the ${what} ID in Settings` }
}

function ofClock({ clockOffsetSeconds }: Checked): ClaimNote | null {
  if (clockOffsetSeconds === null) return null
  return { result: 'bad', text: `this computer's clock is ${countdown(Math.abs(clockOffsetSeconds))} ${clockOffsetSeconds > 0 ? 'ahead' : 'behind'} or more` }
}

function ofVersion({ claims: { version } }: Checked): ClaimNote | null {
  if (version === null) return null
  return version === '1.0' || version === '2.0'
    ? { result: 'good', text: `v${version.charAt(0)} token (v1 and v2 both work)` }
    : { result: 'unknown', text: 'XDR Desk does not know this version' }
}

function ofScopes({ claims: { scopes }, checks }: Checked): ClaimNote | null {
  return scopes === null ? null : { result: checks.roles === 'good' ? 'unknown' : 'bad', text: 'delegated: for a signed-in user, not for the app itself' }
}

/** Returns the notes by claim. */
export function claimNotes(access: Checked): Readonly<Record<'aud' | 'tid' | 'appid' | 'iat' | 'ver' | 'scp', ClaimNote | null>> {
  const { checks, claims } = access
  return {
    aud: forAudience(access),
    tid: compared(checks.tenant, claims.tenantId, 'tenant'),
    appid: compared(checks.app, claims.appId, 'client'),
    iat: ofClock(access),
    ver: ofVersion(access),
    scp: ofScopes(access),
  }
}
