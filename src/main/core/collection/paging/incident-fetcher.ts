/** @file Requests one incident with its alerts by ID, if the list could not deliver them. */
import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import type { ErrorCode } from '../../../../shared/contract/failure'
import type { HttpResponse } from '../../network/http'
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { SingleIncident } from './page'
import type { RequestDeps } from '../../token/authorized-request'
import { AppError } from '../../base/errors'
import { bodyOf } from '../../network/http'
import { readSingle } from './page'
import { createAuthorizedRequest } from '../../token/authorized-request'
import { quotable } from '../../base/quotable'
import { incidentUrl } from './query'
import { retryBudgetsMs } from '../../network/retry'

export interface IncidentRequest {
  readonly id: string
  readonly api: IncidentApi
  readonly signal: AbortSignal
}

/** Returns the incident. Throws AppError: `alerts-undelivered` if the service does not deliver it, else the failure of the request. */
export type FetchIncident = (request: IncidentRequest) => Promise<SingleIncident>

/** Failures whose messages are about the list. Here they concern a single incident, so they are reported as `alerts-undelivered`. */
const failures: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'server-error', 'bad-request', 'not-found', 'unexpected-status', 'too-large', 'cut-off', 'unexpected-shape', 'error-in-page',
])

function readOne(response: HttpResponse, kind: ApiKind, host: string): SingleIncident {
  try {
    return readSingle(bodyOf(response), kind)
  } catch (error) {
    throw error instanceof AppError ? new AppError(error.code, { host, status: response.status, ...error.details }) : error
  }
}

/** Returns the incident in a response. Throws `alerts-undelivered` if it is a different incident or has no alerts: it must not replace the listed one. */
function incidentOf(response: HttpResponse, { id, api: { kind, host } }: IncidentRequest): SingleIncident {
  const { status, headers } = response
  // One of the service's providers did not deliver its data, so alerts may be missing.
  if (status === 206) throw new AppError('alerts-undelivered', { host, status, serverMessage: quotable(headers.get('warning') ?? '') })
  const incident = readOne(response, kind, host)
  if (incident.summary.id !== id || incident.summary.alerts === null) throw new AppError('alerts-undelivered', { host })
  return incident
}

export function createIncidentFetcher(deps: RequestDeps): FetchIncident {
  const send = createAuthorizedRequest(deps)
  return async (request) => {
    const { id, api, signal } = request
    try {
      // The user is waiting and can repeat the request, so it is retried only once. Waits for the quota appear in the quota meter.
      return incidentOf(await send({ url: incidentUrl(api, id), api, signal, retryBudgetMs: retryBudgetsMs.short, onWaiting: () => undefined }), request)
    } catch (error) {
      if (error instanceof AppError && failures.has(error.code)) throw new AppError('alerts-undelivered', { host: api.host, ...error.details })
      throw error
    }
  }
}
