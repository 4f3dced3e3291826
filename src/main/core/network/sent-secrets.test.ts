import type { HttpResponse, HttpRequest } from './http'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { bodyOf } from './http'
import { withoutSecrets } from './sent-secrets'

const secret = 'aB8Q~x/+&"<\\é0123456789'
const token = `eyJ0eXAi.${'aB_-'.repeat(1000)}`
const plain: HttpRequest = { url: new URL('https://login.example'), idleMs: 1 }
const withSecret = (value = secret, name = 'client_secret'): HttpRequest => ({ ...plain, body: new URLSearchParams({ grant_type: 'client_credentials', [name]: value }).toString() })
const withToken: HttpRequest = { ...plain, headers: { Authorization: `Bearer ${token}` } }
const response = (body: string | Buffer, status = 403): HttpResponse => ({ status, headers: new Headers(), chunks: [Buffer.from(body)] })
const clean = (body: string | Buffer, request = withSecret(), status = 403): string => bodyOf(withoutSecrets(response(body, status), request)).toString()
const escaped = (text: string, of: (code: number) => string): string => [...text].map(char => of(char.codePointAt(0) ?? 0)).join('')

describe('a secret that a response repeats', () => {
  it.each([
    ['as it is', secret],
    ['in a form', new URLSearchParams({ s: secret }).toString().slice(2)],
    ['percent-encoded in lower case', encodeURIComponent(secret).toLowerCase()],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['with named entities', secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
    ['with decimal entities', escaped(secret, code => `&#${code};`)],
    ['with hexadecimal entities', escaped(secret, code => `&#x00${code.toString(16)};`)],
    ['escaped character by character', escaped(secret, code => `\\u${code.toString(16).padStart(4, '0')}`)],
    ['cut off', secret.slice(0, 9)],
  ])('%s is removed', (_name, form) => {
    expect(clean(`<td>client_secret</td><td>${form}</td><p>${form} end`)).toBe('<td>client_secret</td><td>[removed]</td><p>[removed] end')
  })

  it('is removed from a response in UTF-16', () => {
    expect(clean(Buffer.from(`\uFEFFa ${secret} b`, 'utf16le'))).toContain('a [removed] b')
  })

  it('is removed if it is an assertion or a token, whatever its length', () => {
    expect(clean(`a ${token} b`, withSecret(token, 'client_assertion'))).toBe('a [removed] b')
    expect(clean(`a ${token} b`, withToken)).toBe('a [removed] b')
    expect(clean('a ey%4A0eXAi.aB b', withToken)).toBe('a [removed] b')
  })

  it('is removed from the page of a captive portal with HTTP 200', () => {
    expect(clean(`<p>${secret.slice(0, 8)}</p>`, withSecret(), 200)).toBe('<p>[removed]</p>')
  })
})

it.each([
  ['without a secret', response(Buffer.from([0xE9, 0x00, 0xFF])), withSecret()],
  ['to a request without one', response(secret), plain],
  ['that is a list or a token', response(`\uFEFF {"value":["${secret}"]}`, 200), withSecret()],
  ['to a request with a secret that is too short', response('message'), withSecret('message')],
])('a response %s is returned unchanged', (_name, given, request) => {
  expect(withoutSecrets(given, request)).toBe(given)
})
