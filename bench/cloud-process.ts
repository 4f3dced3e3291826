/**
 * @file The stand-in in a separate process, like a real service. Writes its facts as one line, reads one command per line, and exits
 * when its standard input closes.
 */
import type { LargeIncident } from './cloud'
import { Buffer } from 'node:buffer'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { startCloud } from '../e2e/cloud/start-cloud'
import { alert, apiTime, sortByUpdate } from '../e2e/cloud/tenant'
import { createRandom } from '../src/main/core/sample/random'

const [incidents = 4500, incidentBytes = 12_000, spanHours = 47] = process.argv.slice(2).map(Number)
const cloud = await startCloud({ incidents, incidentBytes, spanHours, redirectedShare: 0.3, awkward: false })
const rawBytes = cloud.tenant.incidents.reduce((sum, each) => sum + each.bytes.length, 0)
const { port, switches, certificate } = cloud

/** Updates the `count` oldest incidents, 100 ns apart. */
function change(count: number): void {
  const now = BigInt(Date.now()) * 10_000n
  const all = cloud.defender.incidents
  const changed = all.slice(all.length - count).map((each, index) => {
    const updated = now + BigInt(index)
    return { ...each, updated, bytes: Buffer.from(each.bytes.toString().replace(apiTime(each.updated), apiTime(updated))) }
  })
  cloud.defender.incidents = sortByUpdate([...all.slice(0, all.length - count), ...changed])
}

/** Gives the newest incident so many alerts that its JSON has `megabytes`, and updates it. */
function enlarge(megabytes: number): LargeIncident {
  const [newest] = cloud.defender.incidents
  if (!newest) throw new Error('no incident')
  const random = createRandom(1)
  const updated = BigInt(Date.now()) * 10_000n
  const alerts: unknown[] = []
  for (let bytes = 0; bytes < megabytes * 1e6;) {
    const added = alert(random, Number(newest.id), alerts.length, apiTime(updated))
    alerts.push(added)
    bytes += JSON.stringify(added).length + 1
  }
  const text = JSON.stringify({ ...JSON.parse(newest.bytes.toString()) as object, lastUpdateTime: apiTime(updated), padding: undefined, alerts })
  cloud.defender.replace({ ...newest, updated, bytes: Buffer.from(text) })
  const started = performance.now()
  JSON.parse(text)
  return { id: newest.id, alerts: alerts.length, parseMs: performance.now() - started }
}

const commands: Readonly<Record<string, (argument: number) => unknown>> = {
  change,
  enlarge,
  calls: () => cloud.listRequests().length,
  // 0 removes the quota.
  limit: (calls) => { cloud.defender.options.quotaPerMinute = calls || null },
  throttled: () => cloud.defender.throttled(),
}
process.stdout.write(`${JSON.stringify({ port, switches, certificate, rawBytes, app: cloud.entra.app })}\n`)
createInterface(process.stdin).on('line', (line) => {
  const [name = '', argument] = line.split(' ')
  process.stdout.write(`${JSON.stringify(commands[name]?.(Number(argument)) ?? null)}\n`)
}).on('close', () => process.exit(0))
