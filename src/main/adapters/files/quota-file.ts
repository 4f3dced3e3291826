/** @file The times of the calls that the app made, stored across restarts, because the service's quota does not restart with the app. */
import type { FileWriter } from '../../core/files/write-file'
import type { CallTimesFile } from '../../core/network/quota/quotas'
import type { StateSchema } from './state-file'
import { createHash } from 'node:crypto'
import { app } from 'electron'
import * as v from 'valibot'
import { createStateFile } from './state-file'

/**
 * Times of calls (ms since 1970), keyed by a digest of the tenant, the app and the API: no ID stays in the file after the credentials are forgotten.
 */
const quotaSchema = v.object({ calls: v.record(v.string(), v.array(v.pipe(v.number(), v.finite()))) })

const schema: StateSchema<v.InferOutput<typeof quotaSchema>> = {
  version: 1,
  members: ['calls'],
  check: (document) => {
    const parsed = v.safeParse(quotaSchema, document)
    return parsed.success ? parsed.output : null
  },
  upgrade: calls => ({ calls }),
}

const hourMs = 3_600_000
const delayMs = 1000

/** Creates the file. Calls passed to `write` are in it within a second, or when the app quits. Without it, the service enforces the quota by HTTP 429. */
export function createQuotaFile(file: string, writer: FileWriter): CallTimesFile {
  const state = createStateFile(file, schema, writer)
  const { calls } = state.read() ?? { calls: {} }
  const digest = (key: string) => createHash('sha256').update(key).digest('base64url')
  let timer: NodeJS.Timeout | null = null

  const save = () => {
    if (timer) clearTimeout(timer)
    timer = null
    const since = Date.now() - hourMs
    const recent = Object.entries(calls)
      .map(([key, callTimes]) => [key, callTimes.filter(time => time > since)] as const)
      .filter(([, callTimes]) => callTimes.length > 0)
    try {
      state.write({ calls: Object.fromEntries(recent) })
    } catch {
      // At worst, the service then responds with HTTP 429.
    }
  }
  app.on('will-quit', () => { if (timer) save() })

  return {
    read: key => calls[digest(key)] ?? [],
    write: (key, callTimes) => {
      calls[digest(key)] = [...callTimes]
      timer ??= setTimeout(save, delayMs)
    },
  }
}
