import { readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { downloadArtifact } from '@electron/get'
import { runOrThrow } from './run'
import { unzip } from './unzip'

const packageFile = (root: string, name: string): unknown => JSON.parse(readFileSync(path.join(root, 'node_modules', 'electron', name), 'utf8'))

/** The version of Electron in package.json. */
export function officialVersion(root: string): string {
  const { version } = packageFile(root, 'package.json') as { version: string }
  return version
}

/** Whether Electron's releases can be reached from here; asked once, with little patience. */
export async function canDownload(version: string): Promise<boolean> {
  const mirror = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/'
  try {
    const answer = await fetch(`${mirror}v${version}/SHASUMS256.txt`, { method: 'HEAD', signal: AbortSignal.timeout(5000) })
    return answer.ok
  } catch {
    return false
  }
}

/** The SHA-256 of each file of the release, as the npm package lists them, which package-lock.json pins. */
export function releaseChecksums(root: string): Readonly<Record<string, string>> {
  return packageFile(root, 'checksums.json') as Record<string, string>
}

interface Release {
  readonly version: string
  /** SECURITY: not those that the download server offers beside the file: whoever changed one could change the other. */
  readonly checksums: Readonly<Record<string, string>>
  readonly cacheRoot?: string
}

/** Downloads Electron's own build and unpacks it into `folder`. Throws if it is not the file whose checksum is known. */
export async function makeOfficialRuntime(folder: string, { version, checksums, ...options }: Release): Promise<void> {
  const zip = await downloadArtifact({ version, checksums: { ...checksums }, ...options, artifactName: 'electron', platform: process.platform, arch: process.arch })
  await runOrThrow(...unzip(zip, folder))
}
