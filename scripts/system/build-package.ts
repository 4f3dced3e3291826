import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { electronRuntime, root } from '../runtime/electron-runtime'
import { npm } from '../runtime/npm'
import { run, runOrThrow } from '../runtime/run'
import { installMissing } from './packages'

/** The default target of each system. */
const usual: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['--linux', 'deb'],
  win32: ['--win', 'nsis'],
  darwin: ['--mac', 'dmg'],
}

/** Builds the app and its packages into dist/. Returns the packages' paths. */
export async function buildPackage(targets: readonly string[] = usual[process.platform] ?? []): Promise<readonly string[]> {
  await installMissing(['runtime', 'package'])
  const { folder, official } = await electronRuntime()
  await runOrThrow(...npm(['run', '--silent', 'build']), { cwd: root })
  const output = path.join(root, 'dist')
  rmSync(output, { recursive: true, force: true })
  const hasFpm = (await run('fpm', ['--version'])).code === 0
  const builder = path.join(root, 'node_modules', 'electron-builder', 'cli.js')
  await runOrThrow(process.execPath, [builder, '--config', 'build/electron-builder.config.mjs', '--publish', 'never', ...targets], {
    cwd: root,
    env: {
      ...process.env,
      ELECTRON_OVERRIDE_DIST_PATH: folder,
      ...(!official && { XDR_DESK_NOT_FOR_RELEASE: '1', CUSTOM_FPM_PATH: path.join(root, 'build', 'fpm-stand-in.mjs') }),
      ...(hasFpm && { USE_SYSTEM_FPM: 'true' }),
    },
  })
  return readdirSync(output).filter(name => /\.(?:deb|rpm|exe|dmg)$/.test(name)).map(name => path.join(output, name))
}
