/** @file Serves a list of incidents that a test writes as JSON texts, in pages as either API sends them. */
import type { FaultScript } from '../cloud/faults'
import type { Cloud } from '../cloud/start-cloud'
import type { ApiKind } from '../../src/shared/vocabulary/clouds'
import { respond } from '../cloud/faults'

/** Serves these texts as the list of an API from now on. Requests for a single incident get status 404. */
export function serveIncidents(cloud: Cloud, api: ApiKind, texts: readonly string[]): void {
  const script: FaultScript = (_, { pathname, searchParams }) => {
    if (!/\/incidents\/?$/.test(pathname)) return respond(404)
    const skip = Number(searchParams.get('$skip') ?? 0)
    const page = texts.slice(skip, skip + Number(searchParams.get('$top') ?? 50))
    const next = skip + page.length < texts.length ? `,"@odata.nextLink":"https://${api === 'microsoft-graph' ? 'graph.microsoft.com/v1.0/security' : 'api.security.microsoft.com/api'}/incidents?$skip=${skip + page.length}"` : ''
    return respond(200, `{"value":[${page.join(',')}]${next}}`)
  }
  cloud.fault(api === 'microsoft-graph' ? 'graph' : 'api', script)
}
