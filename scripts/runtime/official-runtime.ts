import { readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { downloadArtifact } from '@electron/get'
import { runOrThrow } from './run'
import { unzip } from './unzip'

const packageFile = (root: string, name: string): unknown => JSON.parse(readFileSync(path.join(root, 'node_modules', 'electron', name), 'utf8'))

/** Returns the version of Electron in package.json. */
export function officialVersion(root: string): string {
  const { version } = packageFile(root, 'package.json') as { version: string }
  return version
}

/** Returns whether Electron's releases can be reached, after one request with a short timeout. */
export async function canDownload(version: string): Promise<boolean> {
  const mirror = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/'
  try {
    const response = await fetch(`${mirror}v${version}/SHASUMS256.txt`, { method: 'HEAD', signal: AbortSignal.timeout(5000) })
    return response.ok
  } catch {
    return false
  }
}

/** Returns the SHA-256 of each file of the release, from the npm package that package-lock.json pins. */
export function releaseChecksums(root: string): Readonly<Record<string, string>> {
  return packageFile(root, 'checksums.json') as Record<string, string>
}

interface Release {
  readonly version: string
  /** SECURITY: never the checksums of the download server: an attacker who changes a file there can change its checksum too. */
  readonly checksums: Readonly<Record<string, string>>
  readonly cacheRoot?: string
}

/** Downloads Electron's release and unpacks it into `folder`. Throws if the checksum does not match. */
export async function makeOfficialRuntime(folder: string, { version, checksums, ...options }: Release): Promise<void> {
  const zip = await downloadArtifact({ version, checksums: { ...checksums }, ...options, artifactName: 'electron', platform: process.platform, arch: process.arch })
  await runOrThrow(...unzip(zip, folder))
}
