/**
 * @file `npm run bench -- exports`: 10,000 and 100,000 incidents of 4 kB in each format, encoded by the built worker and written to a folder, against writing
 * the same bytes. No window is needed: this process stands for main, and its event loop must not stall.
 */
import type { EncodingOptions } from '../src/main/core/export/encoding'
import type { Incident } from '../src/main/core/incident/incident'
import type { Figure } from './figures'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { createTenant } from '../e2e/cloud/tenant'
import { createExportThread } from '../src/main/adapters/threads/export-thread'
import { withJson } from '../src/main/core/export/encode-json'
import { aSummary } from '../src/shared/contract/fixtures'
import { exportFormats } from '../src/shared/vocabulary/export-formats'
import { machineStall, watchLoad, workerPath } from './built-workers'
import { mb, ms, report } from './figures'

type Format = EncodingOptions['format']

const encode = withJson(createExportThread(() => new Worker(workerPath('export-worker'))))
const pageSize = 100
const root = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-bench-'))

/** Writes the files as the app does, without its drafts: one fsync per file. Returns the ms. */
async function write(folder: string, incidents: readonly Incident[], format: Format): Promise<number> {
  const started = performance.now()
  mkdirSync(folder)
  const options: EncodingOptions = { format, api: 'defender-xdr', completenessLine: 'Complete.', columns: null }
  const { signal } = new AbortController()
  const plan = await encode.plan(incidents, options, signal)
  const files = await Promise.all(plan.files.map(({ name }) => open(path.join(folder, name || `all.${format}`), 'w')))
  for await (const { file, bytes } of encode.chunks(incidents, plan, options, signal)) await files[file]?.write(bytes)
  for (const file of files) {
    await file.sync()
    await file.close()
  }
  return performance.now() - started
}

/** Writes the same bytes again. Returns the ms. */
async function writeAgain(folder: string): Promise<number> {
  const contents = readdirSync(folder).map(name => readFileSync(path.join(folder, name)))
  const started = performance.now()
  for (const [index, content] of contents.entries()) {
    const file = await open(path.join(folder, `again-${index}`), 'w')
    await file.write(content)
    await file.sync()
    await file.close()
  }
  return performance.now() - started
}

async function figuresOf(format: Format, incidents: readonly Incident[], floorStall: number): Promise<readonly Figure[]> {
  const folder = path.join(root, `${format}-${incidents.length}`)
  const stop = watchLoad()
  const took = await write(folder, incidents, format)
  const { grown, stall, pause } = stop()
  const floor = await writeAgain(folder)
  rmSync(folder, { recursive: true })
  const what = `${incidents.length.toLocaleString('en')} incidents as ${format}`
  return [
    { what, floor: ms(floor), app: ms(took), ratio: took / floor, target: Infinity, unit: '×' },
    { what: '… peak memory beyond the dataset', floor: '–', app: mb(grown), ratio: grown / 1e6, target: 500, unit: ' MB' },
    { what: `… longest stall of main (garbage collection: ${ms(pause)}), against a thread that only computes`, floor: ms(floorStall), app: ms(stall), ratio: stall, target: 50, unit: ' ms' },
  ]
}

/** Copies the incidents into pages of 100, as the app holds them, so that nothing else of the tenant stays in memory. */
function datasetOf(count: number): readonly Incident[] {
  const { incidents } = createTenant({ incidents: count, incidentBytes: 4000, awkward: true, now: Date.parse('2026-11-24T12:00:00Z') })
  const pages = Array.from({ length: Math.ceil(count / pageSize) }, (_, page) => incidents.slice(page * pageSize, (page + 1) * pageSize))
  return pages.flatMap((listed) => {
    const page = Buffer.concat(listed.map(({ bytes }) => bytes))
    let end = 0
    return listed.map(({ id, bytes }) => ({ summary: aSummary({ id }), bytes: page.subarray(end, end += bytes.length) }))
  })
}

const floorStall = await machineStall()
const figures: Figure[] = []
for (const count of [10_000, 100_000]) {
  const incidents = datasetOf(count)
  for (const format of exportFormats) {
    // A first export loads the code of this process.
    if (figures.length === 0) await write(path.join(root, 'warm-up'), incidents.slice(0, 100), format)
    figures.push(...await figuresOf(format, incidents, floorStall))
  }
}
rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
report(figures)
