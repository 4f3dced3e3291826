/** @file Builds the package, installs it with apt, tests it as an ordinary user, and removes it again. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { run } from '../runtime/run'
import { buildPackage } from './build-package'

interface Count { readonly passed: number, readonly failed: number }

const say = (text: string) => process.stdout.write(`${text}\n`)
const apt = (...args: readonly string[]) =>
  run('apt-get', ['-y', '-qq', '--no-install-recommends', ...args], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })

/** Tests the package. @param playwright runs Playwright with these arguments and counts its tests. */
export async function packageTest(playwright: (args: readonly string[]) => Promise<Count>): Promise<Count> {
  const failed = (text: string): Count => {
    say(`FAILED: ${text}`)
    return { passed: 0, failed: 1 }
  }
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return failed('the package test needs root on Debian or Ubuntu, to install with apt')
  const deb = (await buildPackage(['--linux', 'deb'])).find(file => file.endsWith('.deb'))
  if (!deb) return failed('no .deb was built')
  // apt reads files as an ordinary user without access to the work tree.
  const place = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-deb-'))
  const copy = path.join(place, path.basename(deb))
  copyFileSync(deb, copy)
  await run('chmod', ['-R', 'a+rX', place])
  const installed = await apt('install', copy)
  rmSync(place, { recursive: true })
  if (installed.code !== 0) return failed(`apt-get install\n${installed.output.slice(-2000)}`)
  const count = await playwright(['--project=package'])
  const removed = await apt('remove', 'xdr-desk')
  const gone = removed.code === 0 && !existsSync('/usr/bin/xdr-desk') && !existsSync('/opt/XDR Desk')
  return gone ? { ...count, passed: count.passed + 1 } : { ...count, failed: count.failed + 1 }
}
