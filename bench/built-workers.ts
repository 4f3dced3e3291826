/** @file For benchmarks without a window: the built workers of the app, and the load of this process, which stands for main. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'
import process from 'node:process'
import { Worker } from 'node:worker_threads'

const built = path.join(import.meta.dirname, '../out/main')

/** Returns the path of a built worker, such as `export-worker`. Throws if it was not built. */
export function workerPath(name: string): string {
  const file = readdirSync(built).find(each => each.startsWith(`${name}-`) && each.endsWith('.js'))
  if (file === undefined) throw new Error(`no ${name}: run npm run build`)
  return path.join(built, file)
}

/**
 * Samples the memory of this process, its workers included, the event loop's longest stall, and the longest pause of its garbage collector, which is a part
 * of a stall. Returns a function that ends it: bytes and ms.
 */
export function watchLoad() {
  globalThis.gc?.()
  const start = process.memoryUsage.rss()
  let peak = start
  const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()) }, 20)
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  let pause = 0
  const collections = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) pause = Math.max(pause, duration)
  })
  collections.observe({ entryTypes: ['gc'] })
  return () => {
    clearInterval(timer)
    delay.disable()
    collections.disconnect()
    return { grown: peak - start, kept: process.memoryUsage.rss() - start, stall: delay.max / 1e6, pause }
  }
}

/** Measures the longest stall while another thread is busy and this one is not: that of the machine. Returns ms. */
export async function machineStall(): Promise<number> {
  const busy = new Worker('for (;;);', { eval: true })
  const stop = watchLoad()
  await new Promise((resolve) => { setTimeout(resolve, 60_000) })
  const { stall } = stop()
  await busy.terminate()
  return stall
}
