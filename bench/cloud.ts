import type { EntraApp } from '../e2e/cloud/entra'
import { spawn } from 'node:child_process'
import { Agent, request as send } from 'node:https'
import path from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { apiHost, loginHost } from '../e2e/cloud/hosts'

export interface LargeIncident {
  readonly id: string
  readonly alerts: number
  /** The time that JSON.parse alone takes for it: the floor of opening it. */
  readonly parseMs: number
}

export interface CloudProcess {
  readonly port: number
  readonly switches: readonly string[]
  readonly certificate: string
  readonly rawBytes: number
  readonly app: EntraApp
  /** Changes `count` incidents, as analysts do. */
  readonly change: (count: number) => Promise<void>
  /** Gives the newest incident so many alerts that its JSON has this many MB, and updates it. */
  readonly enlarge: (megabytes: number) => Promise<LargeIncident>
  /** Returns the number of list calls so far. */
  readonly calls: () => Promise<number>
  /** Responds with 429 to calls beyond the quota per minute; null removes the quota. */
  readonly limit: (callsAMinute: number | null) => Promise<void>
  /** Returns the number of calls refused with 429. */
  readonly throttled: () => Promise<number>
  readonly end: () => void
}

/** Starts the stand-in in a separate process. */
export async function startCloudProcess(incidents: number, incidentBytes: number, spanHours = 47): Promise<CloudProcess> {
  const script = path.join(import.meta.dirname, 'cloud-process.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...[incidents, incidentBytes, spanHours].map(String)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)
  const nextLine = async (): Promise<unknown> => JSON.parse(await new Promise<string>(resolve => lines.once('line', resolve)))
  const facts = await nextLine() as Omit<CloudProcess, 'end' | 'change' | 'enlarge' | 'calls' | 'limit' | 'throttled'>
  const command = (text: string) => {
    const answer = nextLine()
    child.stdin.write(`${text}\n`)
    return answer
  }
  return {
    ...facts,
    change: async (count) => { await command(`change ${count}`) },
    enlarge: async megabytes => await command(`enlarge ${megabytes}`) as LargeIncident,
    calls: async () => Number(await command('calls')),
    limit: async (calls) => { await command(`limit ${calls ?? 0}`) },
    throttled: async () => Number(await command('throttled')),
    end: () => child.stdin.end(),
  }
}

/** Measures the floor of a collection: fetches and parses one page after the other in plain Node. Returns ms. */
export async function plainLoop(cloud: CloudProcess): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: cloud.certificate })
  const call = (host: string, target: string, options: { method?: string, headers?: Record<string, string>, body?: string } = {}) =>
    new Promise<unknown>((resolve, reject) => {
      const { method = 'GET', headers = {}, body } = options
      const sent = send({ agent, host: '127.0.0.1', port: cloud.port, servername: host, path: target, method, headers: { host, ...headers } }, async (answer) => {
        const chunks: Buffer[] = []
        for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk)
        resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  const { tenantId, clientId, clientSecret } = cloud.app
  const form = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials', scope: `https://${apiHost}/.default` })
  const { access_token: token } = await call(loginHost, `/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body: form.toString() }) as { access_token: string }

  const filter = encodeURIComponent(`lastUpdateTime ge ${new Date(Date.now() - 48 * 3_600_000).toISOString()}`)
  const started = performance.now()
  const kept: unknown[] = []
  for (let skip = 0; ; skip += 100) {
    const page = await call(apiHost, `/api/incidents?$filter=${filter}&$top=100&$skip=${skip}`, { headers: { authorization: `Bearer ${token}` } }) as { 'value': unknown[], '@odata.nextLink'?: string }
    kept.push(...page.value)
    if (page['@odata.nextLink'] === undefined) break
  }
  agent.destroy()
  return performance.now() - started
}
