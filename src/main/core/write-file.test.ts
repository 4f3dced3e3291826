import { Buffer } from 'node:buffer'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { exportName, jsonArray } from './export'
import { writeFileAtomically } from './write-file'

let folder: string
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'write-file-')) })
afterEach(() => rmSync(folder, { recursive: true }))
const file = (name = 'out.json') => path.join(folder, name)

it.each([0, 1, 3000])('writes %i incidents as one array, byte for byte', async (count) => {
  const parts = Array.from({ length: count }, (_, index) => Buffer.from(`{"n":${index},"x":1.0}`))
  const bytes = await writeFileAtomically(file(), jsonArray(parts))
  const text = readFileSync(file(), 'utf8')
  expect(text).toBe(`[${parts.join(',\n')}]\n`)
  expect(bytes).toBe(Buffer.byteLength(text))
  expect(statSync(file()).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['out.json'])
})

it('leaves the old file and no other when a chunk cannot be had', async () => {
  writeFileSync(file(), 'old')
  const failing = function* () {
    yield Buffer.from('new')
    throw new Error('gone')
  }
  await expect(writeFileAtomically(file(), failing())).rejects.toMatchObject({ code: 'export-failed' })
  expect(readFileSync(file(), 'utf8')).toBe('old')
  expect(readdirSync(folder)).toEqual(['out.json'])
})

it('tells a folder that is gone and one that is a file', async () => {
  await expect(writeFileAtomically(file('none/out.json'), [])).rejects.toMatchObject({ code: 'export-folder-gone', details: { serverCode: 'ENOENT' } })
  writeFileSync(file('plain'), '')
  await expect(writeFileAtomically(file('plain/out.json'), [])).rejects.toMatchObject({ code: 'export-folder-gone', details: { serverCode: 'ENOTDIR' } })
})

it('removes our orphans only, and follows a symbolic link', async () => {
  writeFileSync(file('.xdr-desk-export-0123456789abcdef.tmp'), '')
  writeFileSync(file('.xdr-desk-export-x.tmp'), '')
  writeFileSync(file('real'), 'old')
  symlinkSync(file('real'), file('link'))
  await writeFileAtomically(file('link'), [Buffer.from('new')])
  expect(readFileSync(file('real'), 'utf8')).toBe('new')
  expect(readdirSync(folder).sort()).toEqual(['.xdr-desk-export-x.tmp', 'link', 'real'])
})

it('proposes the sample\'s name', () => {
  expect(exportName('2026-11-24T11:28:59.123Z', { complete: true, withoutAlerts: 0 })).toBe('Latest Incidents 2026-11-24T11.28.59.123Z.json')
  expect(exportName('2026-11-24T11:28:59.123Z', { complete: false, withoutAlerts: 0 })).toBe('Latest Incidents 2026-11-24T11.28.59.123Z (incomplete).json')
  expect(exportName('2026-11-24T11:28:59.123Z', { complete: true, withoutAlerts: 12 })).toBe('Latest Incidents 2026-11-24T11.28.59.123Z (12 without alerts).json')
  expect(exportName('2026-11-24T11:28:59.123Z', { complete: false, withoutAlerts: 1 })).toBe('Latest Incidents 2026-11-24T11.28.59.123Z (incomplete, 1 without alerts).json')
})

it('leaves the draft of another write into the same folder alone, and removes what was left over', async () => {
  writeFileSync(file(`.xdr-desk-export-${'0'.repeat(16)}.tmp`), 'left over')
  let other: Promise<number> | undefined
  const slow = function* () {
    yield Buffer.from('slow')
    other = writeFileAtomically(file('other.json'), [Buffer.from('other')])
    yield Buffer.alloc(8 * 1024 * 1024, ' ')
  }
  await writeFileAtomically(file(), slow())
  await other
  expect(readdirSync(folder).sort()).toEqual(['other.json', 'out.json'])
})
