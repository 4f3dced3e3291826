/** @file The service of the sample tenant: it answers the same requests as Microsoft Graph, from memory. */
import type { Sample } from './create-sample'
import type { SampleIncident } from './model'
import { Buffer } from 'node:buffer'
import { microsoftGraph } from '../microsoft/incident-apis'
import { timeKey } from '../../../shared/values/instants'
import { apiTime } from './api-time'
import { createSample } from './create-sample'
import { graphJson } from './graph-json'
import { passTime } from './pass-time'

/** `change`: time passes since the last list. `page`: a page of the list. Times are ms since 1970. */
export type SampleRequest
  = { readonly kind: 'change', readonly now: number }
    | { readonly kind: 'page', readonly url: string, readonly now: number }

export interface SampleTenant {
  readonly change: (now: number) => void
  /** Returns the body of the response to a request for the list. */
  readonly page: (url: string, now: number) => Buffer
}

const { members } = microsoftGraph
const condition = /(\w+) (ge|le) (\S+)/g

/** Returns whether an incident matches the filter of the app's queries (collection/paging/query.ts). */
function matches(incident: SampleIncident, filter: string): boolean {
  return Array.from(filter.matchAll(condition)).every(([, field, comparison, time = '']) => {
    const [own, limit] = [timeKey(apiTime(field === members.createdTime ? incident.created : incident.updated)) ?? '', timeKey(time) ?? '']
    return comparison === 'ge' ? own >= limit : own <= limit
  })
}

export function createSampleTenant(): SampleTenant {
  let sample: Sample | null = null
  return {
    change: (now) => { sample = sample && passTime(sample, now) },
    page: (url, now) => {
      sample ??= createSample(now)
      const { searchParams } = new URL(url)
      const filter = searchParams.get('$filter') ?? ''
      const [skip, top] = [Number(searchParams.get('$skip') ?? 0), Number(searchParams.get('$top') ?? microsoftGraph.pageSize)]
      const matching = sample.incidents.filter(each => matches(each, filter))
      const next = new URL(url)
      next.searchParams.set('$skip', String(skip + top))
      const link = skip + top < matching.length ? `"@odata.nextLink":${JSON.stringify(next.href)},` : ''
      return Buffer.from(`{${link}"value":[${matching.slice(skip, skip + top).map(graphJson).join(',')}]}`)
    },
  }
}
