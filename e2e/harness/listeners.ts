/** @file Listens for whatever comes, on a port of its own for each name: TCP and UDP. */
import type { AddressInfo, Socket } from 'node:net'
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'

export interface Listeners {
  /** The same number for TCP and UDP. */
  readonly port: (name: string) => number
  /** The names whose port received anything, in alphabetical order. */
  readonly reached: () => readonly string[]
  readonly close: () => Promise<void>
}

/** Answers like a web server, so that a request is worth making again. */
const answer = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'

async function listen(onAny: () => void, sockets: Set<Socket>) {
  const tcp = createServer((socket) => {
    onAny()
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', () => socket.end(answer))
  })
  await new Promise<void>(resolve => tcp.listen(0, '127.0.0.1', resolve))
  const { port } = tcp.address() as AddressInfo
  const udp = createSocket('udp4')
  udp.on('message', onAny)
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
