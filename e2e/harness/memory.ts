/** @file Looks for secrets in the memory of a running process. */
import type { Page } from '@playwright/test'
import type { RunningApp } from './app'
import type { Needle } from './secret-scan'
import { Buffer } from 'node:buffer'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const chunkBytes = 16 * 1024 * 1024

/** In the encodings of the strings of a process: one byte a character, and two. */
const encodings = (needle: Needle): readonly Buffer[] =>
  typeof needle === 'string' ? [Buffer.from(needle), Buffer.from(needle, 'utf16le')] : [needle]

/**
 * Which of the needles are in the memory that the process may read now. The kernel lets root read it, or whoever may debug the
 * process; throws where it may not be read at all.
 */
export function inMemory(pid: number, needles: readonly Needle[]): readonly Needle[] {
  const areas = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n').flatMap((line) => {
    const [, from, to, rights] = /^([\da-f]+)-([\da-f]+) (\S+)/.exec(line) ?? []
    // What has no right to be read is reserved and empty; what is [vvar] is the kernel's.
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
          continue // It was given back, or is behind the end of a mapped file.
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

/** The process of the app's page. */
export function rendererPid({ electron }: RunningApp): Promise<number> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0)
}

/** Which of the texts the page's JavaScript still holds: what is unreachable is collected first. */
export async function inHeap(page: Page, texts: readonly string[]): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  let snapshot = ''
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => { snapshot += chunk })
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  const { strings } = JSON.parse(snapshot) as { readonly strings: readonly string[] }
  // A snapshot holds a text's first 1,024 characters.
  return texts.filter(text => strings.some(each => each.includes(text.slice(0, 500))))
}
