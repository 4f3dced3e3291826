/**
 * @file Finds the token in pasted text: the token alone, an Authorization header, or the JSON response of a token endpoint.
 * SECURITY: no failure contains any of the text.
 */
import type { Access } from '../../../../shared/contract/access'
import type { Profile } from '../../../../shared/contract/model'
import type { DecodedToken } from './token-claims'
import * as v from 'valibot'
import { secretIn } from '../../../../shared/rules/secret-in-token-text'
import { explainPasted } from './access'
import { AppError } from '../../base/errors'
import { decodeToken, isEncrypted } from './token-claims'

/** Characters that users copy along with a token: from a page, from a terminal, which breaks long lines, or from a script. No token contains them. */
const noise = /[\s\u200B-\u200F\u2060\uFEFF"'“”„«»‘’`,;]+/g
const header = /^(?:authorization:)?bearer/i
/** The JSON of an OAuth response or of Azure's command line. */
const responseSchema = v.union([
  v.pipe(v.object({ access_token: v.string() }), v.transform(response => response.access_token)),
  v.pipe(v.object({ accessToken: v.string() }), v.transform(response => response.accessToken)),
])

function tokenInJson(text: string): string | null {
  try {
    const response = v.safeParse(responseSchema, JSON.parse(text))
    return response.success ? response.output : null
  } catch {
    return null
  }
}

/** Returns the reason why `text` cannot be read as a token. */
function failureFor(text: string): AppError {
  // A token's header is JSON in base64url, which begins with these letters.
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
  if (decoded?.parts !== 3) throw failureFor(token)
  return decoded
}

/** Explains a pasted token for the saved profile. Throws AppError `paste-…` for any other text. `now`: ms since 1970. */
export function inspectPasted(text: string, saved: Profile | null, now: number): Access {
  return explainPasted(readPasted(text), saved, now)
}
