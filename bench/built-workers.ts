/** @file For benchmarks without a window: the built workers of the app, and the load of this process, which stands for main. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import process from 'node:process'
import { Worker } from 'node:worker_threads'

const built = path.join(import.meta.dirname, '../out/main')

/** Returns the path of a built worker, such as `export-worker`. Throws if it was not built. */
export function workerPath(name: string): string {
  const file = readdirSync(built).find(each => each.startsWith(`${name}-`) && each.endsWith('.js'))
  if (file === undefined) throw new Error(`no ${name}: run npm run build`)
  return path.join(built, file)
}

/** Samples the memory of this process, its workers included, and the event loop's longest stall. Returns a function that ends it: bytes and ms. */
export function watchLoad() {
  globalThis.gc?.()
  const start = process.memoryUsage.rss()
  let peak = start
  const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()) }, 20)
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  return () => {
    clearInterval(timer)
    delay.disable()
    return { grown: peak - start, kept: process.memoryUsage.rss() - start, stall: delay.max / 1e6 }
  }
}

/** Measures the longest stall while another thread is busy and this one is not: that of the machine. Returns ms. */
export async function machineStall(): Promise<number> {
  const busy = new Worker('for (;;);', { eval: true })
  const stop = watchLoad()
  await new Promise((resolve) => { setTimeout(resolve, 10_000) })
  const { stall } = stop()
  await busy.terminate()
  return stall
}
