/** @file The consequences of each failure code, and the codes for AADSTS numbers, OAuth names and HTTP statuses. The tables are in `contract/failures`. */
import type { ErrorCode } from '../contract/failure'
import type { RequestFailure } from '../contract/failures/requests'
import type { SignInFailure } from '../contract/failures/sign-in'
import type { CheckName } from '../vocabulary/connection-checks'
import { listFailures } from '../contract/failures/list'
import { networkFailures, responseFailures } from '../contract/failures/requests'
import { oauthFailures, signInFailures } from '../contract/failures/sign-in'

/** Object.entries, typed with the table's codes. */
const entriesOf = <Row>(table: Readonly<Partial<Record<ErrorCode, Row>>>) => Object.entries(table) as readonly (readonly [ErrorCode, Row])[]

const requestRows = entriesOf<RequestFailure>({ ...networkFailures, ...responseFailures })
const signInRows = entriesOf(signInFailures)

const requestFacts: ReadonlyMap<ErrorCode, RequestFailure> = new Map(requestRows)
const signInFacts: ReadonlyMap<ErrorCode, SignInFailure> = new Map(signInRows)
const readToEnd: ReadonlySet<ErrorCode> = new Set(entriesOf(listFailures).filter(([, facts]) => facts.readToEnd).map(([code]) => code))

/** Returns whether the credentials may still be valid after a failed sign-in, because the failure does not depend on them. */
export const isUnverified = (code: ErrorCode): boolean => (requestFacts.get(code) ?? signInFacts.get(code))?.unverified ?? false

/** Returns whether the same request may succeed a moment later. */
export const isTransient = (code: ErrorCode): boolean => requestFacts.get(code)?.transient ?? false

/** Returns whether the network may be gone. */
export const isDisconnected = (code: ErrorCode): boolean => requestFacts.get(code)?.disconnected ?? false

/** Returns whether a smaller page may succeed. */
export const isHeavyResponse = (code: ErrorCode): boolean => requestFacts.get(code)?.heavy ?? false

/** Returns whether the request reached the service, so that a different request may succeed. */
export const hasReachedService = (code: ErrorCode): boolean => requestFacts.get(code)?.reachedService ?? false

/** Returns whether a run that ended with this failure read every page. */
export const isReadToEnd = (code: ErrorCode): boolean => readToEnd.has(code)

/** Returns the check of the connection test that fails with this code; undefined for a failure other than those of the sign-in. */
export const failedCheckOf = (code: ErrorCode): CheckName | undefined => signInFacts.get(code)?.check

/** Maps Entra's known error numbers to failures. */
export const aadstsCodes: ReadonlyMap<number, ErrorCode> = new Map(
  [...signInRows, ...requestRows].flatMap(([code, { aadsts = [] }]) => aadsts.map(number => [number, code] as const)),
)

/** Maps OAuth error names to failures, for responses without a known number. */
export const oauthCodes: ReadonlyMap<string, ErrorCode> = new Map(Object.entries(oauthFailures).map(([name, { code }]) => [name, code]))

/** Maps HTTP statuses that always identify one failure, whatever the response contains. */
export const statusCodes: ReadonlyMap<number, ErrorCode> = new Map(
  requestRows.flatMap(([code, { statuses = [] }]) => statuses.map(status => [status, code] as const)),
)

/** Returns the failure for one of Chromium's network errors, e.g. `ERR_NAME_NOT_RESOLVED`. */
export function netErrorCode(netError: string): ErrorCode {
  return entriesOf(networkFailures).find(([, { netErrors }]) => netErrors.test(netError))?.[0] ?? 'connection'
}
