/**
 * @file Finds the token in what somebody pasted: the token alone, an Authorization header, the JSON answer of a token endpoint.
 * SECURITY: no failure here holds any of the text.
 */
import type { Access } from '../../../../shared/contract/access'
import type { Profile } from '../../../../shared/contract/model'
import type { DecodedToken } from './token-claims'
import * as v from 'valibot'
import { secretIn } from '../../../../shared/rules/pasted-secret'
import { explainForeign } from './access'
import { AppError } from '../../base/errors'
import { decodeToken, isEncrypted } from './token-claims'

/** What comes along when a token is copied from a page, a terminal (which breaks long lines) or a script; no token has these. */
const noise = /[\s\u200B-\u200F\u2060\uFEFF"'“”„«»‘’`,;]+/g
const header = /^(?:authorization:)?bearer/i
/** Of an OAuth answer, or of Azure's command line. */
const answerSchema = v.union([
  v.pipe(v.object({ access_token: v.string() }), v.transform(answer => answer.access_token)),
  v.pipe(v.object({ accessToken: v.string() }), v.transform(answer => answer.accessToken)),
])

function tokenInJson(text: string): string | null {
  try {
    const answer = v.safeParse(answerSchema, JSON.parse(text))
    return answer.success ? answer.output : null
  } catch {
    return null
  }
}

/** Why `text` is no token that can be read. */
function complaint(text: string): AppError {
  // A header of JSON in base64url begins so.
  if (!text.startsWith('ey')) return new AppError('paste-no-token')
  return new AppError(isEncrypted(text) ? 'paste-encrypted' : 'paste-cut')
}

function readPasted(text: string): DecodedToken {
  const secret = secretIn(text)
  if (secret) throw new AppError(secret)
  const trimmed = text.trim()
  const candidate = trimmed.startsWith('{') ? tokenInJson(trimmed) : trimmed
  if (candidate === null) throw new AppError('paste-no-token')
  const token = candidate.replace(noise, '').replace(header, '')
  const decoded = decodeToken(token)
  if (decoded?.parts !== 3) throw complaint(token)
  return decoded
}

/** Judges a pasted token against what is saved. Throws AppError `paste-…` for anything that is none. `now`: ms since 1970. */
export function inspectPasted(text: string, saved: Profile | null, now: number): Access {
  return explainForeign(readPasted(text), saved, now)
}
