/** @file What Entra's refusals mean. Microsoft asks clients not to branch on description texts; the numbers are used. */
import type { ErrorCode } from '../../../shared/failure'
import type { Answer } from '../network/http'
import * as v from 'valibot'
import { aadstsCodes } from '../../../shared/aadsts'
import { AppError, excerpt } from '../errors'
import { retryAfterSeconds } from '../network/retry-after'

/** OAuth's own names, for numbers that nobody here knows: those that say what is wrong by themselves. */
const byName: ReadonlyMap<string, ErrorCode> = new Map<string, ErrorCode>([
  ['temporarily_unavailable', 'entra-unavailable'],
  ['server_error', 'entra-unavailable'],
  ['invalid_scope', 'scope-invalid'],
  ['invalid_resource', 'resource-not-found'],
])

const bodySchema = v.object({
  error: v.string(),
  error_description: v.fallback(v.string(), ''),
  error_codes: v.fallback(v.array(v.number()), []),
  correlation_id: v.fallback(v.string(), ''),
  trace_id: v.fallback(v.string(), ''),
  timestamp: v.fallback(v.string(), ''),
})

/** Codes that say nothing about the credentials: they may be saved unchecked. */
export const notAboutCredentials: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'offline', 'dns', 'tls', 'proxy', 'connection', 'timeout', 'redirected', 'server-error', 'entra-unavailable', 'throttled', 'request-loop', 'cut-off', 'not-json', 'too-large',
])

function codeOf(status: number, number: number | undefined, name: string): ErrorCode {
  const known = number === undefined ? undefined : aadstsCodes.get(number)
  if (known) return known
  if (status === 429) return 'throttled'
  return status >= 500 ? 'entra-unavailable' : byName.get(name) ?? 'sign-in-refused'
}

/** The failure that an answer of the token endpoint stands for; null for an answer with a token. `now`: ms since 1970. */
export function entraFailure(answer: Answer, parsed: unknown, host: string, now: number): AppError | null {
  const body = v.safeParse(bodySchema, parsed)
  if (answer.status < 400 && !body.success) return null
  const common = { host, status: answer.status }
  const wait = answer.status === 429 ? { seconds: retryAfterSeconds(answer, now) } : {}
  if (!body.success) return new AppError(codeOf(answer.status, undefined, ''), { ...common, ...wait })
  const { error, error_description: description, error_codes: numbers, correlation_id: correlationId, trace_id: traceId, timestamp } = body.output
  // The one that decides, where there are several.
  const number = numbers.find(each => aadstsCodes.has(each)) ?? numbers[0]
  return new AppError(codeOf(answer.status, number, error), {
    ...common,
    ...wait,
    serverCode: excerpt(error, 100),
    // The description repeats ids and time below its first line.
    serverMessage: excerpt(description.split(/\r?\n| Trace ID:/)[0] ?? ''),
    ...(number !== undefined && { aadsts: `AADSTS${number}` }),
    ...(correlationId && { correlationId: excerpt(correlationId, 100) }),
    ...(traceId && { traceId: excerpt(traceId, 100) }),
    ...(timestamp && { timestamp: excerpt(timestamp, 60) }),
  })
}
