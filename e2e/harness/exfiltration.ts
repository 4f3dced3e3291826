/** @file Channels by which a compromised page could contact a host. The page itself tries each of them. */
import type { ElectronApplication } from '@playwright/test'

export interface Target {
  readonly host: string
  readonly port: number
}

/** Runs in the page, so it must not use variables from outside. */
type Channel = (target: Target) => unknown

/** Requests that a page makes without navigating. */
const requests = {
  fetch: ({ host, port }) => fetch(`http://${host}:${port}/`, { mode: 'no-cors' }),
  xhr: ({ host, port }) => {
    const request = new XMLHttpRequest()
    request.open('GET', `http://${host}:${port}/`)
    request.send()
  },
  beacon: ({ host, port }) => navigator.sendBeacon(`http://${host}:${port}/`, 'x'),
  websocket: ({ host, port }) => new WebSocket(`ws://${host}:${port}/`).url,
  eventsource: ({ host, port }) => new EventSource(`http://${host}:${port}/`).url,
  webtransport: ({ host, port }) => new WebTransport(`https://${host}:${port}/`).ready,
  image: ({ host, port }) => Object.assign(new Image(), { src: `http://${host}:${port}/` }).src,
  style: ({ host, port }) => document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `http://${host}:${port}/` })),
  font: ({ host, port }) => new FontFace('x', `url(http://${host}:${port}/)`).load(),
  media: ({ host, port }) => document.body.append(Object.assign(document.createElement('video'), { src: `http://${host}:${port}/` })),
  script: ({ host, port }) => document.head.append(Object.assign(document.createElement('script'), { src: `http://${host}:${port}/` })),
  module: ({ host, port }) => import(`http://${host}:${port}/`),
  ping: ({ host, port }) => {
    const link = Object.assign(document.createElement('a'), { href: '#x', ping: `http://${host}:${port}/` })
    document.body.append(link)
    link.click()
  },
  worker: ({ host, port }) => new Worker(URL.createObjectURL(new Blob([`fetch('http://${host}:${port}/', { mode: 'no-cors' })`], { type: 'text/javascript' }))),
  worklet: ({ host, port }) => new AudioContext().audioWorklet.addModule(`http://${host}:${port}/`),
} satisfies Readonly<Record<string, Channel>>

/** Hints that make Chromium fetch or resolve something in advance. */
const hints = {
  'dns-prefetch': ({ host, port }) => document.head.append(Object.assign(document.createElement('link'), { rel: 'dns-prefetch', href: `http://${host}:${port}/` })),
  'preconnect': ({ host, port }) => document.head.append(Object.assign(document.createElement('link'), { rel: 'preconnect', href: `http://${host}:${port}/` })),
  'prefetch': ({ host, port }) => document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: `http://${host}:${port}/` })),
  'preload': ({ host, port }) => document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', as: 'image', href: `http://${host}:${port}/` })),
  'modulepreload': ({ host, port }) => document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: `http://${host}:${port}/` })),
  'speculation': ({ host, port }) => document.head.append(Object.assign(document.createElement('script'), {
    type: 'speculationrules', textContent: JSON.stringify({ prefetch: [{ urls: [`http://${host}:${port}/`] }] }),
  })),
  'identity': ({ host, port }) => navigator.credentials.get({ identity: { providers: [{ configURL: `http://${host}:${port}/`, clientId: 'x' }] } } as CredentialRequestOptions),
} satisfies Readonly<Record<string, Channel>>

/** Navigations of a window or a frame. */
const navigations = {
  frame: ({ host, port }) => document.body.append(Object.assign(document.createElement('iframe'), { src: `http://${host}:${port}/` })),
  object: ({ host, port }) => document.body.append(Object.assign(document.createElement('object'), { data: `http://${host}:${port}/` })),
  embed: ({ host, port }) => document.body.append(Object.assign(document.createElement('embed'), { src: `http://${host}:${port}/` })),
  window: ({ host, port }) => window.open(`http://${host}:${port}/`),
  form: ({ host, port }) => {
    const form = Object.assign(document.createElement('form'), { action: `http://${host}:${port}/`, method: 'post' })
    document.body.append(form)
    form.submit()
  },
  download: ({ host, port }) => {
    const link = Object.assign(document.createElement('a'), { href: `http://${host}:${port}/`, download: 'x' })
    document.body.append(link)
    link.click()
  },
  link: ({ host, port }) => {
    const link = Object.assign(document.createElement('a'), { href: `http://${host}:${port}/` })
    document.body.append(link)
    link.click()
  },
  location: ({ host, port }) => { location.href = `http://${host}:${port}/` },
} satisfies Readonly<Record<string, Channel>>

/** WebRTC, which the content security policy does not cover. */
const webrtc = {
  'webrtc-stun': async ({ host, port }) => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:${host}:${port}` }] })
    connection.createDataChannel('x')
    await connection.setLocalDescription()
  },
  'webrtc-turn': async ({ host, port }) => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: `turn:${host}:${port}`, username: 'x', credential: 'x' }] })
    connection.createDataChannel('x')
    await connection.setLocalDescription()
  },
  'webrtc-turn-tcp': async ({ host, port }) => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: `turn:${host}:${port}?transport=tcp`, username: 'x', credential: 'x' }] })
    connection.createDataChannel('x')
    await connection.setLocalDescription()
  },
  'webrtc-turns': async ({ host, port }) => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: `turns:${host}:${port}?transport=tcp`, username: 'x', credential: 'x' }] })
    connection.createDataChannel('x')
    await connection.setLocalDescription()
  },
  'webrtc-peer': async ({ host, port }) => {
    const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()]
    from.createDataChannel('x')
    await from.setLocalDescription()
    await to.setRemoteDescription(from.localDescription as RTCSessionDescription)
    await to.setLocalDescription()
    await from.setRemoteDescription(to.localDescription as RTCSessionDescription)
    await from.addIceCandidate({ candidate: `candidate:1 1 udp 2113937151 ${host} ${port} typ host`, sdpMid: '0' })
    await from.addIceCandidate({ candidate: `candidate:2 1 tcp 1518214911 ${host} ${port} typ host tcptype passive`, sdpMid: '0' })
  },
} satisfies Readonly<Record<string, Channel>>

export const channels: ReadonlyMap<string, Channel> = new Map<string, Channel>([requests, hints, webrtc, navigations].flatMap(each => Object.entries(each)))

/** Tries a channel from inside the page with this ID, without waiting for the result. */
export async function tryChannel(electron: ElectronApplication, id: number, name: string, target: Target): Promise<void> {
  const source = `void (async () => { try { await (${String(channels.get(name))})(${JSON.stringify(target)}) } catch {} })()`
  await electron.evaluate(({ webContents }, { page, code }) => webContents.fromId(page)?.executeJavaScript(code, true), { page: id, code: source })
}
