/**
 * @file Chromium's sessions. The page uses Electron's default session, which has no network access. Code that does not choose a session uses the default
 * one, so it has no access either. Main's requests use a separate session with the system's proxy and certificates.
 */
import type { Session } from 'electron'
import { app, session } from 'electron'

/** SECURITY: denies every permission, because Electron grants all permissions by default. */
function denyPermissions(target: Session): void {
  target.setPermissionRequestHandler((_contents, _permission, respond) => respond(false))
  target.setPermissionCheckHandler(() => false)
  target.setDevicePermissionHandler(() => false)
}

/** Disables spell checking. Otherwise, Chromium downloads a dictionary from Google at every start, even if no window uses it. */
function disableDictionaries(target: Session): void {
  target.setSpellCheckerEnabled(false)
  target.setSpellCheckerLanguages([])
}

/** Returns an in-memory session for requests of main. The same name returns the same session. */
export function requestSession(name: string): Session {
  const target = session.fromPartition(name, { cache: false })
  denyPermissions(target)
  disableDictionaries(target)
  return target
}

const proxySwitches = ['no-proxy-server', 'proxy-auto-detect', 'proxy-pac-url', 'proxy-server']

/**
 * Resolves when a new session uses the proxy of the command line. Electron applies those switches by a task that it posts after creating the session's
 * network context, so a request sent at once could bypass the proxy (electron/shell/browser/net/network_context_service.cc). The system's proxy is part of
 * the context from the start. A lookup is answered after that task; its answer is not used.
 */
export async function whenProxyApplies(target: Session): Promise<void> {
  if (proxySwitches.some(name => app.commandLine.hasSwitch(name))) await target.resolveProxy('https://login.microsoftonline.com/')
}

/** A proxy at the discard port of this computer. Nothing listens there, and a listener would not forward anything. */
const proxyToNowhere = 'http://127.0.0.1:9'

/**
 * SECURITY: blocks the network in the page's session. The page's content security policy already forbids requests; this also covers what
 * the policy does not, such as downloads and WebRTC, and a policy that is bypassed.
 */
function blockNetwork(target: Session): void {
  // With a proxy, Chromium resolves no names itself. `<-loopback>` removes the exception for this computer's own addresses.
  void target.setProxy({ mode: 'fixed_servers', proxyRules: proxyToNowhere, proxyBypassRules: '<-loopback>' })
  target.webRequest.onBeforeRequest({ urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] }, (_details, respond) => respond({ cancel: true }))
  target.on('will-download', event => event.preventDefault())
}

/** Secures the page's session. @param isServed whether the page comes from a development server, which it must reach. */
export function preparePageSession(isServed: boolean): void {
  denyPermissions(session.defaultSession)
  disableDictionaries(session.defaultSession)
  if (!isServed) blockNetwork(session.defaultSession)
}

/** Adds a value to a switch whose value is a list. */
function addToSwitch(name: string, value: string): void {
  const given = app.commandLine.getSwitchValue(name)
  app.commandLine.appendSwitch(name, given ? `${given},${value}` : value)
}

/**
 * SECURITY: blocks two ways in which a page makes Chromium look up a name without its session's proxy: a lookup alone can leak data in the name. Must run
 * before `ready`.
 */
export function blockNameLookups(): void {
  addToSwitch('blink-settings', 'dnsPrefetchingEnabled=false')
  // WebRTC appends a dot to every name that it looks up. Requests look up names as they are written.
  addToSwitch('host-resolver-rules', 'MAP *. ~NOTFOUND')
}
