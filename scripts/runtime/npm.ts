import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

type Paths = Pick<typeof path, 'basename' | 'dirname' | 'join'>

/**
 * Returns the program and arguments that run npm without a shell. On Windows npm is a batch file, which needs a shell, so Node runs npm's
 * script: that of the running npm, or else the one bundled with Node.
 */
export function npm(
  args: readonly string[], env = process.env, node = process.execPath, paths: Paths = path, exists = existsSync,
): readonly [string, string[]] {
  const running = env.npm_execpath
  const bundled = paths.join(paths.dirname(node), 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const script = running && paths.basename(running) === 'npm-cli.js' ? running : bundled
  return exists(script) ? [node, [script, ...args]] : ['npm', [...args]]
}
