/**
 * @file Finds an OAuth error or an AADSTS number in a response, even if a proxy or a gateway wrapped it: in text around JSON, an array, a string
 * in JSON, a form, or HTML. Pure.
 */
import { oauthFailures } from '../../../../shared/contract/failures/sign-in'

export interface OAuthError {
  /** OAuth's name of the error, such as `invalid_client`; '' if the response contains only a number. */
  readonly name: string
  readonly description: string
  /** AADSTS numbers; those in `error_codes` are first. */
  readonly numbers: readonly number[]
  readonly correlationId: string
  readonly traceId: string
  readonly timestamp: string
}

const names: ReadonlySet<string> = new Set(Object.keys(oauthFailures))
const distinctive = Object.entries(oauthFailures).filter(([, { isDistinctive }]) => isDistinctive).map(([name]) => name)
const distinctiveName = new RegExp(`(?<![\\w-])(?:${distinctive.join('|')})(?![\\w-])`, 'i')

const numberPattern = /AADSTS[\s:#_-]{0,3}(\d{4,9})(?!\d)/gi
/** The maximum number of JSON objects that are searched. */
const maxJsonObjects = 50
const maxDepth = 6

/** Returns the part of `text` from the brace at `start` to its closing brace, or null. */
function pieceAt(text: string, start: number): string | null {
  let depth = 0
  let inString = false
  for (let at = start; at < text.length; at++) {
    const char = text[at]
    if (inString) {
      if (char === '\\') at++
      else if (char === '"') inString = false
    } else if (char === '"') {
      inString = true
    } else if (char === '{') {
      depth++
    } else if (char === '}' && --depth === 0) {
      return text.slice(start, at + 1)
    }
  }
  return null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Yields the JSON values in the text: the whole text if it is JSON, otherwise each object in it. */
function* jsonIn(text: string): Generator<unknown, void, void> {
  const whole = parsed(text)
  if (whole !== undefined) {
    yield whole
    return
  }
  let at = text.indexOf('{')
  for (let pieces = 0; at >= 0 && pieces < maxJsonObjects; pieces++) {
    const piece = pieceAt(text, at)
    const value = piece === null ? undefined : parsed(piece)
    if (value !== undefined) yield value
    at = text.indexOf('{', at + (value === undefined || piece === null ? 1 : piece.length))
  }
}

/** Yields every object in a JSON value, including objects in strings that contain JSON. */
function* objectsIn(value: unknown, depth = 0): Generator<Readonly<Record<string, unknown>>, void, void> {
  if (depth > maxDepth) return
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) yield* objectsIn(parsed(value), depth + 1)
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield value as Readonly<Record<string, unknown>>
  for (const each of Object.values(value)) yield* objectsIn(each, depth + 1)
}

type Members = ReadonlyMap<string, unknown>

/** Returns the members by their names in lower case without underscores, so that `error_codes`, `Error_Codes` and `errorCodes` are the same. */
const membersOf = (object: object): Members => new Map(Object.entries(object).map(([name, value]) => [name.toLowerCase().replaceAll('_', ''), value]))

const textOf = (members: Members, name: string): string => {
  const value = members.get(name)
  return typeof value === 'string' ? value : ''
}

function numbersIn(text: string): readonly number[] {
  return Array.from(text.matchAll(numberPattern), ([, digits]) => Number(digits))
}

function codesOf(members: Members): readonly number[] {
  const codes = members.get('errorcodes')
  return [codes].flat().filter(code => typeof code === 'number' || (typeof code === 'string' && /^\d{1,9}$/.test(code))).map(Number)
}

/** Returns the OAuth error; null without a name in `error`, or if OAuth does not define the name and none of OAuth's other members is present. */
function errorOf(members: Members): OAuthError | null {
  const name = textOf(members, 'error')
  const description = textOf(members, 'errordescription')
  const codes = codesOf(members)
  const isOAuth = names.has(name.toLowerCase()) || description !== '' || codes.length > 0 || members.has('erroruri')
  if (name === '' || !isOAuth) return null
  return {
    name,
    description,
    numbers: [...codes, ...numbersIn(description)],
    correlationId: textOf(members, 'correlationid'),
    traceId: textOf(members, 'traceid'),
    timestamp: textOf(members, 'timestamp'),
  }
}

const entities: Readonly<Record<string, string>> = { quot: '"', apos: '\'', lt: '<', gt: '>', amp: '&', nbsp: ' ' }

/** Returns the text without HTML tags and entities. */
function withoutHtml(text: string): string {
  return text.replace(/<[^<>]*>/g, '').replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,5}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole
    return String.fromCharCode(Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10))
  })
}

function inJson(text: string): OAuthError | null {
  for (const value of jsonIn(text)) {
    for (const object of objectsIn(value)) {
      const error = errorOf(membersOf(object))
      if (error) return error
    }
  }
  return null
}

function inForm(text: string): OAuthError | null {
  return /(?:^|[?&#\s])error=/i.test(text) ? errorOf(membersOf(Object.fromEntries(new URLSearchParams(text.trim().replace(/^[?#]/, ''))))) : null
}

/** Returns the IDs and the time that Entra appends to a description in plain text. */
function traceFactsIn(text: string): Pick<OAuthError, 'correlationId' | 'traceId' | 'timestamp'> {
  return {
    correlationId: /Correlation ID:\s*([\da-f-]{36})/i.exec(text)?.[1] ?? '',
    traceId: /Trace ID:\s*([\da-f-]{36})/i.exec(text)?.[1] ?? '',
    timestamp: /Timestamp:\s*(\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ)/i.exec(text)?.[1] ?? '',
  }
}

function inPlainText(text: string): OAuthError | null {
  const numbers = numbersIn(text)
  const name = distinctiveName.exec(text)?.[0].toLowerCase() ?? ''
  if (numbers.length === 0 && name === '') return null
  return { name, numbers, description: /AADSTS[^"\r\n]*/i.exec(text)?.[0] ?? '', ...traceFactsIn(text) }
}

/** Returns the OAuth error and every AADSTS number in `text`; null if it has neither. */
export function findOAuthError(text: string): OAuthError | null {
  const shown = withoutHtml(text)
  const error = inJson(text) ?? inJson(shown) ?? inForm(text)
  const plainText = inPlainText(text) ?? inPlainText(shown)
  return error && plainText ? { ...error, numbers: [...error.numbers, ...plainText.numbers] } : error ?? plainText
}
