/**
 * @file The stand-in for Microsoft's hosts: an HTTPS server on the loopback interface. Chromium switches map the host names of Entra and
 * the APIs to it, so the app under test is the unchanged production build.
 */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ServerCertificate } from './certificate'
import type { Defender, DefenderReply } from './defender'
import type { Entra } from './entra'
import type { EntraReply } from './entra-refusals'
import type { Fault, FaultScript } from './faults'
import type { Graph } from './graph'
import type { Tenant, TenantOptions } from './tenant'
import { Buffer } from 'node:buffer'
import { createServer } from 'node:https'
import { createCertificate } from './certificate'
import { createDefender } from './defender'
import { createEntra } from './entra'
import { createGraph, incidentPath } from './graph'
import type { CloudHosts } from './hosts'
import { foreignHost, worldwideHosts } from './hosts'
import { createRandom } from '../../src/main/core/sample/random'
import { readBody, send } from './send'
import { createTenant } from './tenant'

export interface RecordedRequest {
  readonly host: string
  readonly method: string
  readonly url: URL
  readonly authorization: string | undefined
  readonly cookie: string | undefined
}

export interface Cloud {
  readonly port: number
  readonly tenant: Tenant
  readonly entra: Entra
  readonly defender: Defender
  readonly graph: Graph
  /** All received requests, in order. */
  readonly requests: readonly RecordedRequest[]
  /** Requests for incidents, to either API. */
  readonly listRequests: () => readonly RecordedRequest[]
  /** Requests to hosts that are not part of this cloud. */
  readonly foreignRequests: readonly RecordedRequest[]
  /** Sets the faults of an endpoint and restarts the count of its requests at 1. Null removes them. */
  readonly fault: (endpoint: Endpoint, script: FaultScript | null) => void
  /** Seconds by which the Date header is ahead. */
  clockOffset: number
  readonly certificate: string
  /** Uses this certificate from the next connection on. */
  readonly useCertificate: (certificate: ServerCertificate) => void
  /** Serves that tenant too, under the same host names, as one cloud serves all of its tenants. */
  readonly addTenant: (neighbor: Cloud) => void
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** Chromium switches that map the host names to this cloud and trust its certificate. */
  readonly switches: readonly string[]
  /** The switches that map the host names only. */
  readonly untrustedSwitches: readonly string[]
  /** The switches that trust the certificate only: behind a proxy, the proxy resolves the names. */
  readonly trustSwitches: readonly string[]
  readonly close: () => Promise<void>
}

/** `api`: the list of the Defender XDR API; `entra`: the token request; `configuration`: a tenant's OpenID configuration; `rest`: all other requests. */
type Endpoint = 'api' | 'entra' | 'graph' | 'configuration' | 'rest'

/** Returns whether a request names this cloud's tenant or carries one of its tokens. */
function isFor({ entra }: Cloud, { url = '/', headers }: IncomingMessage): boolean {
  const token = headers.authorization?.slice('Bearer '.length)
  return url.startsWith(`/${entra.app.tenantId}/`) || (token !== undefined && entra.issued.includes(token))
}

interface Services { readonly hosts: CloudHosts, readonly entra: Entra, readonly defender: Defender, readonly graph: Graph }
interface Call { readonly method: string, readonly url: URL, readonly headers: IncomingHttpHeaders, readonly body: string, readonly now: number }
interface Route { readonly endpoint: Endpoint, readonly reply: () => DefenderReply | Promise<DefenderReply> }

const toReply = ({ status, body }: EntraReply): DefenderReply => ({ status, body: Buffer.from(body) })

/** Returns the endpoint that a request is for, and a function that builds its correct response. */
function route({ hosts, entra, defender, graph }: Services, { method, url, headers, body, now }: Call): Route {
  const tenantIn = (pattern: RegExp): string | null => {
    const name = url.hostname === hosts.login ? pattern.exec(url.pathname)?.[1] : undefined
    return name === undefined ? null : decodeURIComponent(name)
  }
  const tokenTenant = method === 'POST' ? tenantIn(/^\/([^/]+)\/oauth2\/v2\.0\/token$/) : null
  if (tokenTenant !== null) return { endpoint: 'entra', reply: async () => toReply(await entra.token(tokenTenant, body, now)) }
  const configuredTenant = method === 'GET' ? tenantIn(/^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/) : null
  if (configuredTenant !== null) return { endpoint: 'configuration', reply: () => toReply(entra.openIdConfiguration(configuredTenant, now)) }
  if (url.hostname === hosts.api && url.pathname.replace(/\/$/, '') === '/api/incidents' && method === 'GET') {
    return { endpoint: 'api', reply: () => defender.list(url, headers.authorization, now) }
  }
  const graphIncident = url.hostname === hosts.graph && method === 'GET' ? incidentPath(url.pathname) : undefined
  if (graphIncident === undefined) return { endpoint: 'rest', reply: () => ({ status: 404, body: Buffer.from('{}') }) }
  return { endpoint: 'graph', reply: () => graph[graphIncident === null ? 'list' : 'single'](url, headers.authorization, String(headers.prefer ?? '')) }
}

/** Counts the requests to each endpoint and returns their faults. */
function createFaults() {
  const scripts = new Map<Endpoint, { readonly script: FaultScript | null, count: number }>()
  return {
    set: (endpoint: Endpoint, script: FaultScript | null) => { scripts.set(endpoint, { script, count: 0 }) },
    next: (endpoint: Endpoint, url: URL): Fault | undefined => {
      const entry = scripts.get(endpoint)
      return entry?.script?.(++entry.count, url)
    },
  }
}

interface CloudOptions {
  readonly hosts?: CloudHosts
  /** A tenant to serve instead of a generated one. */
  readonly tenant?: Tenant
}

/** Starts the stand-in for one tenant and one registered app. */
export async function startCloud(options: Partial<TenantOptions> & CloudOptions = {}): Promise<Cloud> {
  const { hosts = worldwideHosts } = options
  const ours = [hosts.login, hosts.api, hosts.graph]
  const names = [...ours, foreignHost]
  const tenant = options.tenant ?? createTenant({ incidents: 250, awkward: true, portal: hosts.portal, ...options })
  const entra = createEntra(createRandom(Date.now()), hosts)
  const defender = createDefender(tenant, entra, hosts)
  const graph = createGraph(defender, entra, hosts)
  const certificate = await createCertificate(names)
  const requests: RecordedRequest[] = []
  const neighbors: Cloud[] = []
  const faults = createFaults()

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const neighbor = neighbors.find(each => isFor(each, request))
    if (neighbor) return neighbor.handle(request, response)
    const { method = '', headers } = request
    const host = (headers.host ?? '').replace(/:\d+$/, '')
    const url = new URL(request.url ?? '/', `https://${host}`)
    const body = await readBody(request)
    requests.push({ host, method, url, authorization: headers.authorization, cookie: headers.cookie })
    const now = Date.now() + cloud.clockOffset * 1000
    response.setHeader('Date', new Date(now).toUTCString())
    // A service may try to store a cookie on the user's disk.
    response.setHeader('Set-Cookie', 'standin=1; Path=/; Max-Age=3600')
    const { endpoint, reply } = route({ hosts, entra, defender, graph }, { method, url, headers, body, now })
    // A script may change the tenant before the response is built.
    const fault = faults.next(endpoint, url)
    return send(response, await reply(), fault)
  }

  const { port, ...server } = await startServer(certificate, handle)
  const untrustedSwitches = [`--host-resolver-rules=${names.map(host => `MAP ${host}:443 127.0.0.1:${port}`).join(',')}`]
  const trustSwitches = [`--ignore-certificate-errors-spki-list=${certificate.spki}`]
  const cloud: Cloud = {
    ...server,
    port,
    tenant,
    entra,
    defender,
    graph,
    requests,
    handle,
    listRequests: () => requests.filter(({ host, url }) => `${host}${url.pathname}`.startsWith(`${hosts.api}/api/incidents`) || host === hosts.graph),
    get foreignRequests() { return requests.filter(({ host }) => !ours.includes(host)) },
    fault: faults.set,
    addTenant: (neighbor) => { neighbors.push(neighbor) },
    clockOffset: 0,
    certificate: certificate.cert,
    switches: [...untrustedSwitches, ...trustSwitches],
    untrustedSwitches,
    trustSwitches,
  }
  return cloud
}

/** Starts an HTTPS server on a free port of the loopback interface. */
async function startServer({ key, cert }: ServerCertificate, handle: Cloud['handle']): Promise<Pick<Cloud, 'port' | 'useCertificate' | 'close'>> {
  const server = createServer({ key, cert }, (request, response) => {
    handle(request, response).catch(() => response.socket?.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    useCertificate: (next) => {
      server.setSecureContext({ key: next.key, cert: next.cert })
      server.closeAllConnections()
    },
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
