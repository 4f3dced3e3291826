/** @file Opens a file with incidents. Another thread reads all of it once; main keeps summaries and offsets, and reads bytes when they are needed. */
import type { FileReading, Scanned } from './batch'
import type { OpenedFile, OpenFile, OpeningWatch } from './opened-file'
import type { Descriptor } from './open-descriptor'
import type { IncidentStore, ReadBytes } from './incident-store'
import { AppError } from '../base/errors'
import { readAt } from './file-source'
import { findSibling } from './find-sibling'
import { createIncidentStore, readFromBuffers } from './incident-store'
import { asUtf8 } from './text/json-text'
import { openDescriptor } from './open-descriptor'

/** Reads an open file of a size, as `readFile` does, in another thread. After it has returned or thrown, it does not use the descriptor anymore. */
export type ScanFile = (file: { readonly descriptor: number, readonly size: number }, signal: AbortSignal) => FileReading

/** Reads an incident's bytes again. Throws AppError `file-changed` or `file-unreadable`. */
function readFromFile({ number, check }: Descriptor, { encoding }: Scanned['facts'], path: string): ReadBytes {
  return (offset, length) => {
    check()
    const bytes = readAt(number, offset, length)
    if (bytes.length < length) throw new AppError('file-changed', { path })
    return asUtf8(bytes, encoding)
  }
}

/** Adds all incidents of a file to the store. */
async function readAll(descriptor: Descriptor, store: IncidentStore, scan: ScanFile, { signal, onRows, onProgress }: OpeningWatch): Promise<Scanned> {
  const { number, size } = descriptor
  for await (const part of scan({ descriptor: number, size }, signal)) {
    if (signal.aborted) throw new AppError('cancelled')
    if (part.kind === 'end') return part.scanned
    const positions = store.add(part.batch)
    if (positions.length > 0) await onRows(part.batch.rows, positions)
    onProgress({ readBytes: part.batch.readBytes, bytes: size, incidents: store.count() })
  }
  throw new AppError('cancelled')
}

function openedFile(descriptor: Descriptor, store: IncidentStore, { facts, texts }: Scanned, path: string): OpenedFile {
  const { size, modifiedMs, state, close } = descriptor
  return {
    facts: { ...facts, bytes: size, modifiedMs, incidents: store.count(), duplicates: store.duplicates() },
    incidents: store.incidents(texts ? readFromBuffers(texts) : readFromFile(descriptor, facts, path)),
    state,
    close,
  }
}

/** Returns the failure with the path, and with a file beside it that can be opened instead. */
async function withPlace(error: unknown, path: string): Promise<unknown> {
  if (!(error instanceof AppError) || error.code === 'cancelled') return error
  const sibling = error.code === 'file-other-format' ? await findSibling(path, error.details.format) : null
  return new AppError(error.code, { ...error.details, path, ...(sibling !== null && { sibling }) })
}

/** Returns a function that opens files, which `scan` reads. */
export function createOpenFile(scan: ScanFile): OpenFile {
  return async (path, watch) => {
    if (watch.signal.aborted) throw new AppError('cancelled')
    const descriptor = await openDescriptor(path)
    try {
      const store = createIncidentStore()
      const scanned = await readAll(descriptor, store, scan, watch)
      // Offsets of a file that was written meanwhile would be wrong.
      descriptor.check()
      return openedFile(descriptor, store, scanned, path)
    } catch (error) {
      descriptor.close()
      throw await withPlace(error, path)
    }
  }
}
