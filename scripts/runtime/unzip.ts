import path from 'node:path'
import process from 'node:process'

/**
 * Returns the program and arguments that unpack a zip. Windows has no unzip, but its tar reads zips. The path is absolute, because PATH may
 * contain another tar that cannot.
 */
export function unzip(zip: string, folder: string, platform: string = process.platform, env = process.env): readonly [string, string[]] {
  if (platform !== 'win32') return ['unzip', ['-q', zip, '-d', folder]]
  return [path.win32.join(env.SystemRoot ?? 'C:\\Windows', 'System32', 'tar.exe'), ['-xf', zip, '-C', folder]]
}
