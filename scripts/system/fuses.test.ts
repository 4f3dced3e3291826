import { Buffer } from 'node:buffer'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { FuseV1Options } from '@electron/fuses'
import { expect, it } from 'vitest'
import { root } from '../runtime/electron-runtime'

interface Fuses {
  readonly withFurtherFuses: (binary: Buffer) => Buffer
  readonly setFurtherFuses: (context: object) => void
}

const build = async (name: string) => await import(pathToFileURL(path.join(root, 'build', name)).href) as unknown
const { withFurtherFuses, setFurtherFuses } = await build('fuses.mjs') as Fuses
const { default: config } = await build('electron-builder.config.mjs') as { default: { readonly electronFuses: Readonly<Record<string, boolean>> } }

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const wireOf = (fuses: string): Buffer => Buffer.concat([Buffer.from(`before${sentinel}`), Buffer.from([1, fuses.length]), Buffer.from(`${fuses}after`)])

it('Electron 45\'s ninth fuse is stated, whatever it was, and nothing else is touched', () => {
  for (const ninth of ['0', '1']) expect(withFurtherFuses(wireOf(`10110100${ninth}`))).toEqual(wireOf('101101001'))
})

it('both halves of a universal binary are stated', () => {
  const half = (ninth: string) => wireOf(`10000001${ninth}`)
  expect(withFurtherFuses(Buffer.concat([half('0'), half('0')]))).toEqual(Buffer.concat([half('1'), half('1')]))
})

it('an Electron without it, or that has removed it, stays as it is', () => {
  for (const wire of [wireOf('10110100'), wireOf('10110100r')]) expect(withFurtherFuses(wire)).toEqual(wire)
})

it('a fuse that nobody has decided on ends the build', () => {
  expect(() => withFurtherFuses(wireOf('1011010011'))).toThrow('this Electron has 10 fuses, and 9 are decided')
})

it('a file without fuses ends the build', () => {
  expect(() => withFurtherFuses(Buffer.from('nothing'))).toThrow('no fuses')
})

it.each([
  ['linux', 'xdr-desk'],
  ['win32', 'XDR Desk.exe'],
  ['darwin', 'XDR Desk.app/Contents/Frameworks/Electron Framework.framework/Electron Framework'],
])('on %s they are in %s', (electronPlatformName, name) => {
  const appOutDir = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-fuses-'))
  const file = path.join(appOutDir, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, wireOf('101101000'))
  setFurtherFuses({ appOutDir, electronPlatformName, packager: { executableName: 'xdr-desk', appInfo: { productFilename: 'XDR Desk' } } })
  expect(readFileSync(file)).toEqual(wireOf('101101001'))
  rmSync(appOutDir, { recursive: true })
})

it('cookies are not encrypted on any system: none are kept, and a locked keyring would hold back the window', () => {
  expect(config.electronFuses).toMatchObject({ enableCookieEncryption: false })
})

it('every fuse that electron-builder can name is stated: it drops strictlyRequireAllFuses, which would ask for that', () => {
  const names = Object.values(FuseV1Options).filter(name => typeof name === 'string').map(name => name.charAt(0).toLowerCase() + name.slice(1))
  expect(Object.keys(config.electronFuses).sort()).toEqual(names.sort())
})
