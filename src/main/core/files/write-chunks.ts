/** @file Writes many small chunks in few system calls. */
import type { Buffer } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'

/** The maximum size of a batch: 4 MB. */
const batchBytes = 4 * 1024 * 1024
/** The maximum number of buffers in a batch: on Linux, writev accepts 1,024. */
const batchBuffers = 1024

/** Writes every byte; if the system writes only a part, continues with the rest. Returns the number of bytes written. */
async function writeAll(file: FileHandle, buffers: readonly Buffer[]): Promise<number> {
  let rest = [...buffers]
  let total = 0
  while (rest.length > 0) {
    let { bytesWritten } = await file.writev(rest)
    total += bytesWritten
    while (rest[0] && bytesWritten >= rest[0].length) {
      bytesWritten -= rest[0].length
      rest = rest.slice(1)
    }
    if (rest[0] && bytesWritten > 0) rest = [rest[0].subarray(bytesWritten), ...rest.slice(1)]
  }
  return total
}

/** Writes the chunks one after another. Returns the number of bytes written. Throws the system's error. */
export async function writeChunks(file: FileHandle, chunks: Iterable<Buffer>): Promise<number> {
  let batch: Buffer[] = []
  let size = 0
  let total = 0
  for (const chunk of chunks) {
    batch.push(chunk)
    size += chunk.length
    if (size >= batchBytes || batch.length >= batchBuffers) {
      total += await writeAll(file, batch)
      batch = []
      size = 0
    }
  }
  return total + await writeAll(file, batch)
}
