import { spawn } from 'node:child_process'

export interface Outcome { readonly code: number, readonly output: string }

/** Runs a program to its end. Returns its output, or shows it immediately with `show`. */
export function run(program: string, args: readonly string[], options: { cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean } = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', options.show ? 'inherit' : 'pipe', options.show ? 'inherit' : 'pipe'],
      ...(options.cwd && { cwd: options.cwd }),
      ...(options.env && { env: options.env }),
    })
    let output = ''
    const add = (chunk: Buffer) => { output += chunk.toString() }
    child.stdout?.on('data', add)
    child.stderr?.on('data', add)
    child.on('error', error => resolve({ code: 127, output: error.message }))
    child.on('close', code => resolve({ code: code ?? 1, output }))
  })
}

/** Runs a program and returns its output. Throws with the end of the output if the program fails. */
export async function runOrThrow(program: string, args: readonly string[], options: Parameters<typeof run>[2] = {}): Promise<string> {
  const { code, output } = await run(program, args, options)
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}\n${output.slice(-4000)}`)
  return output
}
