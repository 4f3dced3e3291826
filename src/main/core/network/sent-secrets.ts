/** @file Removes the secrets of a request from its response: some gateways repeat a request that they refuse, and messages quote responses. */
import type { HttpResponse, HttpRequest } from './http'
import { Buffer } from 'node:buffer'
import { decodeText } from '../base/decode-text'
import { bodyOf } from './http'

/** Shorter texts are not removed: they are not secrets, and they may be ordinary words. */
const minSecretLength = 8
/** The number of a secret's characters that the expression matches. An expression with thousands of characters cannot be compiled. */
const maxMatchedCharacters = 64

const named: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', '\'': 'apos' }

/** Returns an expression for a character: plain, percent-encoded, as an HTML entity, or escaped as in JSON. */
function formsOf(char: string): string {
  const code = char.codePointAt(0) ?? 0
  const hex = code.toString(16)
  const percent = [...Buffer.from(char)].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const entities = [`&#0*${code};`, `&#x0*${hex};`, ...(named[char] ? [`&${named[char]};`] : [])]
  return `(?:\\\\?${char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')}|${[percent, ...entities, `\\\\u${hex.padStart(4, '0')}`].join('|')})`
}

/** Returns an expression that matches a secret from its beginning, even if its end is cut off. */
function patternOf(secret: string): string {
  const chars = [...secret].slice(0, maxMatchedCharacters).map(formsOf)
  const [start, rest] = [chars.slice(0, minSecretLength).join(''), chars.slice(minSecretLength).join('')]
  return `${start}(?:${rest})?[^\\s"'<>]*`
}

/** Returns the secrets of a request: its token, or the secret or assertion in its form. */
function secretsOf({ headers = {}, body = '' }: HttpRequest): readonly string[] {
  const form = new URLSearchParams(body)
  const authorization = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? ''
  return [authorization.replace(/^bearer\s+/i, ''), form.get('client_secret') ?? '', form.get('client_assertion') ?? '']
    .filter(({ length }) => length >= minSecretLength)
}

/** Returns whether a response is a list or a token: no message quotes it, and it must not change. */
function isContent({ status, chunks }: HttpResponse): boolean {
  return status < 300 && /^(?:\u00EF\u00BB\u00BF)?\s*\{/.test(Buffer.from(chunks[0]?.subarray(0, 64) ?? []).toString('latin1'))
}

/** Returns the response without the secrets of its request, in any of the forms above; the same object if it contains none. */
export function withoutSecrets(response: HttpResponse, request: HttpRequest): HttpResponse {
  const secrets = secretsOf(request)
  if (secrets.length === 0 || isContent(response)) return response
  const text = decodeText(bodyOf(response))
  const clean = text.replace(new RegExp(secrets.map(patternOf).join('|'), 'giu'), '[removed]')
  return clean === text ? response : { ...response, chunks: [Buffer.from(clean)] }
}
