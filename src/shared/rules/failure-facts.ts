/** @file What follows from a failure's code, and which code a number, name or status stands for. The tables are in `contract/failures`. */
import type { ErrorCode } from '../contract/failure'
import type { RequestFailure } from '../contract/failures/requests'
import type { SignInFailure } from '../contract/failures/sign-in'
import type { CheckName } from '../vocabulary/connection-checks'
import { listFailures } from '../contract/failures/list'
import { networkFailures, responseFailures } from '../contract/failures/requests'
import { oauthFailures, signInFailures } from '../contract/failures/sign-in'

/** Object.entries with the codes' own type. */
const entriesOf = <Row>(table: Readonly<Partial<Record<ErrorCode, Row>>>) => Object.entries(table) as readonly (readonly [ErrorCode, Row])[]

const requestRows = entriesOf<RequestFailure>({ ...networkFailures, ...responseFailures })
const signInRows = entriesOf(signInFailures)

const requestFacts: ReadonlyMap<ErrorCode, RequestFailure> = new Map(requestRows)
const signInFacts: ReadonlyMap<ErrorCode, SignInFailure> = new Map(signInRows)
const readToEnd: ReadonlySet<ErrorCode> = new Set(entriesOf(listFailures).filter(([, facts]) => facts.readToEnd).map(([code]) => code))

/** Returns whether a failed sign-in says nothing about the credentials, which may be right. */
export const isUnverified = (code: ErrorCode): boolean => (requestFacts.get(code) ?? signInFacts.get(code))?.unverified ?? false

/** Returns whether the same request may succeed a moment later. */
export const isTransient = (code: ErrorCode): boolean => requestFacts.get(code)?.transient ?? false

/** Returns whether the network may be gone. */
export const isDisconnected = (code: ErrorCode): boolean => requestFacts.get(code)?.disconnected ?? false

/** Returns whether a smaller page may succeed. */
export const isHeavyResponse = (code: ErrorCode): boolean => requestFacts.get(code)?.heavy ?? false

/** Returns whether the service received the request, so that another one may succeed. */
export const isAnswered = (code: ErrorCode): boolean => requestFacts.get(code)?.answered ?? false

/** Returns whether a run that ended with it read every page. */
export const isReadToEnd = (code: ErrorCode): boolean => readToEnd.has(code)

/** Returns the check of the connection test that a failed sign-in fails; undefined for a failure that is not the sign-in's own. */
export const failedCheckOf = (code: ErrorCode): CheckName | undefined => signInFacts.get(code)?.check

/** Every known number of Entra's, with its failure. */
export const aadstsCodes: ReadonlyMap<number, ErrorCode> = new Map(
  [...signInRows, ...requestRows].flatMap(([code, { aadsts = [] }]) => aadsts.map(number => [number, code] as const)),
)

/** OAuth's names of errors, with the failures they stand for if a response has no known number. */
export const oauthCodes: ReadonlyMap<string, ErrorCode> = new Map(Object.entries(oauthFailures).map(([name, { code }]) => [name, code]))

/** HTTP statuses that mean one failure, whatever the response says. */
export const statusCodes: ReadonlyMap<number, ErrorCode> = new Map(
  requestRows.flatMap(([code, { statuses = [] }]) => statuses.map(status => [status, code] as const)),
)

/** Returns the failure that one of Chromium's network errors means, e.g. `ERR_NAME_NOT_RESOLVED`. */
export function netErrorCode(netError: string): ErrorCode {
  return entriesOf(networkFailures).find(([, { netErrors }]) => netErrors.test(netError))?.[0] ?? 'connection'
}
