/** @file A file that is written before it gets its name: its bytes arrive in pieces, and their hash is computed on the way. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { createBatch } from './write-chunks'

export interface StagedFile {
  /** Writes a chunk. Throws the system's error. */
  readonly write: (chunk: Uint8Array, rows: number) => Promise<void>
  /** Writes the rest and waits for the disk. Returns what the file contains. */
  readonly end: () => Promise<StagedFacts>
  /** Closes the file. Call it in any case, after `end` or instead. */
  readonly close: () => Promise<void>
}

export interface StagedFacts {
  readonly bytes: number
  /** Lower-case hexadecimal; '' if it was not requested. */
  readonly sha256: string
  readonly rows: number
}

/** Creates a new file with mode 0600. `isHashed`: whether to compute its hash, which takes longer than writing it. Throws the system's error. */
export async function stageFile(file: string, isHashed: boolean): Promise<StagedFile> {
  const handle = await open(file, 'wx', 0o600)
  const batch = createBatch(handle)
  const hash = isHashed ? createHash('sha256') : null
  let rows = 0
  return {
    write: async (chunk, added) => {
      hash?.update(chunk)
      rows += added
      if (batch.add(chunk)) await batch.flush()
    },
    end: async () => {
      await batch.flush()
      await handle.sync()
      return { bytes: batch.written(), sha256: hash?.digest('hex') ?? '', rows }
    },
    close: () => handle.close(),
  }
}
