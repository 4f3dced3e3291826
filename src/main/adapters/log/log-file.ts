/** @file The log: a few files in a folder of their own, each of limited size. The oldest is deleted. */
import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { Buffer } from 'node:buffer'
import path from 'node:path'

/** The maximum size of a file, 1 MB. */
const maxFileBytes = 1024 * 1024
const maxFiles = 5

export interface LogFile {
  readonly folder: string
  /** Adds an entry. An entry that cannot be written is dropped: logging must not make anything else fail. */
  readonly append: (entry: string) => void
  /** Creates the folder. Throws the system's error. */
  readonly prepare: () => void
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** Appends to `xdr-desk.log`, the newest file; `xdr-desk.4.log` is the oldest. */
export function createLogFile(folder: string): LogFile {
  const nth = (age: number) => path.join(folder, age === 0 ? 'xdr-desk.log' : `xdr-desk.${age}.log`)

  const rotate = () => {
    rmSync(nth(maxFiles - 1), { force: true })
    for (let age = maxFiles - 2; age >= 0; age--) {
      if (sizeOf(nth(age)) > 0) renameSync(nth(age), nth(age + 1))
    }
  }
  const prepare = () => { mkdirSync(folder, { recursive: true, mode: 0o700 }) }

  return {
    folder,
    prepare,
    append: (entry) => {
      try {
        prepare()
        if (sizeOf(nth(0)) + Buffer.byteLength(entry) > maxFileBytes) rotate()
        appendFileSync(nth(0), entry, { mode: 0o600 })
      } catch {
        // The entry was also written to the error output.
      }
    },
  }
}
