/** @file What Entra's refusals mean. Microsoft asks clients not to branch on description texts; the numbers are used. */
import type { ErrorCode } from '../../shared/failure'
import type { Answer } from './http'
import * as v from 'valibot'
import { AppError, excerpt } from './errors'
import { retryAfterSeconds } from './retry-after'

/** AADSTS numbers, from Microsoft's reference-error-codes. */
const byNumber: Readonly<Record<number, ErrorCode>> = {
  7000215: 'secret-invalid',
  70002: 'secret-invalid',
  7000216: 'secret-invalid',
  7000218: 'secret-invalid',
  7000222: 'secret-expired',
  700027: 'certificate-unknown',
  700030: 'certificate-unknown',
  50012: 'certificate-unknown',
  1000502: 'certificate-expired',
  700024: 'certificate-clock',
  700016: 'client-not-found',
  7000229: 'client-not-found',
  700025: 'client-not-found',
  7000112: 'app-disabled',
  90002: 'tenant-not-found',
  900021: 'tenant-not-found',
  900023: 'tenant-not-found',
  90038: 'wrong-cloud',
  900382: 'wrong-cloud',
  900432: 'wrong-cloud',
  500011: 'resource-not-found',
  50001: 'resource-not-found',
  500014: 'resource-not-found',
  650052: 'resource-not-found',
  650057: 'consent-missing',
  65001: 'consent-missing',
  90094: 'consent-missing',
  53003: 'conditional-access',
  530032: 'conditional-access',
  530031: 'conditional-access',
  90033: 'entra-unavailable',
  90006: 'entra-unavailable',
  90024: 'entra-unavailable',
  50196: 'throttled',
  90055: 'throttled',
}

const bodySchema = v.object({
  error: v.string(),
  error_description: v.fallback(v.string(), ''),
  error_codes: v.fallback(v.array(v.number()), []),
  correlation_id: v.fallback(v.string(), ''),
  trace_id: v.fallback(v.string(), ''),
})

/** Codes that say nothing about the credentials: they may be saved unchecked. */
export const notAboutCredentials: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'offline', 'dns', 'tls', 'proxy', 'connection', 'timeout', 'redirected', 'server-error', 'entra-unavailable', 'throttled', 'not-json', 'too-large',
])

function codeOf(status: number, numbers: readonly number[]): ErrorCode {
  const known = numbers.map(number => byNumber[number]).find(code => code !== undefined)
  if (known) return known
  if (status === 429) return 'throttled'
  return status >= 500 ? 'entra-unavailable' : 'sign-in-refused'
}

/** The failure that an answer of the token endpoint stands for; null for an answer with a token. `now`: ms since 1970. */
export function entraFailure(answer: Answer, parsed: unknown, host: string, now: number): AppError | null {
  const body = v.safeParse(bodySchema, parsed)
  if (answer.status < 400 && !body.success) return null
  const common = { host, status: answer.status }
  const wait = answer.status === 429 ? { seconds: retryAfterSeconds(answer, now) } : {}
  if (!body.success) return new AppError(codeOf(answer.status, []), { ...common, ...wait })
  const { error, error_description: description, error_codes: numbers, correlation_id: correlationId, trace_id: traceId } = body.output
  return new AppError(codeOf(answer.status, numbers), {
    ...common,
    ...wait,
    serverCode: excerpt(error, 100),
    // The description repeats ids and time below its first line.
    serverMessage: excerpt(description.split(/\r?\n| Trace ID:/)[0] ?? ''),
    ...(numbers[0] !== undefined && { aadsts: `AADSTS${numbers[0]}` }),
    ...(correlationId && { correlationId: excerpt(correlationId, 100) }),
    ...(traceId && { traceId: excerpt(traceId, 100) }),
  })
}
