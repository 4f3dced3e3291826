/**
 * @file Finds secrets in a text that the user pasted as a token. Every search takes linear time, because the text can have a megabyte or more.
 * SECURITY: in doubt, a text counts as a secret. It is then cleared, and the user has to paste it again.
 */
import type { ErrorCode } from '../contract/failure'
import { isGuid } from '../values/ids'

/** The failures for a text that contains a secret, which must not stay readable. */
export type PastedSecret = Extract<ErrorCode, 'paste-secret' | 'paste-with-secret' | 'paste-key' | 'paste-password'>

const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g
const privateKey = /-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY|PuTTY-User-Key-File-/
/** The private member of a JSON Web Key. */
const privateMember = /"d"\s{0,20}:\s{0,20}"/
/** A key without its PEM header and footer. A certificate without them also matches. */
const keyBytes = /^MII[A-Za-z\d+/\s]{200,}={0,2}\s*$/
/** Entra's secrets have 40 characters, one of them a tilde. */
const entraSecret = /(?<![\w~.-])(?=[\w.-]+~)[\w~.-]{20,80}(?![\w~.-])/
const name = '(?:secret|passw(?:or)?d|passphrase|pwd|refresh_?token|client_?assertion|private_?key|api_?key)[\\w-]{0,40}'
const value = '["\'\\\\]{0,8}(?!null\\b|undefined\\b|true\\b|false\\b|none\\b)[^\\s"\'&,;<>{}*\\\\]{3}'
/** A name and its value in a form, in JSON (also inside a string) or in a script. */
const namedSecret = new RegExp(`${name}["'\\\\]{0,8}\\s{0,20}(?:[:=>]|%3D)\\s{0,20}${value}`, 'i')
/** A name and its value on a command line. */
const optionSecret = new RegExp(`(?:^|\\s)--?(?:[a-z]{1,20}-){0,3}${name}\\s{1,20}${value}`, 'i')
/** A Basic authorization header, or its value: base64 has letters of both cases, and a digit, a sign or padding. */
const basic = /\bauthorization["'\s]{0,20}:["'\s]{0,20}basic\b/i
const basicValue = /\b[Bb]asic\s{1,20}(?=[A-Za-z\d+/]{0,200}[A-Z])(?=[A-Za-z\d+/]{0,200}[a-z])(?=[A-Za-z\d+/]{0,200}[\d+/=])[A-Za-z\d+/]{8}/
const nothing = /^$/
const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^\w.\s-]/]

/** Returns whether a text looks like a password: one word with characters of several kinds. A token begins with “ey”, JSON with a brace. */
function isPasswordLike(text: string): boolean {
  if (text.length > 200) return false
  const word = text.replace(/^["'“”„«»‘’`]+|["'“”„«»‘’`,;]+$/g, '')
  if (word.length < 8 || word.length > 128 || /\s/.test(word) || /^(?:ey|[{[<]|[a-z][a-z\d+.-]*:\/\/)/i.test(word) || isGuid(word.replace(/^\{|\}$/g, ''))) return false
  return classes.filter(each => each.test(word)).length >= 3
}

function find(text: string): PastedSecret | null {
  const plain = text.replace(invisible, '').trim()
  if (privateKey.test(plain) || keyBytes.test(plain) || (plain.includes('"kty"') && privateMember.test(plain))) return 'paste-key'
  if (namedSecret.test(plain) || optionSecret.test(plain) || basic.test(plain) || basicValue.test(plain)) return 'paste-with-secret'
  // Terminals break long lines, also inside a secret.
  const joined = plain.length > 200 ? plain : plain.replace(/\s+/g, '')
  if (entraSecret.test(plain) || entraSecret.test(joined)) return 'paste-secret'
  return isPasswordLike(plain) ? 'paste-password' : null
}

/** Returns the kind of secret that `text` contains, with or without a token; null if it contains none. */
export function secretIn(text: string): PastedSecret | null {
  const found = find(text)
  // SECURITY: the engine keeps the text of the last match (RegExp.input) until the next match.
  nothing.test('')
  return found
}
