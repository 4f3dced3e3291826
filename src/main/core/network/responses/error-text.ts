/** @file Reads the words of an error in parsed JSON, in the shapes that services, gateways and web filters use. Pure. */
import type { FailureDetails } from '../../../../shared/contract/failure'
import { quotable } from '../../base/quotable'

/** What somebody says of an error, and who may have said it. All from outside: untrusted text. */
export type ErrorText = Pick<FailureDetails, 'serverCode' | 'serverMessage' | 'target' | 'sender' | 'server'>

type Members = ReadonlyMap<string, unknown>

/** `odata.error`, `@odata.error` and `Error` are one name. */
const plainName = (name: string): string => name.toLowerCase().replace(/^@?odata\./, '').replace(/[^a-z]/g, '')

function membersOf(value: unknown): Members | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return new Map(Object.entries(value).map(([name, member]) => [plainName(name), member]))
}

/** What holds an error, or is its name where a message stands beside it. */
const holders = ['error', 'errors', 'fault', 'exception', 'response'] as const
/** The first that is there counts. */
const messages = ['message', 'errormessage', 'errordescription', 'faultstring', 'detail', 'details', 'description', 'title', 'reason', 'msg', 'summary', 'text'] as const
const codes = ['code', 'errorcode', 'faultcode'] as const
const ids = ['requestid', 'correlationid', 'clientrequestid'] as const
const mostDepth = 4

/** A text, or an object with the text in its `value` (OData 3). */
function textOf(value: unknown): string {
  const text = membersOf(value)?.get('value') ?? value
  return typeof text === 'string' ? text : ''
}

const firstText = (members: Members, names: readonly string[]): string => names.map(name => textOf(members.get(name))).find(text => text.trim() !== '') ?? ''

/** JSON in a text: gateways wrap what they received. */
function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isEmpty = (words: ErrorText): boolean => Object.keys(words).length === 0

/** The error that `members` hold, in one of their members or themselves. */
function wordsOfMembers(members: Members, depth: number): ErrorText {
  const held = holders.map(name => members.get(name)).find(value => value !== undefined && value !== null && value !== '')
  const message = firstText(members, messages)
  const name = typeof held === 'string' && message !== '' && parsed(held) === undefined ? held : firstText(members, codes)
  // Microsoft Graph writes innerError, other services of Microsoft innererror.
  const inner = membersOf(members.get('innererror'))
  const id = textOf(members.get('target')) || (inner ? firstText(inner, ids) : '')
  const [code, target] = [quotable(name, 100), quotable(id, 200)]
  return {
    ...(code && { serverCode: code }),
    ...(target && { target }),
    ...readErrorText(message, depth + 1),
    ...(name !== held && readErrorText(held, depth + 1)),
  }
}

/**
 * Reads the words of an error: a text, `{ code, message, target }` with the request's id in `innerError`, an object that holds one of these, or a list
 * of them. Returns an object without members where there are no words.
 */
export function readErrorText(error: unknown, depth = 0): ErrorText {
  if (depth > mostDepth) return {}
  if (Array.isArray(error)) return error.slice(0, 10).map(each => readErrorText(each, depth + 1)).find(words => !isEmpty(words)) ?? {}
  if (typeof error === 'string') {
    const inner = readErrorText(parsed(error), depth + 1)
    const words = quotable(error)
    return isEmpty(inner) && words !== '' ? { serverMessage: words } : inner
  }
  const members = membersOf(error)
  return members ? wordsOfMembers(members, depth) : {}
}

/** Returns whether a body has the form of the errors of both APIs: `{ "error": { "code": "…", "message": "…" } }`. */
export function isApiError(body: unknown): boolean {
  const error = membersOf(membersOf(body)?.get('error'))
  return typeof error?.get('code') === 'string' && (typeof error.get('message') === 'string' || textOf(error.get('message')) !== '')
}

/** Members that only an error has; others, such as a title, an incident may have as well. */
const telling: readonly string[] = [...holders, 'message', 'errormessage', 'errordescription', 'faultstring'].filter(name => name !== 'response')

/** Returns whether a body is an error by its members, whatever its status says. */
export function isErrorBody(body: unknown): boolean {
  const members = membersOf(Array.isArray(body) ? body[0] : body)
  return telling.some(name => Boolean(members?.get(name)))
}

/** Reads the words of a body that is an error as a whole. Words in another form than the API's may be somebody else's. */
export function bodyWords(body: unknown): ErrorText {
  const words = readErrorText(body)
  return isEmpty(words) || isApiError(body) ? words : { ...words, sender: 'unknown' }
}
