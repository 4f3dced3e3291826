/** @file A list whose incidents are JSON texts of a test's own, page by page as either API sends them. */
import type { FaultScript } from '../cloud/faults'
import type { Cloud } from '../cloud/start-cloud'
import type { ApiKind } from '../../src/shared/vocabulary/clouds'

/** Serves these texts as the list of an API from now on. An incident that is asked for by itself is not found. */
export function serveIncidents(cloud: Cloud, api: ApiKind, texts: readonly string[]): void {
  const script: FaultScript = (_, { pathname, searchParams }) => {
    if (!/\/incidents\/?$/.test(pathname)) return { kind: 'answer', status: 404, body: '{}' }
    const skip = Number(searchParams.get('$skip') ?? 0)
    const page = texts.slice(skip, skip + Number(searchParams.get('$top') ?? 50))
    const next = skip + page.length < texts.length ? `,"@odata.nextLink":"https://${api === 'microsoft-graph' ? 'graph.microsoft.com/v1.0/security' : 'api.security.microsoft.com/api'}/incidents?$skip=${skip + page.length}"` : ''
    return { kind: 'answer', status: 200, body: `{"value":[${page.join(',')}]${next}}` }
  }
  cloud.fault(api === 'microsoft-graph' ? 'graph' : 'api', script)
}
