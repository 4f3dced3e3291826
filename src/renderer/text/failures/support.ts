/** @file The facts of a failure that Microsoft support needs: shown below the message, and copied. */
import type { Failure } from '../../../shared/contract/failure'
import type { SupportFacts } from '../../../shared/contract/access'

/** Returns the facts of a failure; null if the server gave none. `at`: when it happened (ISO), used if the server gives no time. */
export function supportFacts({ code, details }: Failure, at: string): SupportFacts | null {
  const { aadsts, serverCode, status, sender, correlationId, traceId, target, host, timestamp } = details
  // A code without a status is from the operating system, and the message already shows it. The code of a proxy or web filter does not help Microsoft.
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

/** Returns the facts on one line. */
export function supportText({ aadsts, serverCode, target, correlationId, traceId, time }: SupportFacts): string {
  return [
    aadsts ?? serverCode,
    target && `tracking id ${target}`,
    correlationId && `correlation id ${correlationId}`,
    traceId && `trace id ${traceId}`,
    `time ${time}`,
  ].filter(Boolean).join(' · ')
}
