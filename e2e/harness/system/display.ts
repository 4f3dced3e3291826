import { spawn } from 'node:child_process'
import process from 'node:process'
import { ended } from './process'

export interface Display {
  /** The value of DISPLAY, such as `:99`; empty on systems with a single desktop. */
  readonly name: string
  readonly close: () => Promise<void>
}

/** The user's desktop, which is the only display on Windows and macOS. */
const desktop: Display = { name: '', close: async () => undefined }

/** Starts a private virtual display, so that windows of two workers cannot take each other's focus. Linux only. */
export async function startDisplay(size = '1400x1000'): Promise<Display> {
  if (process.platform !== 'linux') return desktop
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', code => reject(new Error(`Xvfb ended with ${code}`)))
    server.stdio[3]?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
  })
  return {
    name: `:${number}`,
    close: async () => {
      server.kill()
      await ended(server)
    },
  }
}
