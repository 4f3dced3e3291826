/**
 * @file The fuses of newer versions of Electron, which electron-builder does not support: it uses @electron/fuses 1, and version 2 needs
 * Node 22. The first eight fuses are in electron-builder.config.mjs.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The text before the fuse wire in Electron's binary. The wire consists of a version, a length, and a digit for each fuse
 * (docs/tutorial/fuses.md of Electron).
 */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const [off, on] = ['0'.charCodeAt(0), '1'.charCodeAt(0)]

/** The fuses from the wire's ninth digit on, in its order. */
export const furtherFuses = [
  // Electron's default; the app uses no WebAssembly.
  { name: 'wasmTrapHandlers', state: true },
]
const known = 8 + furtherFuses.length

/** Returns a copy of the binary with these fuses set. Throws if it contains no wire, or a fuse that is not decided here. */
export function withFurtherFuses(binary) {
  const result = Buffer.from(binary)
  let at = result.indexOf(sentinel)
  if (at === -1) throw new Error('no fuses were found in Electron')
  for (; at !== -1; at = result.indexOf(sentinel, at + 1)) {
    const wire = at + sentinel.length + 2
    const length = result[wire - 1]
    if (length > known) throw new Error(`this Electron has ${length} fuses, and ${known} are decided: add the others to build/fuses.mjs`)
    for (const [index, { state }] of furtherFuses.entries()) {
      const place = wire + 8 + index
      const exists = 8 + index < length && (result[place] === on || result[place] === off)
      if (exists) result[place] = state ? on : off
    }
  }
  return result
}

/** Sets these fuses in the packed app. @param context electron-builder's context of afterPack: the binary is not signed yet. */
export function setFurtherFuses({ appOutDir, electronPlatformName, packager }) {
  const { productFilename } = packager.appInfo
  const file = path.join(appOutDir, {
    darwin: `${productFilename}.app/Contents/Frameworks/Electron Framework.framework/Electron Framework`,
    win32: `${productFilename}.exe`,
    linux: packager.executableName,
  }[electronPlatformName])
  const binary = readFileSync(file)
  const changed = withFurtherFuses(binary)
  if (!changed.equals(binary)) writeFileSync(file, changed)
}
