/** @file Tests the synchronous functions of write-file.ts. */
import { Buffer } from 'node:buffer'
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileWriter } from './write-file'

const owner = '0a1b2c3d'
const { write, writeSync, removeSync } = createFileWriter(owner)
const orphan = `.xdr-desk-${owner}89abcdef.tmp`

let folder: string
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'write-file-sync-')) })
afterEach(() => rmSync(folder, { recursive: true }))
const file = (name = 'file.json') => path.join(folder, name)

/** Reads the file until a file `stop` exists, then prints how often it was not valid JSON. */
const reader = `
  const { existsSync, readFileSync } = require('node:fs')
  let reads = 0
  let bad = 0
  process.stdout.write('ready\\n')
  while (!existsSync('stop')) {
    reads++
    try { JSON.parse(readFileSync('file.json', 'utf8')) } catch { bad++ }
  }
  console.log(JSON.stringify({ reads, bad }))
`

describe('writeSync', () => {
  it('keeps the file complete at any moment, and readable by its owner only', async () => {
    writeSync(file(), '{}')
    const child = spawn(process.execPath, ['-e', reader], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise(resolve => child.stdout.once('data', resolve))
    const output = text(child.stdout)
    for (let round = 0; round < 300; round++) writeSync(file(), JSON.stringify({ round, filled: 'x'.repeat(10 * round) }))
    writeFileSync(file('stop'), '')
    const { reads, bad } = JSON.parse(await output) as { reads: number, bad: number }
    expect(reads).toBeGreaterThan(10)
    expect(bad).toBe(0)
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ round: 299 })
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder).sort()).toEqual(['file.json', 'stop'])
  })

  it('removes its own orphans only, and follows a symbolic link', () => {
    writeFileSync(file(orphan), 'left over')
    writeFileSync(file('.xdr-desk-0123456789abcdef.tmp'), 'another process writes this')
    writeFileSync(file('real'), 'old')
    symlinkSync(file('real'), file('link'))
    writeSync(file('link'), 'new')
    expect(readFileSync(file('real'), 'utf8')).toBe('new')
    expect(readdirSync(folder).sort()).toEqual(['.xdr-desk-0123456789abcdef.tmp', 'link', 'real'])
  })

  it('does not touch the draft of a running write', async () => {
    const chunks = function* () {
      yield Buffer.from('slow')
      writeSync(file('window.json'), '{}')
      yield Buffer.from('er')
    }
    await write(file('incidents.json'), chunks())
    expect(readFileSync(file('incidents.json'), 'utf8')).toBe('slower')
    expect(readdirSync(folder).sort()).toEqual(['incidents.json', 'window.json'])
  })

  it('does not replace a read-only file', () => {
    writeFileSync(file(), 'meant to stay')
    chmodSync(file(), 0o444)
    expect(() => writeSync(file(), 'new')).toThrow(expect.objectContaining({ code: 'EACCES' }))
    expect(readFileSync(file(), 'utf8')).toBe('meant to stay')
    expect(readdirSync(folder)).toEqual(['file.json'])
  })

  it.each([
    ['a folder', () => mkdirSync(file()), 'EISDIR', ['file.json']],
    ['a file in a folder that is gone', () => rmSync(folder, { recursive: true }), 'ENOENT', null],
  ] as const)('throws the system\'s error for %s and leaves no draft', (_name, prepare, code, left) => {
    prepare()
    expect(() => writeSync(file(), 'new')).toThrow(expect.objectContaining({ code }))
    if (left) expect(readdirSync(folder)).toEqual(left)
    else mkdirSync(folder)
  })
})

it('removeSync removes the file and its orphans, and does not fail without a file', () => {
  writeSync(file(), '{}')
  writeFileSync(file(orphan), 'left over')
  removeSync(file())
  expect(readdirSync(folder)).toEqual([])
  expect(() => removeSync(file())).not.toThrow()
})
