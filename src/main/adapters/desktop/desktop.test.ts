import type { CommandLine } from 'electron'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { appId, registerWithDesktop } from './desktop'

const root = path.resolve(import.meta.dirname, '../../../..')
const { desktopName } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { desktopName: string }
const { default: config } = await import(pathToFileURL(path.join(root, 'build/electron-builder.config.mjs')).href) as {
  default: { readonly appId: string, readonly linux: { readonly executableName: string, readonly target: readonly string[] } }
}

/** Returns the IDs and switches that Electron received. */
function registered(platform: string, { isPackaged = true, switches = {} as Record<string, string> } = {}) {
  const ids: string[] = []
  const given = { ...switches }
  const commandLine = { hasSwitch: (name: string) => name in given, appendSwitch: (name: string, value = '') => { given[name] = value } }
  registerWithDesktop({ commandLine: commandLine as CommandLine, isPackaged, setAppUserModelId: id => ids.push(id) }, platform, 'C:\\electron.exe')
  return { ids, given }
}

it('Windows identifies the app by the ID of its installed shortcut', () => {
  expect(registered('win32')).toEqual({ ids: [config.appId], given: {} })
  expect(appId).toBe(config.appId)
})

it('Windows identifies a program that is not installed by its path', () => {
  expect(registered('win32', { isPackaged: false }).ids).toEqual(['C:\\electron.exe'])
})

it('Linux opens a dialog that accepts the proposed name, unless the command line has a switch for it', () => {
  expect(registered('linux')).toEqual({ ids: [], given: { 'xdg-portal-required-version': '4' } })
  expect(registered('linux', { switches: { 'xdg-portal-required-version': '3' } }).given).toEqual({ 'xdg-portal-required-version': '3' })
})

it('macOS needs no registration', () => {
  expect(registered('darwin')).toEqual({ ids: [], given: {} })
})

it('Linux finds the window\'s desktop entry by the name of its file', () => {
  expect(desktopName).toBe(`${config.linux.executableName}.desktop`)
})

it('no package starts the app without its sandbox', () => {
  // AppImage's launcher passes --no-sandbox if the system forbids user namespaces.
  expect(config.linux.target).toEqual(['deb', 'rpm'])
})
