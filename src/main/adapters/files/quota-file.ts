/** @file When calls were made, kept over a restart: the service's quota does not end with the app. */
import type { MadeCalls } from '../../core/network/quota/quotas'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { app } from 'electron'
import * as v from 'valibot'
import { replaceFile } from './replace-file'

/** By a digest of the app, tenant and API, so that forgetting them leaves no id behind: times in ms since 1970. */
const fileSchema = v.record(v.string(), v.array(v.pipe(v.number(), v.finite())))
type Calls = v.InferOutput<typeof fileSchema>

const hourMs = 3_600_000
const pauseMs = 1000

function readAll(file: string): Calls {
  try {
    return v.parse(fileSchema, JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return {} // Without it the service's own 429 is what keeps the quota.
  }
}

/** What is given to `write` is in the file within a second, and when the app quits. */
export function createQuotaFile(file: string): MadeCalls {
  const calls = readAll(file)
  const digest = (key: string) => createHash('sha256').update(key).digest('base64url')
  let timer: NodeJS.Timeout | null = null

  const save = () => {
    if (timer) clearTimeout(timer)
    timer = null
    const since = Date.now() - hourMs
    const kept = Object.entries(calls).map(([key, made]) => [key, made.filter(time => time > since)] as const).filter(([, made]) => made.length > 0)
    try {
      replaceFile(file, JSON.stringify(Object.fromEntries(kept)))
    } catch {
      // As above: it costs a 429 at the worst.
    }
  }
  app.on('will-quit', () => { if (timer) save() })

  return {
    read: key => calls[digest(key)] ?? [],
    write: (key, made) => {
      calls[digest(key)] = [...made]
      timer ??= setTimeout(save, pauseMs)
    },
  }
}
