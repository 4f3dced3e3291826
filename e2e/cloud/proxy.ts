/** @file A company's forward proxy in front of the stand-in: CONNECT only, optionally with a user name and password. */
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { Buffer } from 'node:buffer'
import { createServer } from 'node:http'
import { connect } from 'node:net'

export interface ProxyUser { readonly user: string, readonly password: string }

/** One CONNECT request. */
interface Visit {
  /** The requested `host:port`. */
  readonly authority: string
  /** `user:password` of the request, or null without credentials. */
  readonly credentials: string | null
  readonly isAllowed: boolean
}

export interface Proxy {
  /** `127.0.0.1:PORT` */
  readonly address: string
  /** The only user allowed through; null allows all requests. */
  user: ProxyUser | null
  /** Refuses every CONNECT with this status until it is null again. */
  refuseWith: number | null
  readonly visits: readonly Visit[]
  /** Closes every tunnel: the next request needs a new CONNECT. */
  readonly closeTunnels: () => void
  readonly close: () => Promise<void>
}

interface Options {
  /** The host names that it tunnels to the stand-in. It refuses all others. */
  readonly hosts: readonly string[]
  readonly cloudPort: number
  readonly user?: ProxyUser
}

const credentialsOf = (request: IncomingMessage): string | null => {
  const [, basic] = /^Basic (.+)$/.exec(request.headers['proxy-authorization'] ?? '') ?? []
  return basic === undefined ? null : Buffer.from(basic, 'base64').toString('utf8')
}

/** Returns a PAC file that selects this proxy. */
export const pacFile = ({ address }: Proxy): string => `function FindProxyForURL() { return 'PROXY ${address}' }`

/** Starts the proxy. It also serves its PAC file at /proxy.pac. */
export async function startProxy({ hosts, cloudPort, user }: Options): Promise<Proxy> {
  const visits: Visit[] = []
  const sockets = new Set<Socket>()
  const server: Server = createServer((request, response) => {
    if (request.url === '/proxy.pac') response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' }).end(pacFile(proxy))
    else response.writeHead(405).end()
  })
  const refuse = (socket: Socket, status: number, header = '') => socket.end(`HTTP/1.1 ${status} Refused\r\n${header}Content-Length: 0\r\nConnection: close\r\n\r\n`)

  const visit = (request: IncomingMessage, socket: Socket): void => {
    const authority = request.url ?? ''
    const credentials = credentialsOf(request)
    const wanted = proxy.user && `${proxy.user.user}:${proxy.user.password}`
    const mayPass = wanted === null || credentials === wanted
    const known = hosts.some(host => authority === `${host}:443`)
    visits.push({ authority, credentials, isAllowed: mayPass && known && proxy.refuseWith === null })
    if (!mayPass) return void refuse(socket, 407, 'Proxy-Authenticate: Basic realm="Contoso proxy"\r\n')
    if (proxy.refuseWith !== null) return void refuse(socket, proxy.refuseWith)
    if (!known) return void refuse(socket, 502)
    const tunnel = connect(cloudPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(tunnel).pipe(socket)
    })
    tunnel.on('error', () => socket.destroy())
    socket.on('error', () => tunnel.destroy())
    socket.on('close', () => tunnel.destroy())
  }
  server.on('connect', visit)
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const closeTunnels = () => { for (const socket of sockets) socket.destroy() }
  const proxy: Proxy = {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    user: user ?? null,
    refuseWith: null,
    visits,
    closeTunnels,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      closeTunnels()
    }),
  }
  return proxy
}
