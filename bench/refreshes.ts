/**
 * @file `npm run bench -- refreshes`: the memory of main after a chain of refreshes. Each receives half a page or more and replaces one incident, so
 * the figures reveal pages that stay in memory because of one incident.
 */
import type { RunningApp } from '../e2e/harness/app'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { launchApp } from '../e2e/harness/app'
import { startDisplay } from '../e2e/harness/system/display'
import { neverSpendQuota } from '../e2e/harness/clock'
import { startCloudProcess } from './cloud'
import { compare, mb, report } from './figures'
import { signInTo, timeRun } from './runs'

const refreshes = 600
const incidents = 12_700
/** Gives so many incidents per hour that the two-minute overlap of refreshes contains more than half a page. */
const spanHours = 6

/** `external`: the array buffers; Electron counts 0 as `arrayBuffers`. */
interface Memory { readonly external: number, readonly rss: number }

/** Returns main's memory in bytes after a garbage collection. */
function memoryOfMain({ electron }: RunningApp): Promise<Memory> {
  return electron.evaluate(() => {
    const { setFlagsFromString } = process.getBuiltinModule('node:v8')
    setFlagsFromString('--expose-gc')
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void
    for (let round = 0; round < 3; round++) collect()
    const { external, rss } = process.memoryUsage()
    return { external, rss }
  })
}

const display = await startDisplay()
const folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-bench-'))
const cloud = await startCloudProcess(incidents, 12_000, spanHours)
const app = await launchApp({ userData: path.join(folder, 'chain'), display: display.name, switches: cloud.switches })
await signInTo(app, cloud)
// Enough time for 50 calls per minute, but too little for a refresh to read the whole list because of its age.
await neverSpendQuota(app.electron, 1_500)
await timeRun(app, 'Reload all')
const before = await memoryOfMain(app)
const calls = await cloud.calls()
for (let refresh = 0; refresh < refreshes; refresh++) {
  await cloud.change(1)
  await timeRun(app, 'Refresh')
}
const after = await memoryOfMain(app)
const made = await cloud.calls() - calls
if (made > 3 * refreshes) throw new Error(`${made} calls for ${refreshes} refreshes: some of these read the whole list`)
await app.close()
cloud.end()
await display.close()
rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
const what = `after ${refreshes} refreshes of ${incidents.toLocaleString('en')} incidents (${made} calls)`
report([
  compare(`Array buffers of main ${what}, against the bytes of the incidents`, cloud.rawBytes, after.external, 1.3, mb),
  compare('… against those before the first refresh', before.external, after.external, 1.3, mb),
  compare('… resident size of main, against that before the first refresh', before.rss, after.rss, 1.3, mb),
])
