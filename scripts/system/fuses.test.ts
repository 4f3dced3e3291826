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

it('sets the ninth fuse of Electron 45, whatever its value, and changes nothing else', () => {
  for (const ninth of ['0', '1']) expect(withFurtherFuses(wireOf(`10110100${ninth}`))).toEqual(wireOf('101101001'))
})

it('sets the fuse in both halves of a universal binary', () => {
  const half = (ninth: string) => wireOf(`10000001${ninth}`)
  expect(withFurtherFuses(Buffer.concat([half('0'), half('0')]))).toEqual(Buffer.concat([half('1'), half('1')]))
})

it('does not change an Electron without the fuse', () => {
  for (const wire of [wireOf('10110100'), wireOf('10110100r')]) expect(withFurtherFuses(wire)).toEqual(wire)
})

it('an undecided fuse fails the build', () => {
  expect(() => withFurtherFuses(wireOf('1011010011'))).toThrow('this Electron has 10 fuses, and 9 are decided')
})

it('a file without fuses fails the build', () => {
  expect(() => withFurtherFuses(Buffer.from('nothing'))).toThrow('no fuses')
})

it.each([
  ['linux', 'xdr-desk'],
  ['win32', 'XDR Desk.exe'],
  ['darwin', 'XDR Desk.app/Contents/Frameworks/Electron Framework.framework/Electron Framework'],
])('finds the fuses on %s in %s', (electronPlatformName, name) => {
  const appOutDir = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-fuses-'))
  const file = path.join(appOutDir, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, wireOf('101101000'))
  setFurtherFuses({ appOutDir, electronPlatformName, packager: { executableName: 'xdr-desk', appInfo: { productFilename: 'XDR Desk' } } })
  expect(readFileSync(file)).toEqual(wireOf('101101001'))
  rmSync(appOutDir, { recursive: true })
})

it('does not encrypt cookies: the app stores none, and a locked keyring would delay the window', () => {
  expect(config.electronFuses).toMatchObject({ enableCookieEncryption: false })
})

it('sets every fuse that electron-builder supports, because it ignores strictlyRequireAllFuses', () => {
  const names = Object.values(FuseV1Options).filter(name => typeof name === 'string').map(name => name.charAt(0).toLowerCase() + name.slice(1))
  expect(Object.keys(config.electronFuses).sort()).toEqual(names.sort())
})
