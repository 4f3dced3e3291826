/** @file Reads the error text of a response from any sender: the API, or a gateway, a web filter or a captive portal. */
import type { HttpResponse } from '../http'
import type { ErrorText } from './error-text'
import { Buffer, isUtf8 } from 'node:buffer'
import { quotable } from '../../base/quotable'
import { decodeText } from '../../base/decode-text'
import { bodyErrorText, readErrorText, isApiError } from './error-text'
import { isMarkup, markupText } from './markup-text'

/** The number of bytes that are read. No error text is longer. */
const maxReadBytes = 262_144

/** Returns a copy of the first `maxReadBytes` bytes of a body. */
function headOf(chunks: HttpResponse['chunks']): Buffer {
  const parts: Uint8Array[] = []
  let left = maxReadBytes
  for (const chunk of chunks) {
    if (left <= 0) break
    parts.push(chunk.subarray(0, left))
    left -= chunk.length
  }
  return Buffer.concat(parts)
}

/** Returns the bytes without the character that the cut at `maxReadBytes` may have split. */
function withoutSplitCharacter(bytes: Buffer): Buffer {
  const lengths = bytes.length < maxReadBytes ? [] : [1, 2, 3]
  return lengths.map(less => bytes.subarray(0, bytes.length - less)).find(part => isUtf8(part)) ?? bytes
}

function decodeAs(bytes: Buffer, label: string): string | null {
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return null // an unknown encoding
  }
}

/** Decodes a body. Web filters still use Windows encodings. */
function decodeBody(head: Buffer, contentType: string): string {
  const bytes = isUtf8(head) ? head : withoutSplitCharacter(head)
  if (isUtf8(bytes) || bytes[0] === 0xFF || bytes[0] === 0xFE) return decodeText(bytes)
  const label = /charset\s*=\s*["']?([\w-]{1,40})/i.exec(`${contentType} ${bytes.toString('latin1', 0, 2000)}`)?.[1] ?? ''
  const isWrong = label === '' || /^utf-?8$/i.test(label)
  return (isWrong ? null : decodeAs(bytes, label)) ?? decodeAs(bytes, 'windows-1252') ?? ''
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Returns the JSON object before other text, such as a page that a gateway appended; undefined if none ends within the first 16 kB. */
function leadingJson(text: string): unknown {
  let depth = 0
  for (const { 0: token, index } of text.slice(0, 16_384).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === '{') depth++
    else if (token === '}' && --depth === 0) return parsed(text.slice(0, index + 1))
  }
  return undefined
}

/** Returns the error text of JSON; null if `text` is not JSON. */
function errorTextOfJson(text: string): ErrorText | null {
  const plain = text.replace(/^\)\]\}',?\s*/, '')
  const whole = parsed(plain)
  const body = whole === undefined && plain.startsWith('{') ? leadingJson(plain) : whole
  if (body === undefined) return null
  return bodyErrorText(body)
}

/** Returns the JSON text itself as the message, for JSON of an unknown form; an object without members if the JSON is empty. */
function jsonAsErrorText(text: string): ErrorText {
  return /^[[{]/.test(text) && /[^[\]{}\s]/.test(text) ? { serverMessage: quotable(text, 300), sender: 'unknown' } : {}
}

const element = (name: string): RegExp => new RegExp(`<(?:[\\w-]{1,40}:)?${name}(?: [^<>]{0,200})?>([^<>]{1,2000})<`, 'i')
const xmlMessage = element('(?:message|errormessage|faultstring|description|detail)')
const xmlCode = element('(?:code|errorcode|faultcode)')

/** Returns the text of a page: the message and code of XML, or the title and visible text of HTML. */
function errorTextOfMarkup(page: string): ErrorText {
  const isHtml = /<(?:!doctype html|html|head|body|title|h1)\b/i.test(page)
  const [message, code] = isHtml ? [] : [xmlMessage.exec(page)?.[1], xmlCode.exec(page)?.[1]]
  if (message !== undefined) return { ...(code && { serverCode: quotable(markupText(code).text, 100) }), serverMessage: quotable(markupText(message).text) }
  const { title, text } = markupText(page)
  const [head, rest] = [quotable(title, 200), quotable(text, 400)]
  return { serverMessage: rest.toLowerCase().startsWith(head.toLowerCase()) ? rest : [head, rest].filter(Boolean).join(': ') }
}

/** Returns whether `text` was decoded from binary data, such as a picture, an archive or encrypted data. */
function isBinary(text: string): boolean {
  const odd = text.slice(0, 1000).match(/(?!\s)[\p{Cc}\uFFFD]/gu)?.length ?? 0
  return odd > 2 && odd > Math.min(text.length, 1000) / 20
}

/** Returns the error in a WWW-Authenticate header (RFC 6750). */
function challengeErrorText(challenge: string): ErrorText {
  const part = (name: string) => new RegExp(`\\b${name}="([^"]{1,2000})"`, 'i').exec(challenge)?.[1] ?? ''
  const [code, message] = [quotable(part('error'), 100), quotable(part('error_description'))]
  return { ...(code && { serverCode: code }), ...(message && { serverMessage: message }) }
}

function errorTextOfBody(text: string): ErrorText {
  const json = errorTextOfJson(text)
  if (json) return json
  if (isBinary(text)) return {}
  const { serverMessage = '', ...errorText } = isMarkup(text) ? errorTextOfMarkup(text) : { serverMessage: quotable(text) }
  return serverMessage === '' ? {} : { ...errorText, serverMessage, sender: 'unknown' }
}

/** Returns the error text of a body. `contentType`: the value of its header. */
export function rawBodyErrorText(body: Buffer, contentType = ''): ErrorText {
  return errorTextOfBody(decodeBody(body.subarray(0, maxReadBytes), contentType).trim())
}

/** Returns the API error at the end of a list: a service that fails while it sends a list appends its error to the part already sent. */
export function trailingErrorText(json: Buffer): ErrorText {
  const tail = json.toString('utf8', Math.max(0, json.length - 4096))
  const error = leadingJson(tail.slice(Math.max(0, tail.search(/\{\s*"(?:odata\.)?error"/))))
  return isApiError(error) ? readErrorText(error) : {}
}

/** Returns the error text of a response in any form; an object without members if it has none. */
export function responseErrorText({ headers, chunks }: HttpResponse): ErrorText {
  const text = decodeBody(headOf(chunks), headers.get('content-type') ?? '').trim()
  const read = errorTextOfBody(text)
  const isSilent = read.serverMessage === undefined && read.serverCode === undefined
  const errorText = isSilent ? { ...read, ...jsonAsErrorText(text) } : read
  const challenge = isSilent && errorText.serverMessage === undefined ? challengeErrorText(headers.get('www-authenticate') ?? '') : {}
  const id = quotable(headers.get('request-id') ?? headers.get('x-ms-request-id') ?? '', 200)
  const server = errorText.sender === 'unknown' ? quotable(headers.get('server') ?? '', 80) : ''
  return { ...(id && { target: id }), ...challenge, ...errorText, ...(server && { server }) }
}
