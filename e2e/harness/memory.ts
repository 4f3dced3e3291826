/** @file Searches the memory of a running process for secrets. */
import type { Page } from '@playwright/test'
import type { RunningApp } from './app'
import type { Needle } from './secret-scan'
import { Buffer } from 'node:buffer'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const chunkBytes = 16 * 1024 * 1024

/** Returns a needle in the encodings of V8's strings: one byte per character, and two. */
const encodings = (needle: Needle): readonly Buffer[] =>
  typeof needle === 'string' ? [Buffer.from(needle), Buffer.from(needle, 'utf16le')] : [needle]

/**
 * Returns the needles found in the readable memory of a process. The kernel allows this to root and to users who may debug the process.
 * Throws if the memory cannot be read.
 */
export function inMemory(pid: number, needles: readonly Needle[]): readonly Needle[] {
  const areas = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n').flatMap((line) => {
    const [, from, to, rights] = /^([\da-f]+)-([\da-f]+) (\S+)/.exec(line) ?? []
    // Areas without read permission are reserved and empty; [vvar] belongs to the kernel.
    return from && to && rights?.startsWith('r') && !line.includes('[v') ? [{ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) }] : []
  })
  const overlap = Math.max(...needles.flatMap(encodings).map(({ length }) => length))
  const found = new Set<Needle>()
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  let bytes = 0
  try {
    const buffer = Buffer.alloc(chunkBytes + overlap)
    for (const { from, to } of areas) {
      for (let at = from; at < to; at += chunkBytes) {
        let length = 0
        try {
          length = readSync(memory, buffer, 0, Math.min(chunkBytes + overlap, to - at), at)
        } catch {
          continue // The area was unmapped, or is past the end of a mapped file.
        }
        bytes += length
        const part = buffer.subarray(0, length)
        for (const needle of needles) {
          if (!found.has(needle) && encodings(needle).some(each => part.includes(each))) found.add(needle)
        }
      }
    }
  } finally {
    closeSync(memory)
  }
  if (bytes < chunkBytes) throw new Error(`only ${bytes} bytes of process ${pid} could be read`)
  return needles.filter(needle => found.has(needle))
}

/** Returns the process id of the app's page. */
export function rendererPid({ electron }: RunningApp): Promise<number> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0)
}

/** Returns the texts that are still reachable in the page's JavaScript heap, after a garbage collection. */
export async function inHeap(page: Page, texts: readonly string[]): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  let snapshot = ''
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => { snapshot += chunk })
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  const { strings } = JSON.parse(snapshot) as { readonly strings: readonly string[] }
  // A heap snapshot holds the first 1,024 characters of a text.
  return texts.filter(text => strings.some(each => each.includes(text.slice(0, 500))))
}
