/** @file Listens on TCP and UDP, on a separate port for each name, to detect any traffic. */
import type { AddressInfo, Socket } from 'node:net'
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'

export interface Listeners {
  /** Returns the port of a name; TCP and UDP use the same number. */
  readonly port: (name: string) => number
  /** Returns the names whose ports received traffic, in alphabetical order. */
  readonly reached: () => readonly string[]
  readonly close: () => Promise<void>
}

/** A web server's response, so that a client has no reason to give up. */
const response = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'

async function listen(onTraffic: () => void, sockets: Set<Socket>) {
  const tcp = createServer((socket) => {
    onTraffic()
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', () => socket.end(response))
  })
  await new Promise<void>(resolve => tcp.listen(0, '127.0.0.1', resolve))
  const { port } = tcp.address() as AddressInfo
  const udp = createSocket('udp4')
  udp.on('message', onTraffic)
  await new Promise<void>(resolve => udp.bind(port, '127.0.0.1', resolve))
  return { port, close: () => Promise.all([new Promise(resolve => tcp.close(resolve)), new Promise<void>(resolve => udp.close(resolve))]) }
}

export async function startListeners(names: readonly string[]): Promise<Listeners> {
  const reached = new Set<string>()
  const sockets = new Set<Socket>()
  const all = new Map(await Promise.all(names.map(async name => [name, await listen(() => reached.add(name), sockets)] as const)))
  return {
    port: name => all.get(name)?.port ?? 0,
    reached: () => [...reached].sort(),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await Promise.all([...all.values()].map(each => each.close()))
    },
  }
}
