import path from 'node:path'
import process from 'node:process'

/**
 * Returns the program and arguments that unpack a zip: Windows has no unzip, but a tar that reads one. It is named by its place, since
 * another tar that does not may come first in PATH.
 */
export function unzip(zip: string, folder: string, platform: string = process.platform, env = process.env): readonly [string, string[]] {
  if (platform !== 'win32') return ['unzip', ['-q', zip, '-d', folder]]
  return [path.win32.join(env.SystemRoot ?? 'C:\\Windows', 'System32', 'tar.exe'), ['-xf', zip, '-C', folder]]
}
