/** @file Writes many small chunks in few system calls. */
import type { FileHandle } from 'node:fs/promises'

/** The maximum size of a batch: 4 MB. */
const batchBytes = 4 * 1024 * 1024
/** The maximum number of buffers in a batch: on Linux, writev accepts 1,024. */
const batchBuffers = 1024

/** Writes every byte; if the system writes only a part, continues with the rest. Returns the number of bytes written. */
async function writeAll(file: FileHandle, buffers: readonly Uint8Array[]): Promise<number> {
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

export interface Batch {
  /** Adds a chunk. Returns whether the batch is full, so that the caller must wait for `flush` before the next chunk. */
  readonly add: (chunk: Uint8Array) => boolean
  /** Writes the chunks of the batch. Throws the system's error. */
  readonly flush: () => Promise<void>
  /** Returns the number of bytes written so far. */
  readonly written: () => number
}

export function createBatch(file: FileHandle): Batch {
  let chunks: Uint8Array[] = []
  let size = 0
  let written = 0
  return {
    add: (chunk) => {
      chunks.push(chunk)
      size += chunk.length
      return size >= batchBytes || chunks.length >= batchBuffers
    },
    flush: async () => {
      const batch = chunks
      chunks = []
      size = 0
      written += await writeAll(file, batch)
    },
    written: () => written,
  }
}

/** Writes the chunks one after another. Returns the number of bytes written. Throws the system's error. */
export async function writeChunks(file: FileHandle, chunks: Iterable<Uint8Array>): Promise<number> {
  const batch = createBatch(file)
  for (const chunk of chunks) if (batch.add(chunk)) await batch.flush()
  await batch.flush()
  return batch.written()
}
