/** @file The sample tenant as the source of a session's incidents. It sends no request, and needs no token. */
import type { Clock } from '../base/clock'
import type { ReadPage } from '../collection/paging/page-fetcher'
import type { IncidentSource } from '../collection/session'
import type { SampleRequest } from './sample-tenant'
import { defaultCloud } from '../../../shared/vocabulary/clouds'
import { AppError } from '../base/errors'
import { unlessAborted } from '../base/unless-aborted'
import { peekNextLink } from '../collection/paging/page'
import { clouds } from '../microsoft/clouds'
import { tenantId } from './contoso'

/** Asks the sample tenant. Requests are answered in their order; the answer of a change is empty. */
export type AskSample = (request: SampleRequest) => Promise<Uint8Array<ArrayBuffer>>

interface Deps {
  readonly ask: AskSample
  readonly readPage: ReadPage
  readonly clock: Pick<Clock, 'now'>
}

export function createSampleSource({ ask, readPage, clock }: Deps): IncidentSource {
  const api = clouds[defaultCloud].apis['microsoft-graph']
  return {
    source: () => ({ source: 'sample', api, cloud: defaultCloud, tenantId }),
    hasCredentials: () => true,
    // A refresh shows what has changed since the last one.
    onRun: (run) => { if (run) void ask({ kind: 'change', now: clock.now() }).catch(() => undefined) },
    fetchPage: async ({ url, signal }) => {
      const now = clock.now()
      const body = await unlessAborted(signal, () => ask({ kind: 'page', url: url.href, now }))
      const peekedLink = peekNextLink([body])
      return { page: readPage([body], api.kind), peekedLink, partial: null, clockOffsetSeconds: 0, serverTime: now }
    },
    // Every page contains the alerts of its incidents.
    fetchIncident: () => Promise.reject(new AppError('alerts-undelivered', { host: api.host })),
  }
}
