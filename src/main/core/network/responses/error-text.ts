/** @file Reads the text of an error in parsed JSON, in the forms that services, gateways and web filters use. Pure. */
import type { FailureDetails } from '../../../../shared/contract/failure'
import { quotable } from '../../base/quotable'

/** The text of an error and its possible sender. SECURITY: external, untrusted text. */
export type ErrorText = Pick<FailureDetails, 'serverCode' | 'serverMessage' | 'target' | 'sender' | 'server'>

type Members = ReadonlyMap<string, unknown>

/** Returns a name without its OData prefix, in lower case: `error` for `odata.error`, `@odata.error` and `Error`. */
const plainName = (name: string): string => name.toLowerCase().replace(/^@?odata\./, '').replace(/[^a-z]/g, '')

function membersOf(value: unknown): Members | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return new Map(Object.entries(value).map(([name, member]) => [plainName(name), member]))
}

/** Members that contain an error; if there is also a message, they contain its code. */
const holders = ['error', 'errors', 'fault', 'exception', 'response'] as const
/** Members that contain the message, in order of preference. */
const messages = ['message', 'errormessage', 'errordescription', 'faultstring', 'detail', 'details', 'description', 'title', 'reason', 'msg', 'summary', 'text'] as const
const codes = ['code', 'errorcode', 'faultcode'] as const
const ids = ['requestid', 'correlationid', 'clientrequestid'] as const
const maxDepth = 4

/** Returns a text, or the text in an object's `value` (OData 3); '' for anything else. */
function textOf(value: unknown): string {
  const text = membersOf(value)?.get('value') ?? value
  return typeof text === 'string' ? text : ''
}

const firstText = (members: Members, names: readonly string[]): string => names.map(name => textOf(members.get(name))).find(text => text.trim() !== '') ?? ''

/** Returns the JSON in a text, because gateways wrap the response that they received; undefined if it is not JSON. */
function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isEmpty = (errorText: ErrorText): boolean => Object.keys(errorText).length === 0

/** Returns the error text in the members of an object, or in the error that one of them contains. */
function errorTextOfMembers(members: Members, depth: number): ErrorText {
  const held = holders.map(name => members.get(name)).find(value => value !== undefined && value !== null && value !== '')
  const message = firstText(members, messages)
  const name = typeof held === 'string' && message !== '' && parsed(held) === undefined ? held : firstText(members, codes)
  // Microsoft Graph writes innerError, other Microsoft services write innererror.
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
 * Reads the text of an error: a string, `{ code, message, target }` with the request's ID in `innerError`, an object that contains one of these, or a
 * list of them. Returns an object without members if there is no text.
 */
export function readErrorText(error: unknown, depth = 0): ErrorText {
  if (depth > maxDepth) return {}
  if (Array.isArray(error)) return error.slice(0, 10).map(each => readErrorText(each, depth + 1)).find(errorText => !isEmpty(errorText)) ?? {}
  if (typeof error === 'string') {
    const inner = readErrorText(parsed(error), depth + 1)
    const message = quotable(error)
    return isEmpty(inner) && message !== '' ? { serverMessage: message } : inner
  }
  const members = membersOf(error)
  return members ? errorTextOfMembers(members, depth) : {}
}

/** Returns whether a body has the form that both APIs use for errors: `{ "error": { "code": "…", "message": "…" } }`. */
export function isApiError(body: unknown): boolean {
  const error = membersOf(membersOf(body)?.get('error'))
  return typeof error?.get('code') === 'string' && (typeof error.get('message') === 'string' || textOf(error.get('message')) !== '')
}

/** Members that only an error has. Members such as `title` are excluded, because an incident has them as well. */
const errorMembers: readonly string[] = [...holders, 'message', 'errormessage', 'errordescription', 'faultstring'].filter(name => name !== 'response')

/** Returns whether a body's members identify it as an error, regardless of its HTTP status. */
export function isErrorBody(body: unknown): boolean {
  const members = membersOf(Array.isArray(body) ? body[0] : body)
  return errorMembers.some(name => Boolean(members?.get(name)))
}

/** Reads the error text of a body. If its form is not that of the APIs, the sender is unknown. */
export function bodyErrorText(body: unknown): ErrorText {
  const errorText = readErrorText(body)
  return isEmpty(errorText) || isApiError(body) ? errorText : { ...errorText, sender: 'unknown' }
}
