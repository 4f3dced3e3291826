/** @file `npm run bench -- large`: tenants of 10,000 and 50,000 incidents of 12 kB, and the cost of a refresh. */
import type { RunningApp } from '../e2e/harness/app'
import type { CloudProcess } from './cloud'
import type { Figure } from './figures'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { launchApp } from '../e2e/harness/app'
import { startDisplay } from '../e2e/harness/system/display'
import { advanceClock, neverSpendQuota } from '../e2e/harness/clock'
import { plainLoop, startCloudProcess } from './cloud'
import { compare, mb, median, memory, ms, report } from './figures'
import { signInTo, timeRun } from './runs'

const display = await startDisplay()
const folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-bench-'))
const launch = (cloud: CloudProcess, name: string) => launchApp({ userData: path.join(folder, name), display: display.name, switches: cloud.switches })
const limit = (what: string, value: number, target: number, unit: string): Figure =>
  ({ what, floor: '–', app: `${Math.round(value)}${unit}`, ratio: value, target, unit })

interface Watched { readonly worst: number, readonly firstPageAt: number }

/** Measures main's longest stall, and when the first page arrived, until the returned function is called. */
async function watch({ electron }: RunningApp) {
  await electron.evaluate(({ session }) => {
    const state = { worst: 0, firstPageAt: 0 }
    let last = process.hrtime.bigint()
    const timer = setInterval(() => {
      const now = process.hrtime.bigint()
      state.worst = Math.max(state.worst, Number(now - last) / 1e6 - 5)
      last = now
    }, 5)
    session.fromPartition('requests').webRequest.onCompleted({ urls: ['https://api.security.microsoft.com/*'] }, () => { state.firstPageAt ||= Date.now() })
    Object.assign(globalThis, { watched: state, stopWatching: () => {
      clearInterval(timer)
      session.fromPartition('requests').webRequest.onCompleted(null)
    } })
  })
  return () => electron.evaluate(() => {
    const { watched, stopWatching } = globalThis as unknown as { watched: Watched, stopWatching: () => void }
    stopWatching()
    return watched
  })
}

/** Returns when (ms since 1970) the first row appears in the page. Call it before the run. */
function firstRow({ page }: RunningApp): Promise<number> {
  return page.evaluate(() => new Promise<number>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('[role="row"][aria-rowindex="2"]')) return
      observer.disconnect()
      requestAnimationFrame(() => resolve(Date.now()))
    })
    observer.observe(document.body, { childList: true, subtree: true })
  }))
}

/** Values that grow with the number of incidents: ms of the plain loop and of the app, and bytes beyond the empty app. */
interface Grown { readonly floor: number, readonly collect: number, readonly memory: number }

/** The number of rounds before and during the measurement. A run of 50,000 needs no warm-up. */
interface Rounds { readonly warmUps: number, readonly measured: number }

interface Full { readonly figures: readonly Figure[], readonly grown: Grown }

async function fullFigures(cloud: CloudProcess, count: string, { warmUps, measured }: Rounds): Promise<Full> {
  const app = await launch(cloud, `full-${count}`)
  await signInTo(app, cloud)
  await neverSpendQuota(app.electron)
  const pid = app.electron.process().pid ?? 0
  const empty = await memory(pid)
  const stop = await watch(app)
  const [first, watched] = [firstRow(app), timeRun(app, 'Reload all').then(stop)]
  const shownAfter = await first - (await watched).firstPageAt
  const { worst } = await watched
  const full = await memory(pid)
  const [floor, collect]: [number[], number[]] = [[], []]
  for (let round = 0; round < warmUps + measured; round++) {
    const pair = [await plainLoop(cloud), await timeRun(app, 'Reload all')] as const
    if (round < warmUps) continue
    floor.push(pair[0])
    collect.push(pair[1])
  }
  await app.close()
  const figures = [
    compare(`Collect ${count} incidents of 12 kB`, median(floor), median(collect), 1.3),
    limit('… longest stall of main', worst, 50, ' ms'),
    compare(`… memory after it (PSS; floor: ${mb(cloud.rawBytes)} raw + ${mb(empty)} empty app)`, cloud.rawBytes + empty, full, 1.25, mb),
    limit('… from the end of the first page\'s answer to its rows on screen', shownAfter, 300, ' ms'),
  ]
  return { figures, grown: { floor: median(floor), collect: median(collect), memory: full - empty } }
}

/** Measures a first load at the real quota, in real time: all calls beyond 50 per minute wait for the next minute. */
async function loadAtQuota(app: RunningApp, cloud: CloudProcess, count: number): Promise<readonly Figure[]> {
  await cloud.limit(50)
  await signInTo(app, cloud)
  const took = await timeRun(app, 'Reload all')
  const [calls, throttled] = [await cloud.calls(), await cloud.throttled()]
  const pages = Math.ceil(count / 100)
  const needed = Math.floor((pages - 1) / 50) * 60_000
  return [
    { what: `${count.toLocaleString('en')} incidents at 50 calls a minute, the service keeping count`, floor: `${needed / 1000} s`, app: `${(took / 1000).toFixed(1)} s`, ratio: took / needed, target: 1.05, unit: '×' },
    { what: '… calls', floor: String(pages), app: String(calls), ratio: calls / pages, target: 1, unit: '×' },
    limit('… calls that the service answered with 429', throttled, 0, ''),
  ]
}

/** Measures 10,000 incidents at the real quota, and then the cost of refreshes. */
async function quotaFigures(cloud: CloudProcess): Promise<readonly Figure[]> {
  const app = await launch(cloud, 'quota')
  const figures = [...await loadAtQuota(app, cloud, 10_000)]
  await cloud.limit(null)
  for (const changed of [0, 1, 100, 1000]) {
    await cloud.change(changed)
    await advanceClock(app.electron, 3_600_000)
    const before = await cloud.calls()
    const refreshed = await timeRun(app, 'Refresh')
    const [calls, needed] = [await cloud.calls() - before, Math.ceil(changed / 100)]
    figures.push({ what: `Refresh with ${changed} of 10,000 changed: ${ms(refreshed)}`, floor: `${needed} calls`, app: `${calls} calls`, ratio: calls, target: needed + 1, unit: ' calls' })
  }
  await app.close()
  return figures
}

const figures: Figure[] = []
const tenThousand = await startCloudProcess(10_000, 12_000)
const ten = await fullFigures(tenThousand, '10,000', { warmUps: 2, measured: 5 })
figures.push(...ten.figures)
tenThousand.end()
// A separate service: earlier calls within the minute would count against the app.
const limited = await startCloudProcess(10_000, 12_000)
figures.push(...await quotaFigures(limited))
limited.end()
const fiftyThousand = await startCloudProcess(50_000, 12_000)
const fifty = await fullFigures(fiftyThousand, '50,000', { warmUps: 0, measured: 3 })
figures.push(
  ...fifty.figures,
  compare('Growth from 10,000 to 50,000: time, against what the plain loop grows by', ten.grown.collect * fifty.grown.floor / ten.grown.floor, fifty.grown.collect, 1.1),
  compare('… memory beyond the empty app, against five times that of 10,000', 5 * ten.grown.memory, fifty.grown.memory, 1.1, mb),
)
fiftyThousand.end()
await display.close()
rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
report(figures)
