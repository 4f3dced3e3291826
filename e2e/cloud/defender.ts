/** @file The list call of the Defender XDR API. It serves a tenant's incidents byte for byte. */
import type { Entra } from './entra'
import type { StoredIncident, Tenant } from './tenant'
import { Buffer } from 'node:buffer'
import type { CloudHosts } from './hosts'
import { worldwideHosts } from './hosts'
import { defenderFields, parseFilter } from './odata-filter'
import { sortByUpdate } from './tenant'

/** Settings that a test may change at any time. */
export interface DefenderOptions {
  /** The form of the nextLink. `bare`: `?$skip=100` only, as captured; `kept`: with the request's $filter and $top; `none`: no link even on full pages. */
  links: 'bare' | 'kept' | 'none'
  /** Replaces the nextLink of every page that has one. */
  link: string | null
  /** Responds with status 400 to a filter with an upper bound. */
  refuseUpperBound: boolean
  /** Calls per minute; null for no quota. */
  quotaPerMinute: number | null
}

export interface Defender {
  readonly options: DefenderOptions
  /** The current incidents, newest update first. */
  incidents: readonly StoredIncident[]
  /** Replaces the incident with this ID, as an analyst's change does. */
  readonly replace: (incident: StoredIncident) => void
  /** The number of calls refused because of the quota. */
  readonly throttled: () => number
  readonly list: (url: URL, authorization: string | undefined, now: number) => DefenderReply
}

export interface DefenderReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: Buffer
}

export function errorBody(code: string, message: string): Buffer {
  return Buffer.from(JSON.stringify({ error: { code, message, target: '|1d25001e-48e8e09dbddde4f4.' } }))
}

function page(host: string, incidents: readonly StoredIncident[], nextLink: string | null): Buffer {
  const context = `{"@odata.context":"https://${host}/api/$metadata#Incidents","value":[`
  const parts = incidents.flatMap((incident, index) => index === 0 ? [incident.bytes] : [Buffer.from(','), incident.bytes])
  return Buffer.concat([Buffer.from(context), ...parts, Buffer.from(nextLink === null ? ']}' : `],"@odata.nextLink":${JSON.stringify(nextLink)}}`)])
}

function nextLink(url: URL, { links, link }: DefenderOptions, skip: number): string | null {
  if (link !== null) return link
  if (links === 'none') return null
  if (links === 'bare') return `https://${url.host}/api/incidents/?$skip=${skip}`
  const kept = [...url.searchParams].filter(([name]) => name !== '$skip').map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `https://${url.host}/api/incidents?${[...kept, `$skip=${skip}`].join('&')}`
}

export function createDefender(tenant: Tenant, entra: Entra, hosts: CloudHosts = worldwideHosts): Defender {
  let calls: number[] = []
  let throttled = 0
  const refuse = (status: number, code: string, message: string, headers?: Record<string, string>): DefenderReply =>
    ({ status, body: errorBody(code, message), ...(headers && { headers }) })

  /** Returns the seconds until the quota allows another call; 0 if it allows one now. */
  const quotaWait = (limit: number | null, now: number): number => {
    calls = calls.filter(at => at > now - 60_000)
    if (limit === null || calls.length < limit) return 0
    return Math.ceil(((calls[0] ?? now) + 60_000 - now) / 1000)
  }

  const list = (url: URL): DefenderReply => {
    const { options } = defender
    const filter = url.searchParams.get('$filter')
    const test = parseFilter(filter, defenderFields)
    const top = Number(url.searchParams.get('$top') ?? 100)
    const skip = Number(url.searchParams.get('$skip') ?? 0)
    const valid = Number.isInteger(top) && top >= 1 && top <= 100 && Number.isInteger(skip) && skip >= 0
    if (!test || !valid || (options.refuseUpperBound && / l[et] /.test(filter ?? ''))) {
      return refuse(400, 'ODataError', 'Invalid OData URI query <$filter>')
    }
    const matching = defender.incidents.filter(test)
    const chosen = matching.slice(skip, skip + top)
    const more = skip + top < matching.length
    return { status: 200, body: page(hosts.api, chosen, more ? nextLink(url, options, skip + top) : null) }
  }

  const defender: Defender = {
    options: { links: 'bare', link: null, refuseUpperBound: false, quotaPerMinute: null },
    incidents: tenant.incidents,
    throttled: () => throttled,
    replace: (incident) => {
      defender.incidents = sortByUpdate([...defender.incidents.filter(({ id }) => id !== incident.id), incident])
    },
    list: (url, authorization, now) => {
      const roles = entra.rolesOf(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '', hosts.resource)
      if (!roles) return refuse(401, 'Unauthorized', 'Invalid or expired authorization header.')
      if (!roles.some(role => role === 'Incident.Read.All' || role === 'Incident.ReadWrite.All')) {
        return refuse(403, 'Forbidden', 'The application does not have any of the required application permissions (Incident.Read.All, Incident.ReadWrite.All) to access the resource.')
      }
      const wait = quotaWait(defender.options.quotaPerMinute, now)
      if (wait > 0) throttled++
      if (wait > 0) return refuse(429, 'TooManyRequests', `Quota reached. Try again in ${wait} seconds.`, { 'Retry-After': String(wait) })
      calls.push(now)
      return list(url)
    },
  }
  return defender
}
