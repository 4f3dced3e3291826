/** @file Reads parts of an open file. */
import { readSync } from 'node:fs'
import { Buffer } from 'node:buffer'
import { AppError } from '../base/errors'
import { errnoOf } from '../files/errno'

export interface FileSource {
  /** The number of bytes. */
  readonly size: number
  /** Returns at most `length` bytes at an offset: fewer at the end of the file only. Throws AppError `file-unreadable`. */
  readonly read: (at: number, length: number) => Buffer
}

/** Returns the bytes of an open file at an offset; fewer if the file ends before. Throws AppError `file-unreadable`. */
export function readAt(descriptor: number, at: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafeSlow(length)
  let done = 0
  try {
    while (done < length) {
      const read = readSync(descriptor, buffer, done, length - done, at + done)
      if (read === 0) break
      done += read
    }
  } catch (error) {
    const serverCode = errnoOf(error)
    throw new AppError('file-unreadable', serverCode ? { serverCode } : {})
  }
  return buffer.subarray(0, done)
}

/** Reads the first `size` bytes of an open file, whatever is appended to it. */
export function createFileSource(descriptor: number, size: number): FileSource {
  return { size, read: (at, length) => readAt(descriptor, at, Math.min(length, Math.max(0, size - at))) }
}
