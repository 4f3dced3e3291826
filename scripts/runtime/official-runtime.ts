import { readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { downloadArtifact } from '@electron/get'
import { runOrThrow } from './run'

/** The version of Electron in package.json. */
export function officialVersion(root: string): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules', 'electron', 'package.json'), 'utf8')) as { version: string }
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

/** Downloads Electron's own build into `folder`, checked against its checksums. */
export async function makeOfficialRuntime(version: string, folder: string): Promise<void> {
  const zip = await downloadArtifact({ version, artifactName: 'electron', platform: process.platform, arch: process.arch })
  await runOrThrow('unzip', ['-q', zip, '-d', folder])
}
