import type { CommandLine } from 'electron'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { appId, introduceToDesktop } from './desktop'

const root = path.resolve(import.meta.dirname, '../../../..')
const { desktopName } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { desktopName: string }
const { default: config } = await import(pathToFileURL(path.join(root, 'build/electron-builder.config.mjs')).href) as {
  default: { readonly appId: string, readonly linux: { readonly executableName: string, readonly target: readonly string[] } }
}

/** What Electron was told. */
function told(platform: string, { isPackaged = true, switches = {} as Record<string, string> } = {}) {
  const ids: string[] = []
  const given = { ...switches }
  const commandLine = { hasSwitch: (name: string) => name in given, appendSwitch: (name: string, value = '') => { given[name] = value } }
  introduceToDesktop({ commandLine: commandLine as CommandLine, isPackaged, setAppUserModelId: id => ids.push(id) }, platform, 'C:\\electron.exe')
  return { ids, given }
}

it('Windows knows the app by the id that its shortcut is installed with', () => {
  expect(told('win32')).toEqual({ ids: [config.appId], given: {} })
  expect(appId).toBe(config.appId)
})

it('Windows knows a program that is not installed by its path', () => {
  expect(told('win32', { isPackaged: false }).ids).toEqual(['C:\\electron.exe'])
})

it('Linux opens a dialog that takes the proposed name, unless somebody decided otherwise', () => {
  expect(told('linux')).toEqual({ ids: [], given: { 'xdg-portal-required-version': '4' } })
  expect(told('linux', { switches: { 'xdg-portal-required-version': '3' } }).given).toEqual({ 'xdg-portal-required-version': '3' })
})

it('macOS needs nothing', () => {
  expect(told('darwin')).toEqual({ ids: [], given: {} })
})

it('Linux finds the window\'s entry by the name of its file', () => {
  expect(desktopName).toBe(`${config.linux.executableName}.desktop`)
})

it('no package starts the app without its sandbox', () => {
  // AppImage's launcher passes --no-sandbox where the system forbids user namespaces.
  expect(config.linux.target).toEqual(['deb', 'rpm'])
})
