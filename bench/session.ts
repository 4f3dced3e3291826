/** @file The measurements, as an ordinary user: each beside its floor in the same run, interleaved, warm, medians. */
import type { RunningApp } from '../e2e/harness/app'
import type { CloudProcess } from './cloud'
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { launchApp, root } from '../e2e/harness/app'
import { goTo } from '../e2e/harness/desk'
import { startDisplay } from '../e2e/harness/display'
import { chooseSavePath } from '../e2e/harness/save-dialog'
import { plainLoop, startCloudProcess } from './cloud'
import { keepNames, measureStart } from './start-times'

interface Figure { readonly what: string, readonly floor: string, readonly app: string, readonly ratio: number, readonly target: number, readonly unit: string }

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const ms = (value: number) => `${Math.round(value)} ms`
const mb = (value: number) => `${Math.round(value / 1e6)} MB`
const compare = (what: string, floor: number, app: number, target: number, show = ms): Figure =>
  ({ what, floor: show(floor), app: show(app), ratio: app / floor, target, unit: '×' })

const answers = createInterface(process.stdin)
// Without the parent nobody would answer, nor read what comes of it.
answers.on('close', () => process.exit(1))
/** Summed PSS of a process and its children in bytes; asked of the parent, which may read sandboxed processes. */
async function memory(pid: number): Promise<number> {
  process.stdout.write(`@pss ${pid}\n`)
  return Number(await new Promise<string>(resolve => answers.once('line', resolve)))
}

async function startFigures(display: string, work: string): Promise<readonly Figure[]> {
  const floorFolder = path.join(root, 'bench', 'floor')
  const floor = []
  const app = []
  for (let round = 0; round < 10; round++) {
    const pair = [await measureStart(floorFolder, display, work), await measureStart(root, display, work)] as const
    if (round === 0) continue // warms the disk's cache
    floor.push(pair[0])
    app.push(pair[1])
  }
  return [
    compare('Start: spawn to window shown (ready-to-show)', median(floor.map(each => each.mapped)), median(app.map(each => each.mapped)), 1.3),
    compare('Start: spawn to a usable page', median(floor.map(each => each.painted)), median(app.map(each => each.painted)), 1.3),
  ]
}

/** Presses Refresh and returns the ms until the list says complete, measured in the page. */
function timeCollect({ page }: RunningApp): Promise<number> {
  return page.evaluate(() => new Promise<number>((resolve) => {
    const button = [...document.querySelectorAll('button')].find(each => each.textContent?.trim() === 'Refresh')
    const status = document.querySelector('[aria-label="Collection"]')
    let running = false
    const started = performance.now()
    const observer = new MutationObserver(() => {
      const text = status?.textContent ?? ''
      if (text.includes('Collecting')) running = true
      else if (running && / complete /.test(text)) {
        observer.disconnect()
        resolve(performance.now() - started)
      }
    })
    if (status) observer.observe(status, { childList: true, characterData: true, subtree: true })
    button?.click()
  }))
}

/** The longest time from the moment of a click to the frame that shows its effect, one every 40 ms while it collects. */
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
  await timeCollect(app)
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

/** Presses Export and returns the ms until it says that it is done, measured in the page. */
function timeExport({ page }: RunningApp): Promise<number> {
  return page.evaluate(() => new Promise<number>((resolve) => {
    const button = [...document.querySelectorAll('button')].find(each => each.textContent?.trim() === 'Export')
    const before = document.querySelector('[aria-label="Export"]')?.textContent
    const started = performance.now()
    button?.click()
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
  const { page, electron } = app
  await page.evaluate(keepNames)
  await electron.evaluate(keepNames)
  await goTo(page, 'Settings')
  await page.getByRole('textbox', { name: 'Tenant ID' }).fill(cloud.app.tenantId)
  await page.getByRole('textbox', { name: 'Client ID' }).fill(cloud.app.clientId)
  await page.getByLabel('Client secret').fill(cloud.app.clientSecret)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Entra accepted the credentials').waitFor()
  await goTo(page, 'Incidents')
  const pid = electron.process().pid ?? 0
  const empty = await memory(pid)
  await timeCollect(app)
  const full = await memory(pid)

  // Warm, both: the compilers of JavaScript need some rounds.
  for (let round = 0; round < 3; round++) {
    await plainLoop(cloud)
    await timeCollect(app)
  }
  const [floor, collect, exports, writes]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let round = 0; round < 5; round++) {
    floor.push(await plainLoop(cloud))
    collect.push(await timeCollect(app))
  }
  const click = await worstClick(app)
  // A new file each time, for both: replacing one also frees its blocks.
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
    { what: 'Worst answer to a click while collecting', floor: '–', app: ms(click), ratio: click, target: 100, unit: ' ms' },
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

const rows = figures.map(({ what, floor, app, ratio, target, unit }) =>
  `| ${what} | ${floor} | ${app} | ${unit === '×' ? ratio.toFixed(2) : Math.round(ratio)}${unit} | ${target}${unit} | ${ratio <= target ? 'met' : 'MISSED'} |`)
process.stdout.write(['| what | floor | app | ratio | target | |', '|---|---|---|---|---|---|', ...rows, ''].join('\n'))
process.exit(figures.every(({ ratio, target }) => ratio <= target) ? 0 : 1)
