/**
 * @file `npm run bench -- opening`: files of 100,000 incidents of 4 kB, and of 170,000 of 12 kB (2 GB), opened by the built workers with an index of the list,
 * against reading and parsing the same bytes. No window is needed: this process stands for main, and its event loop must not stall.
 */
import type { OpenedFile } from '../src/main/core/opening/opened-file'
import type { Figure } from './figures'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { createTenant } from '../e2e/cloud/tenant'
import { createListThread } from '../src/main/adapters/threads/list-thread'
import { createOpeningThread } from '../src/main/adapters/threads/opening-thread'
import { createOpenFile } from '../src/main/core/opening/open-file'
import { machineStall, watchLoad, workerPath } from './built-workers'
import { mb, ms, report } from './figures'

const root = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-bench-'))
const openFile = createOpenFile(createOpeningThread(options => new Worker(workerPath('opening-worker'), options)))

/** Writes a file of incidents with different IDs, a thousand at a time. */
function writeIncidents(name: string, count: number, incidentBytes: number, [start, separator, end]: readonly [string, string, string]): string {
  const file = path.join(root, name)
  const { incidents } = createTenant({ incidents: 1000, incidentBytes, awkward: true, now: Date.parse('2026-11-24T12:00:00Z') })
  const texts = incidents.map(({ bytes }) => Buffer.from(bytes).toString().replace(/[\r\n]/g, ''))
  const descriptor = openSync(file, 'w')
  writeSync(descriptor, start)
  for (let from = 0; from < count; from += texts.length) {
    const part = texts.map((text, index) => text.replace(/("incidentId"\s*:\s*)\d+/, `$1${from + index + 1}`)).join(separator)
    writeSync(descriptor, from === 0 ? part : `${separator}${part}`)
  }
  writeSync(descriptor, end)
  closeSync(descriptor)
  return file
}

/** Opens a file as the app does. `firstMs`: when the first rows were in the index. */
async function open(file: string): Promise<{ readonly opened: OpenedFile, readonly firstMs: number, readonly tookMs: number }> {
  const { commands, queries } = createListThread(() => new Worker(workerPath('list-worker')), (error) => { throw error }).create(() => undefined)
  const started = performance.now()
  let firstMs = 0
  commands.begin('full')
  const opened = await openFile(file, {
    signal: new AbortController().signal,
    onRows: async (rows, positions) => {
      commands.add(rows, positions)
      await queries.counts([])
      firstMs ||= performance.now() - started
    },
    onProgress: () => undefined,
  })
  commands.end({ dropped: [], carriedOver: [] })
  await queries.counts([])
  return { opened, firstMs, tookMs: performance.now() - started }
}

/** Reads a file with an incident per line at once and parses each of them. Returns ms; null for a file that is too large to be read at once. */
function parseAtOnce(file: string): number | null {
  if (statSync(file).size > 1_000_000_000) return null
  const started = performance.now()
  const bytes = readFileSync(file)
  for (let at = bytes.indexOf('{'); at >= 0;) {
    const end = bytes.lastIndexOf('}', (bytes.indexOf('\n', at) + 1 || bytes.length) - 1) + 1
    JSON.parse(bytes.toString('utf8', at, end))
    at = bytes.indexOf('{', end)
  }
  return performance.now() - started
}

async function figuresOf(what: string, file: string, floorStall: number): Promise<readonly Figure[]> {
  const stop = watchLoad()
  const { opened, firstMs, tookMs } = await open(file)
  const { grown, kept, stall, pause } = stop()
  let read = performance.now()
  for (const { bytes } of opened.incidents.all()) if (bytes[0] !== 0x7B) throw new Error('not an incident')
  read = performance.now() - read
  opened.close()
  const floor = parseAtOnce(file)
  const known = (value: number, unit: string, target: number) => ({ floor: '–', ratio: value, target, unit })
  return [
    floor === null
      ? { what, app: ms(tookMs), ...known(tookMs, ' ms', Infinity) }
      : { what, floor: ms(floor), app: ms(tookMs), ratio: tookMs / floor, target: Infinity, unit: '×' },
    { what: '… until the first rows', app: ms(firstMs), ...known(firstMs, ' ms', 1000) },
    { what: '… peak memory, with the index of the list', app: mb(grown), ...known(grown / 1e6, ' MB', Infinity) },
    { what: '… memory that stays', app: mb(kept), ...known(kept / 1e6, ' MB', 400) },
    { what: `… longest stall of main (garbage collection: ${ms(pause)}), against a thread that only computes`, app: ms(stall), ...known(stall, ' ms', 50), floor: ms(floorStall) },
    { what: '… reading every incident again', app: ms(read), ...known(read, ' ms', Infinity) },
  ]
}

const array = ['[', ',\n', ']\n'] as const
await open(writeIncidents('warm-up.json', 1000, 4000, array))
const stall = await machineStall()
const figures = [
  ...await figuresOf('opening 100,000 incidents of 4 kB in an array', writeIncidents('list.json', 100_000, 4000, array), stall),
  ...await figuresOf('opening 100,000 incidents of 4 kB on lines', writeIncidents('list.jsonl', 100_000, 4000, ['', '\n', '\n']), stall),
  ...await figuresOf('opening 170,000 incidents of 12 kB in an array (2 GB)', writeIncidents('large.json', 170_000, 12_000, array), stall),
]
rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
report(figures)
