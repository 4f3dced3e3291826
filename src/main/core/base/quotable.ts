/** @file Prepares external text for quoting in a message. */
import { excerpt } from './errors'

/** The number of characters that are processed; quotes are much shorter. */
const maxReadCharacters = 65_536

/**
 * Patterns of credentials, because some gateways repeat the request that they refused. A token is recognized anywhere, even if it is cut off; a
 * secret is recognized by the name before it in a header, a form or JSON.
 */
const credentials: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer|basic|pop)\s+[\w.~+/=-]{8,}/gi, '$1 [removed]'],
  [/\beyJ[\w-]{8,}(?:\.[\w-]*)*/g, '[removed]'],
  [/(client_secret|client_assertion|access_token|refresh_token|id_token)(["']?\s*(?:[=:]|%3D)\s*["']?)[^\s"'&<>,;}]+/gi, '$1$2[removed]'],
]

/** C0 and C1 controls and all kinds of white space. */
const space = /[\p{Cc}\p{Z}]+/gu
/** Further combining marks on one letter, which would cover the lines around it. */
const stacked = /(\p{M}{3})\p{M}+/gu

/**
 * Returns `text` on one line, without control characters or possible credentials, cut to `maxLength` characters. Characters that hide or reorder text
 * remain; the renderer makes them visible.
 */
export function quotable(text: string, maxLength = 500): string {
  const line = text.slice(0, maxReadCharacters).replace(space, ' ').replace(stacked, '$1').trim()
  return excerpt(credentials.reduce((words, [pattern, replacement]) => words.replace(pattern, replacement), line), maxLength)
}
