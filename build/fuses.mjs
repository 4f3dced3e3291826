/**
 * @file The fuses of newer versions of Electron, which electron-builder cannot name: it brings @electron/fuses 1, and version 2 wants
 * Node 22. The first eight are in electron-builder.config.mjs.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What precedes the wire in Electron's binary: a version, a length, and a digit for each fuse (docs/tutorial/fuses.md of Electron). */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const [off, on] = ['0'.charCodeAt(0), '1'.charCodeAt(0)]

/** In the order of the wire, from its ninth digit on. */
export const furtherFuses = [
  // The app uses no WebAssembly; Electron's own default.
  { name: 'wasmTrapHandlers', state: true },
]
const known = 8 + furtherFuses.length

/** Sets them in a copy of the binary. Throws if it holds no wire, or a fuse that nobody has decided on. */
export function withFurtherFuses(binary) {
  const result = Buffer.from(binary)
  let at = result.indexOf(sentinel)
  if (at === -1) throw new Error('no fuses were found in Electron')
  for (; at !== -1; at = result.indexOf(sentinel, at + 1)) {
    const wire = at + sentinel.length + 2
    const length = result[wire - 1]
    if (length > known) throw new Error(`this Electron has ${length} fuses, and ${known} are decided on: add the others to build/fuses.mjs`)
    for (const [index, { state }] of furtherFuses.entries()) {
      const place = wire + 8 + index
      const isThere = 8 + index < length && (result[place] === on || result[place] === off)
      if (isThere) result[place] = state ? on : off
    }
  }
  return result
}

/** @param context electron-builder's, of afterPack: the binary is not signed yet. */
export function stateFurtherFuses({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo
  const file = path.join(appOutDir, {
    darwin: `${productFilename}.app/Contents/Frameworks/Electron Framework.framework/Electron Framework`,
    win32: `${productFilename}.exe`,
    linux: packager.executableName,
  }[electronPlatformName])
  const binary = readFileSync(file)
  const stated = withFurtherFuses(binary)
  if (!stated.equals(binary)) writeFileSync(file, stated)
}
