import type { ChildProcess } from 'node:child_process'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Runs a program. Returns its output, or the error if it fails. */
export async function output(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<{ ok: boolean, text: string }> {
  try {
    const { stdout } = await execute(program, [...args], { env, timeout: 20_000 })
    return { ok: true, text: stdout }
  } catch (error) {
    return { ok: false, text: String(error) }
  }
}

/** Resolves once the process has ended. */
export function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise(resolve => child.once('exit', () => resolve()))
}

/** Polls `condition` until it holds. Throws after `timeoutMs`, with `what` in the message. */
export async function until(what: string, condition: () => Promise<boolean> | boolean, timeoutMs = 15_000): Promise<void> {
  const end = Date.now() + timeoutMs
  while (!await condition()) {
    if (Date.now() > end) throw new Error(`timed out after ${timeoutMs} ms waiting for ${what}`)
    await new Promise((resolve) => { setTimeout(resolve, 25) })
  }
}
