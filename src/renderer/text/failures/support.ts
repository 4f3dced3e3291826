/** @file The facts that Microsoft's support asks for: shown below a failure, and copied. */
import type { Failure } from '../../../shared/contract/failure'
import type { SupportFacts } from '../../../shared/contract/access'

/** The facts of a failure, or null where the server gave none. `at` (ISO): when it happened, if the server does not say. */
export function supportFacts({ code, details }: Failure, at: string): SupportFacts | null {
  const { aadsts, serverCode, status, sender, correlationId, traceId, target, host, timestamp } = details
  // A code without a status is a system's, and the words above say it; one of a proxy or a web filter says nothing to Microsoft.
  if (!aadsts && !correlationId && !traceId && !target && !(status && serverCode && sender === undefined)) return null
  return {
    failure: code,
    time: timestamp ?? at,
    ...(aadsts && { aadsts }),
    ...(status && serverCode && { serverCode }),
    ...(status && { status }),
    ...(target && { target }),
    ...(correlationId && { correlationId }),
    ...(traceId && { traceId }),
    ...(host && { host }),
  }
}

/** The facts on one line. */
export function supportLine({ aadsts, serverCode, target, correlationId, traceId, time }: SupportFacts): string {
  return [
    aadsts ?? serverCode,
    target && `tracking id ${target}`,
    correlationId && `correlation id ${correlationId}`,
    traceId && `trace id ${traceId}`,
    `time ${time}`,
  ].filter(Boolean).join(' · ')
}
