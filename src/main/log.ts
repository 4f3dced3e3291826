/** @file What main writes to its error output: where something went wrong, never what it held. */
import process from 'node:process'

/**
 * Reports an error nobody expected by its class and the places it went through. SECURITY: its message is left out,
 * since it may repeat what it was given: a secret, a token or an incident's text.
 */
export function reportUnexpected(error: unknown): void {
  const places = error instanceof Error ? (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)).slice(0, 8) : []
  const kind = error instanceof Error ? error.name : typeof error
  process.stderr.write(`xdr-desk: unexpected ${kind}\n${places.join('\n')}\n`)
}
