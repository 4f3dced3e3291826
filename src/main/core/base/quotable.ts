/** @file Words from outside, made fit to be quoted in a message. */
import { excerpt } from './errors'

/** No more of a text is looked at: what is quoted is much shorter. */
const mostRead = 65_536

/**
 * What may be a credential: some gateways repeat the request that they refused. A token is also found where it is cut or stands alone; a secret by
 * the name before it, in a header, a form or JSON.
 */
const credentials: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer|basic|pop)\s+[\w.~+/=-]{8,}/gi, '$1 [removed]'],
  [/\beyJ[\w-]{8,}(?:\.[\w-]*)*/g, '[removed]'],
  [/(client_secret|client_assertion|access_token|refresh_token|id_token)(["']?\s*(?:[=:]|%3D)\s*["']?)[^\s"'&<>,;}]+/gi, '$1$2[removed]'],
]

/** C0 and C1 controls and all kinds of white space. */
const space = /[\p{Cc}\p{Z}]+/gu
/** Marks that are stacked over one letter paint over the lines around it. */
const stacked = /(\p{M}{3})\p{M}+/gu

/**
 * Returns `text` on one line, without control characters and without what may be a credential, cut to `most` characters. What hides or reorders text
 * stays: the page names it.
 */
export function quotable(text: string, most = 500): string {
  const line = text.slice(0, mostRead).replace(space, ' ').replace(stacked, '$1').trim()
  return excerpt(credentials.reduce((words, [pattern, replacement]) => words.replace(pattern, replacement), line), most)
}
