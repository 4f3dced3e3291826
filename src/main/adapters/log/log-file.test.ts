import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLogFile } from './log-file'

const maxFileBytes = 1024 * 1024
let parent: string
let folder: string
beforeEach(() => {
  parent = mkdtempSync(path.join(os.tmpdir(), 'log-file-'))
  folder = path.join(parent, 'logs')
})
afterEach(() => rmSync(parent, { recursive: true }))
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8')

describe('the log', () => {
  it('is created at the first entry, for its owner only, and continues after a restart', () => {
    createLogFile(folder).append('one\n')
    createLogFile(folder).append('two\n')
    expect(read('xdr-desk.log')).toBe('one\ntwo\n')
    expect(statSync(path.join(folder, 'xdr-desk.log')).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  it('never has more than 5 files of 1 MB, and drops the oldest entries', () => {
    const log = createLogFile(folder)
    const entry = (number: number) => `${number} ${'x'.repeat(300_000)}\n`
    for (let number = 0; number < 40; number++) log.append(entry(number))
    const names = readdirSync(folder).sort()
    expect(names).toEqual(['xdr-desk.1.log', 'xdr-desk.2.log', 'xdr-desk.3.log', 'xdr-desk.4.log', 'xdr-desk.log'])
    for (const name of names) expect(statSync(path.join(folder, name)).size).toBeLessThanOrEqual(maxFileBytes)
    const entries = ['xdr-desk.4.log', 'xdr-desk.3.log', 'xdr-desk.2.log', 'xdr-desk.1.log', 'xdr-desk.log'].map(read).join('')
    // Three entries fit in a file; nothing between the oldest and the newest is missing.
    expect(entries).toBe(Array.from({ length: 13 }, (_, index) => entry(27 + index)).join(''))
  })

  it('drops an entry that cannot be written', () => {
    writeFileSync(folder, 'not a folder')
    expect(() => createLogFile(folder).append('one\n')).not.toThrow()
    chmodSync(folder, 0o600)
    expect(readFileSync(folder, 'utf8')).toBe('not a folder')
  })
})
