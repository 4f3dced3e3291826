/**
 * @file Chromium's sessions. The page's is Electron's default one and reaches no network, so that whatever names no session reaches none
 * either. Main's requests have a session of their own, which goes the system's way: its proxy, its certificates.
 */
import type { Session } from 'electron'
import { app, session } from 'electron'

/** SECURITY: Electron grants what nobody denies. */
function denyPermissions(target: Session): void {
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  target.setPermissionCheckHandler(() => false)
  target.setDevicePermissionHandler(() => false)
}

/** Chromium fetches a dictionary from Google at every start, whether or not a window checks spelling. */
function withoutDictionaries(target: Session): void {
  target.setSpellCheckerEnabled(false)
  target.setSpellCheckerLanguages([])
}

/** A session in memory for requests of main's. The same name gives the same session. */
export function requestSession(name: string): Session {
  const target = session.fromPartition(name, { cache: false })
  denyPermissions(target)
  withoutDictionaries(target)
  return target
}

/** The discard port of this computer: nothing listens there, and it is no way out if something does. */
const proxyToNowhere = 'http://127.0.0.1:9'

/**
 * SECURITY: shuts the page's session. The page's policy already forbids requests; this holds for what the policy does not know, such as
 * downloads and WebRTC, and if the policy is bypassed.
 */
function shut(target: Session): void {
  // Names are left to the proxy, so none is looked up. `<-loopback>` takes away the exception for this computer's own addresses.
  void target.setProxy({ mode: 'fixed_servers', proxyRules: proxyToNowhere, proxyBypassRules: '<-loopback>' })
  target.webRequest.onBeforeRequest({ urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] }, (_details, answer) => answer({ cancel: true }))
  target.on('will-download', event => event.preventDefault())
}

/** @param isServed whether the page comes from a development server, which it has to reach. */
export function preparePageSession(isServed: boolean): void {
  denyPermissions(session.defaultSession)
  withoutDictionaries(session.defaultSession)
  if (!isServed) shut(session.defaultSession)
}

/** Adds to a switch whose value is a list. */
function addToSwitch(name: string, value: string): void {
  const given = app.commandLine.getSwitchValue(name)
  app.commandLine.appendSwitch(name, given ? `${given},${value}` : value)
}

/**
 * SECURITY: two ways in which a page makes Chromium look a name up past its session's proxy. Must run before `ready`.
 * A look-up alone carries data out: in the name.
 */
export function shutNameLookups(): void {
  addToSwitch('blink-settings', 'dnsPrefetchingEnabled=false')
  // WebRTC ends every name that it looks up with a dot; requests look names up as they are written.
  addToSwitch('host-resolver-rules', 'MAP *. ~NOTFOUND')
}
