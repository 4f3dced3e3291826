import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { afterAll, expect, it } from 'vitest'
import { removeFile, replaceFile } from './replace-file'

const folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-replace-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Reads the file until there is `stop`, and says how often it was no JSON. */
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

it('is seen whole at any moment, by its owner alone', async () => {
  const file = path.join(folder, 'file.json')
  replaceFile(file, '{}')
  const child = spawn(process.execPath, ['-e', reader], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise(resolve => child.stdout.once('data', resolve))
  const said = text(child.stdout)
  for (let round = 0; round < 300; round++) replaceFile(file, JSON.stringify({ round, filled: 'x'.repeat(10 * round) }))
  writeFileSync(path.join(folder, 'stop'), '')
  const { reads, bad } = JSON.parse(await said) as { reads: number, bad: number }
  expect(reads).toBeGreaterThan(10)
  expect(bad).toBe(0)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ round: 299 })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder).sort()).toEqual(['file.json', 'stop'])
  writeFileSync(`${file}.tmp`, 'left by a kill')
  removeFile(file)
  expect(readdirSync(folder)).toEqual(['stop'])
})

it('does not replace a file that was made read-only', () => {
  const file = path.join(folder, 'window.json')
  writeFileSync(file, 'meant to stay')
  chmodSync(file, 0o444)
  expect(() => replaceFile(file, 'new')).toThrow(expect.objectContaining({ code: 'EACCES' }))
  expect(readFileSync(file, 'utf8')).toBe('meant to stay')
  expect(readdirSync(folder)).not.toContain('window.json.tmp')
})
