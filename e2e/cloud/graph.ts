/** @file The incident calls of Microsoft Graph security, answering from the same tenant as the Defender XDR API does. */
import type { Defender, DefenderReply } from './defender'
import type { Entra } from './entra'
import type { Fields } from './odata'
import type { StoredIncident } from './tenant'
import { Buffer } from 'node:buffer'
import { graphBytes, graphValue } from './graph-incident'
import type { CloudHosts } from './hosts'
import { worldwideHosts } from './hosts'
import { parseFilter } from './odata'

/** What a test may change about the service at any time. */
export interface GraphOptions {
  /** Answers 206 with this Warning: one of the providers did not deliver. */
  warning: string | null
  /** Replaces the link of every page that would have one. */
  link: string | null
  /** Incidents that fail what asks for them with their alerts: a page of the list, or the incident `alone`. */
  unexpandable: (incident: StoredIncident, alone: boolean) => boolean
}

export interface Graph {
  readonly options: GraphOptions
  readonly list: (url: URL, authorization: string | undefined, prefer: string) => DefenderReply
  /** Answers for one incident, whose id the path ends with. */
  readonly one: (url: URL, authorization: string | undefined, prefer: string) => DefenderReply
  /**
   * What the app must export of an incident, by how it came: it asks for the late members of enumerations and for alerts, and does
   * without where they fail with the list.
   */
  readonly bytesOf: (incident: StoredIncident, came?: 'listed' | 'bare' | 'alone') => Buffer
}

const listPath = '/v1.0/security/incidents'

/** The incident's id of a path; null for the list's; undefined for any other path. */
export function incidentPath(pathname: string): string | null | undefined {
  if (pathname === listPath) return null
  return pathname.startsWith(`${listPath}/`) ? decodeURIComponent(pathname.slice(listPath.length + 1)) : undefined
}

const mostTop = 50
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
  // The link comes before the incidents here.
  return Buffer.concat([Buffer.from(`${context}${link}"value":[`), ...parts, Buffer.from(']}')])
}

function nextLink(url: URL, skip: number): string {
  const kept = [...url.searchParams].filter(([name]) => name !== '$skip').map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `https://${url.host}${url.pathname}?${[...kept, `$skip=${skip}`].join('&')}`
}

/** One incident by itself: the context is one of its members. */
function entity(host: string, bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString().replace('{', `{"@odata.context":"https://${host}/v1.0/$metadata#security/incidents(alerts())/$entity",`))
}

const failed = (): DefenderReply => refuse(500, 'InternalServerError', 'An error has occurred.')

export function createGraph(defender: Defender, entra: Entra, hosts: CloudHosts = worldwideHosts): Graph {
  /** The refusal of a token that may not ask; null for one that may. */
  const refusal = (authorization: string | undefined): DefenderReply | null => {
    const roles = entra.rolesOf(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '', hosts.graph)
    if (!roles) return refuse(401, 'InvalidAuthenticationToken', 'Access token validation failure. Invalid audience.')
    if (roles.some(role => role === 'SecurityIncident.Read.All' || role === 'SecurityIncident.ReadWrite.All')) return null
    return refuse(403, 'Forbidden', `Missing application roles. API required roles: SecurityIncident.Read.All,SecurityIncident.ReadWrite.All, application roles: ${roles.join(',')}.`)
  }
  const wantedBy = ({ searchParams }: URL, prefer: string) =>
    ({ alerts: searchParams.get('$expand') === 'alerts', unknownMembers: /\binclude-unknown-enum-members\b/.test(prefer) })

  const answerOne = (url: URL, prefer: string): DefenderReply => {
    const incident = defender.incidents.find(({ id }) => id === incidentPath(url.pathname))
    if (!incident) return refuse(404, 'NotFound', 'The incident was not found.')
    const wanted = wantedBy(url, prefer)
    if (wanted.alerts && graph.options.unexpandable(incident, true)) return failed()
    return { status: 200, headers, body: entity(hosts.graph, graphBytes(incident, wanted)) }
  }

  const answer = (url: URL, prefer: string): DefenderReply => {
    const { searchParams } = url
    const test = parseFilter(searchParams.get('$filter'), fields)
    const top = Number(searchParams.get('$top') ?? mostTop)
    const skip = Number(searchParams.get('$skip') ?? 0)
    const expand = searchParams.get('$expand')
    if (top > mostTop) {
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
    bytesOf: (incident, came = 'listed') => {
      const bytes = graphBytes(incident, { alerts: came !== 'bare', unknownMembers: true })
      return came === 'alone' ? entity(hosts.graph, bytes) : bytes
    },
    one: (url, authorization, prefer) => refusal(authorization) ?? answerOne(url, prefer),
    list: (url, authorization, prefer) => refusal(authorization) ?? answer(url, prefer),
  }
  return graph
}
