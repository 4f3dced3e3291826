/** @file A private notification daemon on the session bus of a test's keyring. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { ended, output, until } from './process'
import { isOnBus } from './session-bus'

export interface Notifications {
  /** Returns the title and text of each notification shown so far. */
  readonly shown: () => readonly (readonly [title: string, text: string])[]
  /** Clicks the visible notification. */
  readonly click: () => Promise<void>
  readonly close: () => Promise<void>
}

interface Options {
  readonly folder: string
  /** The display for the notifications. */
  readonly display: string
  /** The variables that identify the session bus. */
  readonly bus: Readonly<Record<string, string>>
}

export async function startNotifications({ folder, display, bus }: Options): Promise<Notifications> {
  const env = { ...process.env, ...bus, DISPLAY: display }
  let printed = ''
  // An empty file selects the defaults instead of this computer's configuration.
  const config = path.join(folder, 'dunstrc')
  writeFileSync(config, '')
  const daemon = spawn('dunst', ['-config', config, '-print'], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  daemon.stdout.setEncoding('utf8').on('data', (text: string) => { printed += text })
  const dunstctl = (...args: readonly string[]) => output('dunstctl', args, env)
  await until('the notification daemon', () => isOnBus('org.freedesktop.Notifications', env))
  return {
    shown: () => Array.from(printed.matchAll(/\n\tsummary: '(.*)'\n\tbody: '([\s\S]*?)'\n\ticon: /g), ([, title = '', text = '']) => [title, text] as const),
    click: async () => {
      const { ok, text } = await dunstctl('action')
      if (!ok) throw new Error(`the notification could not be clicked: ${text}`)
    },
    close: async () => {
      daemon.kill()
      await ended(daemon)
    },
  }
}
