/**
 * @file The stand-in for Microsoft's hosts: an HTTPS server on loopback that Entra's and the API's names are mapped to by
 * Chromium's switches. The app under test is the production build; nothing in it knows of this.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ServerCertificate } from './certificate'
import type { Defender, DefenderReply } from './defender'
import type { Entra } from './entra'
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
import { elsewhereHost, worldwideHosts } from './hosts'
import { createRandom } from './random'
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
  /** Everything that arrived, in order. */
  readonly requests: readonly RecordedRequest[]
  /** Those for incidents, to either API. */
  readonly listRequests: () => readonly RecordedRequest[]
  readonly elsewhere: readonly RecordedRequest[]
  /** Faults of the list calls, of the token call and of a tenant's configuration. Setting one counts its requests from 1 again. */
  readonly fault: (of: Faulty, script: FaultScript | null) => void
  /** Seconds by which the Date header is ahead. */
  clockOffset: number
  readonly certificate: string
  /** Shows this certificate from the next connection on. */
  readonly present: (certificate: ServerCertificate) => void
  /** Answers for that tenant as well, behind the same names, as one cloud does for all of its tenants. */
  readonly admit: (neighbour: Cloud) => void
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** Chromium's switches that lead to this cloud and trust its certificate. */
  readonly switches: readonly string[]
  /** The same without the trust. */
  readonly untrustedSwitches: readonly string[]
  readonly close: () => Promise<void>
}

/** `api`: the Defender XDR API; `rest`: whatever is no call of an API or of Entra's. */
type Faulty = 'api' | 'entra' | 'graph' | 'configuration' | 'rest'

interface Script { script: FaultScript | null, count: number }

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

const megabyte = Buffer.alloc(1024 * 1024, ' ')

function sendEndless(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  let open = true
  response.on('close', () => { open = false })
  const more = () => {
    while (open && response.write(megabyte));
    if (open) response.once('drain', more)
  }
  response.write('{"value":[')
  more()
}

async function send(response: ServerResponse, reply: DefenderReply, fault: Fault | undefined): Promise<void> {
  if (fault?.kind === 'hold') await fault.until
  if (fault?.kind === 'drop') return void response.socket?.destroy()
  if (fault?.kind === 'endless') return sendEndless(response)
  const { status, headers = {}, body = '' } = fault?.kind === 'answer' ? fault : reply
  const bytes = Buffer.from(body)
  const sent = fault?.kind === 'half' ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes
  response.writeHead(status, {
    'content-type': 'application/json; odata.metadata=minimal; odata.streaming=true; charset=utf-8',
    'content-length': sent.length,
    ...headers,
  })
  if (fault?.kind === 'drop-inside') {
    response.write(sent.subarray(0, Math.floor(sent.length / 2)), () => response.socket?.destroy())
    return
  }
  response.end(sent)
}

/** Whose tenant a request names, or whose token it carries. */
function isFor({ entra }: Cloud, { url = '/', headers }: IncomingMessage): boolean {
  const token = headers.authorization?.slice('Bearer '.length)
  return url.startsWith(`/${entra.app.tenantId}/`) || (token !== undefined && entra.issued.includes(token))
}

/** Starts the stand-in for one tenant and one registered app. */
export async function startCloud(options: Partial<TenantOptions> & { readonly hosts?: CloudHosts } = {}): Promise<Cloud> {
  const { hosts = worldwideHosts } = options
  const ours = [hosts.login, hosts.api, hosts.graph]
  const names = [...ours, elsewhereHost]
  const tenant = createTenant({ incidents: 250, awkward: true, portal: hosts.portal, ...options })
  const entra = createEntra(createRandom(Date.now()), hosts)
  const defender = createDefender(tenant, entra, hosts)
  const graph = createGraph(defender, entra, hosts)
  const certificate = await createCertificate(names)
  const requests: RecordedRequest[] = []
  const neighbours: Cloud[] = []
  const noScript = (): Script => ({ script: null, count: 0 })
  const scripts: Record<Faulty, Script> = { api: noScript(), entra: noScript(), graph: noScript(), configuration: noScript(), rest: noScript() }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const neighbour = neighbours.find(each => isFor(each, request))
    if (neighbour) return neighbour.answer(request, response)
    const host = (request.headers.host ?? '').replace(/:\d+$/, '')
    const url = new URL(request.url ?? '/', `https://${host}`)
    const body = await readBody(request)
    requests.push({ host, method: request.method ?? '', url, authorization: request.headers.authorization, cookie: request.headers.cookie })
    const now = Date.now() + cloud.clockOffset * 1000
    response.setHeader('Date', new Date(now).toUTCString())
    // What a service may try to keep on the person's disk.
    response.setHeader('Set-Cookie', 'standin=1; Path=/; Max-Age=3600')
    const tenantName = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(url.pathname)?.[1]
    if (host === hosts.login && tenantName && request.method === 'POST') {
      const { status, body: text } = await entra.token(decodeURIComponent(tenantName), body, now)
      return send(response, { status, body: Buffer.from(text) }, scripts.entra.script?.(++scripts.entra.count, url))
    }
    const configured = /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/.exec(url.pathname)?.[1]
    if (host === hosts.login && configured && request.method === 'GET') {
      const { status, body: text } = entra.openIdConfiguration(decodeURIComponent(configured), now)
      return send(response, { status, body: Buffer.from(text) }, scripts.configuration.script?.(++scripts.configuration.count, url))
    }
    if (host === hosts.api && url.pathname.replace(/\/$/, '') === '/api/incidents' && request.method === 'GET') {
      const fault = scripts.api.script?.(++scripts.api.count, url)
      return send(response, defender.list(url, request.headers.authorization, now), fault)
    }
    const graphIncident = host === hosts.graph && request.method === 'GET' ? incidentPath(url.pathname) : undefined
    if (graphIncident !== undefined) {
      const fault = scripts.graph.script?.(++scripts.graph.count, url)
      const { authorization, prefer } = request.headers
      return send(response, graph[graphIncident === null ? 'list' : 'one'](url, authorization, String(prefer ?? '')), fault)
    }
    return send(response, { status: 404, body: Buffer.from('{}') }, scripts.rest.script?.(++scripts.rest.count, url))
  }

  const server = createServer({ key: certificate.key, cert: certificate.cert }, (request, response) => {
    serve(request, response).catch(() => response.socket?.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const map = names.map(host => `MAP ${host}:443 127.0.0.1:${port}`).join(',')
  const untrustedSwitches = [`--host-resolver-rules=${map}`]

  const cloud: Cloud = {
    port,
    tenant,
    entra,
    defender,
    graph,
    requests,
    listRequests: () => requests.filter(({ host, url }) => `${host}${url.pathname}`.startsWith(`${hosts.api}/api/incidents`) || host === hosts.graph),
    get elsewhere() { return requests.filter(({ host }) => !ours.includes(host)) },
    fault: (of, script) => { scripts[of] = { script, count: 0 } },
    admit: (neighbour) => { neighbours.push(neighbour) },
    answer: serve,
    clockOffset: 0,
    certificate: certificate.cert,
    present: ({ key, cert }) => {
      server.setSecureContext({ key, cert })
      server.closeAllConnections()
    },
    switches: [...untrustedSwitches, `--ignore-certificate-errors-spki-list=${certificate.spki}`],
    untrustedSwitches,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
  return cloud
}
