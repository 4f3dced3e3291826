/** @file The incident calls of Microsoft Graph security. They serve the same tenant as the Defender XDR API. */
import type { Defender, DefenderReply } from './defender'
import type { Entra } from './entra'
import type { Fields } from './odata-filter'
import type { StoredIncident } from './tenant'
import { Buffer } from 'node:buffer'
import { graphBytes, graphValue } from './graph-incident'
import type { CloudHosts } from './hosts'
import { worldwideHosts } from './hosts'
import { parseFilter } from './odata-filter'

/** Settings that a test may change at any time. */
export interface GraphOptions {
  /** Responds with status 206 and this Warning header: one of the providers did not respond. */
  warning: string | null
  /** Replaces the nextLink of every page that has one. */
  link: string | null
  /** Selects incidents whose alerts fail to load: a list page or a single-incident request that expands them returns 500. */
  unexpandable: (incident: StoredIncident, isSingle: boolean) => boolean
}

export interface Graph {
  readonly options: GraphOptions
  readonly list: (url: URL, authorization: string | undefined, prefer: string) => DefenderReply
  /** Responds with one incident; the path ends with its id. */
  readonly single: (url: URL, authorization: string | undefined, prefer: string) => DefenderReply
  /**
   * Returns the bytes that the app must export for an incident, by the request that fetched it. The app requests unknown enum members
   * and alerts, and lists incidents without alerts if a page with alerts fails.
   */
  readonly bytesOf: (incident: StoredIncident, source?: 'listed' | 'without-alerts' | 'single') => Buffer
}

const listPath = '/v1.0/security/incidents'

/** Returns the incident id in a path, null for the path of the list, or undefined for any other path. */
export function incidentPath(pathname: string): string | null | undefined {
  if (pathname === listPath) return null
  return pathname.startsWith(`${listPath}/`) ? decodeURIComponent(pathname.slice(listPath.length + 1)) : undefined
}

const maxTop = 50
const headers = { 'content-type': 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8', 'OData-Version': '4.0' }

export function graphError(code: string, message: string): Buffer {
  const innerError = { 'date': '2026-11-24T12:00:00', 'request-id': '0a1b2c3d-0000-4000-8000-000000000001', 'client-request-id': '0a1b2c3d-0000-4000-8000-000000000001' }
  return Buffer.from(JSON.stringify({ error: { code, message, innerError } }))
}

const refuse = (status: number, code: string, message: string): DefenderReply => ({ status, headers, body: graphError(code, message) })

function severityOf({ bytes }: StoredIncident): string {
  const { severity } = JSON.parse(bytes.toString()) as { severity: string }
  return String(graphValue(severity))
}

const fields: Fields = {
  times: { lastUpdateDateTime: each => each.updated, createdDateTime: each => each.created },
  texts: { status: each => String(graphValue(each.status)), assignedTo: each => each.assignedTo, severity: severityOf },
}

const known = new Set(['$filter', '$top', '$skip', '$expand', '$count'])

function page(host: string, incidents: readonly Buffer[], nextLink: string | null): Buffer {
  const context = `{"@odata.context":"https://${host}/v1.0/$metadata#security/incidents(alerts())",`
  const link = nextLink === null ? '' : `"@odata.nextLink":${JSON.stringify(nextLink)},`
  const parts = incidents.flatMap((bytes, index) => index === 0 ? [bytes] : [Buffer.from(','), bytes])
  // Graph writes the link before the incidents.
  return Buffer.concat([Buffer.from(`${context}${link}"value":[`), ...parts, Buffer.from(']}')])
}

function nextLink(url: URL, skip: number): string {
  const kept = [...url.searchParams].filter(([name]) => name !== '$skip').map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `https://${url.host}${url.pathname}?${[...kept, `$skip=${skip}`].join('&')}`
}

/** Returns the body for a single incident: the context is one of its members. */
function entity(host: string, bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString().replace('{', `{"@odata.context":"https://${host}/v1.0/$metadata#security/incidents(alerts())/$entity",`))
}

const failed = (): DefenderReply => refuse(500, 'InternalServerError', 'An error has occurred.')

export function createGraph(defender: Defender, entra: Entra, hosts: CloudHosts = worldwideHosts): Graph {
  /** Returns the refusal of a token, or null if the token may read incidents. */
  const refusal = (authorization: string | undefined): DefenderReply | null => {
    const roles = entra.rolesOf(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '', hosts.graph)
    if (!roles) return refuse(401, 'InvalidAuthenticationToken', 'Access token validation failure. Invalid audience.')
    if (roles.some(role => role === 'SecurityIncident.Read.All' || role === 'SecurityIncident.ReadWrite.All')) return null
    return refuse(403, 'Forbidden', `Missing application roles. API required roles: SecurityIncident.Read.All,SecurityIncident.ReadWrite.All, application roles: ${roles.join(',')}.`)
  }
  const wantedBy = ({ searchParams }: URL, prefer: string) =>
    ({ alerts: searchParams.get('$expand') === 'alerts', unknownMembers: /\binclude-unknown-enum-members\b/.test(prefer) })

  const single = (url: URL, prefer: string): DefenderReply => {
    const incident = defender.incidents.find(({ id }) => id === incidentPath(url.pathname))
    if (!incident) return refuse(404, 'NotFound', 'The incident was not found.')
    const wanted = wantedBy(url, prefer)
    if (wanted.alerts && graph.options.unexpandable(incident, true)) return failed()
    return { status: 200, headers, body: entity(hosts.graph, graphBytes(incident, wanted)) }
  }

  const list = (url: URL, prefer: string): DefenderReply => {
    const { searchParams } = url
    const test = parseFilter(searchParams.get('$filter'), fields)
    const top = Number(searchParams.get('$top') ?? maxTop)
    const skip = Number(searchParams.get('$skip') ?? 0)
    const expand = searchParams.get('$expand')
    if (top > maxTop) {
      return refuse(400, 'BadRequest', `The query specified in the URI is not valid. The limit of '50' for Top query has been exceeded. The value from the incoming request is '${top}'.`)
    }
    const valid = Number.isInteger(top) && top >= 1 && Number.isInteger(skip) && skip >= 0 && (expand === null || expand === 'alerts')
    if (!test || !valid || [...searchParams.keys()].some(name => !known.has(name))) return refuse(400, 'BadRequest', 'Invalid filter clause.')
    const matching = defender.incidents.filter(test)
    const wanted = wantedBy(url, prefer)
    const chosen = matching.slice(skip, skip + top)
    if (wanted.alerts && chosen.some(each => graph.options.unexpandable(each, false))) return failed()
    const { warning, link } = graph.options
    const more = skip + top < matching.length
    const body = page(hosts.graph, chosen.map(each => graphBytes(each, wanted)), more ? link ?? nextLink(url, skip + top) : null)
    return warning === null ? { status: 200, headers, body } : { status: 206, headers: { ...headers, Warning: warning }, body }
  }

  const graph: Graph = {
    options: { warning: null, link: null, unexpandable: () => false },
    bytesOf: (incident, source = 'listed') => {
      const bytes = graphBytes(incident, { alerts: source !== 'without-alerts', unknownMembers: true })
      return source === 'single' ? entity(hosts.graph, bytes) : bytes
    },
    single: (url, authorization, prefer) => refusal(authorization) ?? single(url, prefer),
    list: (url, authorization, prefer) => refusal(authorization) ?? list(url, prefer),
  }
  return graph
}
