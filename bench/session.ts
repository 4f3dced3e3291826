/** @file The measurements, which run as an ordinary user. Each is repeated after a warm-up, alternates with its floor, and is reported as a median. */
import type { RunningApp } from '../e2e/harness/app'
import type { CloudProcess } from './cloud'
import type { Figure } from './figures'
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { launchApp, root } from '../e2e/harness/app'
import { startDisplay } from '../e2e/harness/system/display'
import { neverSpendQuota } from '../e2e/harness/clock'
import { chooseSavePath } from '../e2e/harness/system/save-dialog'
import { plainLoop, startCloudProcess } from './cloud'
import { compare, mb, median, memory, ms, report } from './figures'
import { signInTo, timeRun } from './runs'
import { measureStart } from './start-times'

async function startFigures(display: string, work: string): Promise<readonly Figure[]> {
  const floorFolder = path.join(root, 'bench', 'floor')
  const floor = []
  const app = []
  for (let round = 0; round < 20; round++) {
    const pair = [await measureStart(floorFolder, display, work), await measureStart(root, display, work)] as const
    if (round === 0) continue // warms up the disk cache
    floor.push(pair[0])
    app.push(pair[1])
  }
  return [
    compare('Start: spawn to window shown (ready-to-show)', median(floor.map(each => each.mapped)), median(app.map(each => each.mapped)), 1.3),
    compare('Start: spawn to a usable page', median(floor.map(each => each.painted)), median(app.map(each => each.painted)), 1.3),
  ]
}

/** Clicks every 40 ms during a collection. Returns the longest time from a click to the frame that shows its effect. */
async function worstClick(app: RunningApp): Promise<number> {
  await app.page.evaluate(() => {
    const state = { worst: 0, on: true }
    Object.assign(globalThis, { clicks: state })
    const toggle = document.querySelector<HTMLInputElement>('input[role="switch"]')
    let due = performance.now() + 40
    const click = () => {
      if (!state.on) return
      toggle?.click()
      const from = due
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => {
          state.worst = Math.max(state.worst, performance.now() - from)
          due = performance.now() + 40
          setTimeout(click, 40)
        }
        channel.port2.postMessage(null)
      })
    }
    setTimeout(click, 40)
  })
  await timeRun(app, 'Reload all')
  return app.page.evaluate(() => {
    const { clicks } = globalThis as unknown as { clicks: { worst: number, on: boolean } }
    clicks.on = false
    return clicks.worst
  })
}

function writePlainly(file: string, bytes: Buffer): number {
  const started = performance.now()
  const descriptor = openSync(file, 'w', 0o600)
  writeSync(descriptor, bytes)
  fsyncSync(descriptor)
  closeSync(descriptor)
  return performance.now() - started
}

/** Exports every incident as received, by its key, and returns the ms until the page reports the result. */
function timeExport({ page }: RunningApp): Promise<number> {
  return page.evaluate(() => new Promise<number>((resolve) => {
    const button = [...document.querySelectorAll('button')].find(each => each.textContent?.trim() === 'Export')
    const before = document.querySelector('[aria-label="Export"]')?.textContent
    const started = performance.now()
    dispatchEvent(new KeyboardEvent('keydown', { key: 'E', code: 'KeyE', ctrlKey: true, shiftKey: true }))
    const look = () => {
      const busy = button?.disabled ?? false
      const text = document.querySelector('[aria-label="Export"]')?.textContent
      if (!busy && text && (text !== before || performance.now() - started > 20)) resolve(performance.now() - started)
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }))
}

async function jobFigures(display: string, folder: string, cloud: CloudProcess): Promise<readonly Figure[]> {
  const app = await launchApp({ userData: path.join(folder, 'user-data'), display, switches: cloud.switches })
  const { electron } = app
  await signInTo(app, cloud)
  await neverSpendQuota(electron)
  const pid = electron.process().pid ?? 0
  const empty = await memory(pid)
  await timeRun(app, 'Reload all')
  const full = await memory(pid)

  // Both warm up first: the JavaScript compilers need some rounds.
  for (let round = 0; round < 3; round++) {
    await plainLoop(cloud)
    await timeRun(app, 'Reload all')
  }
  const [floor, collect, exports, writes]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let round = 0; round < 5; round++) {
    floor.push(await plainLoop(cloud))
    collect.push(await timeRun(app, 'Reload all'))
  }
  const click = await worstClick(app)
  // Both write a new file each time, because replacing a file also frees its blocks.
  const exportTo = async (name: string) => {
    await chooseSavePath(electron, path.join(folder, name))
    return timeExport(app)
  }
  await exportTo('export.json')
  const bytes = readFileSync(path.join(folder, 'export.json'))
  for (let round = 0; round < 5; round++) {
    writes.push(writePlainly(path.join(folder, `plain-${round}.json`), bytes))
    exports.push(await exportTo(`export-${round}.json`))
  }
  await app.close()
  return [
    compare('Collect 4,500 incidents of 12 kB', median(floor), median(collect), 1.5),
    { what: 'Slowest response to a click while collecting', floor: '–', app: ms(click), ratio: click, target: 100, unit: ' ms' },
    compare(`Memory after it (PSS; floor: ${mb(cloud.rawBytes)} raw + ${mb(empty)} empty app)`, cloud.rawBytes + empty, full, 1.25, mb),
    compare('Export of those 4,500', median(writes), median(exports), 1.5),
  ]
}

const display = await startDisplay()
const folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-bench-'))
const starts = await startFigures(display.name, folder)
const cloud = await startCloudProcess(4500, 12_000)
const figures = [...starts, ...await jobFigures(display.name, folder, cloud)]
cloud.end()
await display.close()
rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })

report(figures)
