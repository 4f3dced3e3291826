/** @file `npm run bench -- list`: a list of 100,000 incidents of 4 kB in the window: typing, searching, sorting, scrolling and opening. */
import type { RunningApp } from '../e2e/harness/app'
import type { Figure } from './figures'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { launchApp } from '../e2e/harness/app'
import { neverSpendQuota } from '../e2e/harness/clock'
import { startDisplay } from '../e2e/harness/system/display'
import { startCloudProcess } from './cloud'
import { compare, mb, median, ms, report } from './figures'
import { signInTo, timeRun } from './runs'

const incidents = 100_000
const limit = (what: string, value: number, target: number, floor = '–'): Figure => ({ what, floor, app: ms(value), ratio: value, target, unit: ' ms' })

/** Defines functions in the page that act as the user does and return the ms until the frame that shows the effect. */
function defineActions({ page }: RunningApp): Promise<void> {
  return page.evaluate(() => {
    const frame = () => new Promise<void>((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => resolve()
        channel.port2.postMessage(null)
      })
    })
    const grid = () => document.querySelector('[role="grid"]')
    const isBusy = () => grid()?.getAttribute('aria-busy') === 'true'
    const shown = async (started: number) => {
      do await frame()
      while (isBusy())
      return performance.now() - started
    }
    const type = async (text: string) => {
      const box = document.querySelector<HTMLInputElement>('[aria-label="Search incidents"]')
      const started = performance.now()
      if (box) box.value = text
      box?.dispatchEvent(new Event('input', { bubbles: true }))
      await frame()
      const painted = performance.now() - started
      return { painted, filtered: await shown(started) }
    }
    const sort = (column: string) => {
      const button = [...document.querySelectorAll<HTMLElement>('[role="columnheader"] button')].find(each => each.textContent?.trim().startsWith(column))
      const started = performance.now()
      button?.click()
      return shown(started)
    }
    const scroll = async (positions: readonly number[]) => {
      const scroller = document.querySelector('.grid-scroll')
      let worst = 0
      for (const position of positions) {
        const started = performance.now()
        if (scroller) scroller.scrollTop = position * (scroller.scrollHeight - scroller.clientHeight)
        await frame()
        worst = Math.max(worst, performance.now() - started)
      }
      return worst
    }
    const open = async () => {
      document.querySelector('.grid-scroll')?.scrollTo({ top: 0 })
      const first = () => document.querySelector<HTMLElement>('[role="row"][aria-rowindex="2"][aria-busy="false"]')
      while (isBusy() || !first()) await frame()
      const started = performance.now()
      first()?.click()
      do await frame()
      while (!document.querySelector('.detail:not([aria-busy="true"])'))
      return performance.now() - started
    }
    Object.assign(globalThis, { actions: { frame, type, sort, scroll, open } })
  })
}

interface Actions {
  readonly frame: () => Promise<void>
  readonly type: (text: string) => Promise<{ readonly painted: number, readonly filtered: number }>
  readonly sort: (column: string) => Promise<number>
  readonly scroll: (positions: readonly number[]) => Promise<number>
  readonly open: () => Promise<number>
}

/** Types a text letter by letter and returns the ms of each letter. */
function typed({ page }: RunningApp, text: string) {
  return page.evaluate(async (whole) => {
    const { actions } = globalThis as unknown as { actions: Actions }
    const results = []
    for (let length = 1; length <= whole.length; length++) results.push(await actions.type(whole.slice(0, length)))
    await actions.type('')
    return results
  }, text)
}

const rendererMemory = ({ electron }: RunningApp) => electron.evaluate(({ app }) =>
  app.getAppMetrics().filter(({ type }) => type === 'Tab').reduce((sum, { memory }) => sum + memory.workingSetSize * 1024, 0))

const display = await startDisplay()
const folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-bench-'))
const cloud = await startCloudProcess(incidents, 4_000)
const app = await launchApp({ userData: path.join(folder, 'user-data'), display: display.name, switches: cloud.switches })
await signInTo(app, cloud)
await neverSpendQuota(app.electron)
await defineActions(app)
const floor = await typed(app, 'password')
const empty = await rendererMemory(app)
await timeRun(app, 'Reload all')
await typed(app, 'mal')
const letters = [...await typed(app, 'password spray'), ...await typed(app, 'severity:high status:active')]
const searches = await typed(app, 'contoso.example')
const columns = ['Name', 'Severity', 'Last update', 'Name', 'Severity'] as const
const sorts = []
for (const column of columns) sorts.push(await app.page.evaluate(name => (globalThis as unknown as { actions: Actions }).actions.sort(name), column))
const positions = [...Array.from({ length: 120 }, (_, index) => index / 20_000), ...Array.from({ length: 60 }, (_, index) => (index * 37 % 60) / 60)]
const scrolled = await app.page.evaluate(to => (globalThis as unknown as { actions: Actions }).actions.scroll(to), positions)
const opened = await app.page.evaluate(() => (globalThis as unknown as { actions: Actions }).actions.open())
const full = await rendererMemory(app)
const large = await cloud.enlarge(25)
await app.page.keyboard.press('Escape')
await timeRun(app, 'Refresh')
await app.page.evaluate(text => (globalThis as unknown as { actions: Actions }).actions.type(text), `id:${large.id}`)
const openedLarge = await app.page.evaluate(() => (globalThis as unknown as { actions: Actions }).actions.open())
await app.close()
cloud.end()
await display.close()
rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })

const filtered = letters.map(each => each.filtered)
report([
  compare('A typed letter on screen, against an empty list', median(floor.map(each => each.painted)), median(letters.map(each => each.painted)), 2),
  limit('Filtered rows after a letter, median', median(filtered), 60, ms(median(floor.map(each => each.filtered)))),
  limit('… slowest', Math.max(...filtered), 150),
  limit('A search in alerts and entities, slowest letter', Math.max(...searches.map(each => each.filtered)), 150),
  limit('Sort by another column, slowest', Math.max(...sorts), 100),
  limit('Slowest frame while scrolling and jumping', scrolled, 50),
  limit('Opening an incident', opened, 50),
  limit(`Opening an incident of 25 MB with ${large.alerts} alerts, against JSON.parse`, openedLarge, 300, ms(large.parseMs)),
  { what: `Memory of the page (empty list: ${mb(empty)})`, floor: '–', app: mb(full), ratio: full / 1e6, target: 250, unit: ' MB' },
])
