/** @file A real notification daemon of a test's own, on the session bus of its keyring. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { ended, output, until } from './process'

export interface Notifications {
  /** Title and text of each that was shown so far. */
  readonly shown: () => readonly (readonly [title: string, text: string])[]
  /** Presses the one that is shown. */
  readonly press: () => Promise<void>
  readonly close: () => Promise<void>
}

interface Options {
  readonly folder: string
  /** Where they appear. */
  readonly display: string
  /** The environment that leads to the session bus. */
  readonly bus: Readonly<Record<string, string>>
}

export async function startNotifications({ folder, display, bus }: Options): Promise<Notifications> {
  const env = { ...process.env, ...bus, DISPLAY: display }
  let printed = ''
  // Its defaults, not what this computer's administrator set.
  const config = path.join(folder, 'dunstrc')
  writeFileSync(config, '')
  const daemon = spawn('dunst', ['-config', config, '-print'], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  daemon.stdout.setEncoding('utf8').on('data', (text: string) => { printed += text })
  const ask = (...args: readonly string[]) => output('dunstctl', args, env)
  await until('the notification daemon', async () => (await ask('count')).ok)
  return {
    shown: () => Array.from(printed.matchAll(/\n\tsummary: '(.*)'\n\tbody: '([\s\S]*?)'\n\ticon: /g), ([, title = '', text = '']) => [title, text] as const),
    press: async () => {
      const { ok, text } = await ask('action')
      if (!ok) throw new Error(`the notification could not be pressed: ${text}`)
    },
    close: async () => {
      daemon.kill()
      await ended(daemon)
    },
  }
}
