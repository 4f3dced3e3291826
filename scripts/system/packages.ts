/** @file The system packages that the scripts need on Debian and Ubuntu, and their installation. */
import { existsSync } from 'node:fs'
import process from 'node:process'
import { run } from '../runtime/run'

/** The packages that each part needs. */
const packages = {
  /** Unpack and start Electron. */
  runtime: ['unzip', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libsecret-1-0', 'libxss1', 'libxtst6', 'libatspi2.0-0', 'fonts-dejavu-core'],
  /** A private display, keyring, notification daemon and certificate store for tests, and keys for real dialogs. */
  desktop: ['xvfb', 'xauth', 'dbus', 'gnome-keyring', 'dunst', 'libnotify4', 'xdotool', 'util-linux', 'libnss3-tools'],
  /** Certificate files of all kinds. */
  certificates: ['openssl'],
  /** Read exported tables. */
  office: ['libreoffice-calc'],
  /** Build and install packages. */
  package: ['dpkg', 'desktop-file-utils'],
  /** Detect when windows appear. */
  bench: ['x11-utils'],
} as const

export type Part = keyof typeof packages

async function missing(names: readonly string[]): Promise<string[]> {
  const { output } = await run('dpkg-query', ['-W', '-f', '${Package} ${Status}\\n', ...names])
  const installed = new Set(output.split('\n').filter(line => line.endsWith(' ok installed')).map(line => line.split(' ')[0]))
  return names.filter(name => !installed.has(name))
}

/** Returns the available name of a package: Debian 13 and Ubuntu 24.04 renamed some libraries for 64-bit times. */
async function offered(name: string): Promise<string> {
  const { output } = await run('apt-cache', ['policy', name])
  return /Candidate: (?!\(none\))/.test(output) ? name : `${name}t64`
}

/**
 * Installs the missing packages of these parts if possible: as root, on a system with apt. Returns the names of packages that are still
 * missing, after printing the command that installs them.
 */
export async function installMissing(parts: readonly Part[]): Promise<readonly string[]> {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return []
  const wanted = parts.flatMap(part => packages[part])
  if ((await missing(wanted)).length === 0) return []
  const root = process.getuid?.() === 0
  if (root) await run('apt-get', ['update', '-qq'])
  const names = await Promise.all(wanted.map(offered))
  const lacking = await missing(names)
  if (lacking.length === 0) return []
  if (root) {
    process.stderr.write(`Installing ${lacking.join(', ')}\n`)
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...lacking], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  }
  const still = await missing(names)
  if (still.length > 0) process.stderr.write(`Missing system packages. Install them with:\n  sudo apt-get install ${still.join(' ')}\n`)
  return still
}
