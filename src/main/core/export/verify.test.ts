import type { Manifest } from './manifest'
import { Buffer } from 'node:buffer'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aDataset } from '../dataset/fixtures'
import { manifestOf, manifestText } from './manifest'
import { findManifest, hasManifest, loadManifest, manifestNameFor } from './manifest-files'
import { bytesOf, verifyFiles } from './verify'

let folder: string
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'verify-')) })
afterEach(() => rmSync(folder, { recursive: true }))
const at = (...names: readonly string[]) => path.join(folder, ...names)

const manifestFor = (files: Readonly<Record<string, string>>): Manifest => manifestOf(
  { dataset: aDataset(), incidents: [] },
  { what: 'all', format: 'csv', query: { text: '', showMerged: true, sort: [], utc: false }, profile: null, ids: null, pages: 1, exportedAt: '2026-11-24T12:30:00.000Z', appVersion: '1.2.3' },
  Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex'), rows: 1 })),
)

/** Writes files and their manifest. */
function put(name: string, files: Readonly<Record<string, string>>): void {
  for (const [each, text] of Object.entries(files)) writeFileSync(at(each), text)
  writeFileSync(at(name), manifestText(manifestFor(files)))
}

const never = new AbortController().signal
const verify = async (name = 'm.manifest.json') => verifyFiles(await loadManifest(folder, name), { onBytes: () => undefined, signal: never })
const statesOf = async () => Object.fromEntries((await verify()).files.map(file => [file.name, file.state]))

describe('verifying', () => {
  const large = 'x'.repeat(2_500_000)

  it('reports unchanged files, and how many bytes are read', async () => {
    put('m.manifest.json', { 'a.csv': 'a', 'b.csv': large })
    const found = await loadManifest(folder, 'm.manifest.json')
    let read = 0
    const report = await verifyFiles(found, { onBytes: (bytes) => { read += bytes }, signal: never })
    expect(report).toMatchObject({ kind: 'verified', manifest: 'm.manifest.json', folder, what: 'all', complete: true, reason: null, fetchedAt: '2026-11-24T12:00:00.000Z', extra: [] })
    expect(report.files.map(({ state }) => state)).toEqual(['unchanged', 'unchanged'])
    expect([read, bytesOf(found.manifest)]).toEqual([2_500_001, 2_500_001])
  })

  it('reports one changed byte, a cut file, a missing one, a folder, a pipe and links, without following these', async () => {
    const names = ['byte', 'cut', 'missing', 'folder', 'pipe', 'link', 'gone']
    put('m.manifest.json', Object.fromEntries(names.map(name => [name, large])))
    writeFileSync(at('byte'), `${large.slice(1)}y`)
    truncateSync(at('cut'), 1000)
    for (const name of names.slice(2)) rmSync(at(name))
    mkdirSync(at('folder'))
    execFileSync('mkfifo', [at('pipe')])
    writeFileSync(at('target'), large)
    symlinkSync(at('target'), at('link'))
    symlinkSync(at('nowhere'), at('gone'))
    expect(await statesOf()).toEqual({ byte: 'changed', cut: 'changed', missing: 'missing', folder: 'other', pipe: 'other', link: 'link', gone: 'link' })
  })

  it('names extra files of an export of several files, but not those beside a single one', async () => {
    put('m.manifest.json', { 'a.csv': 'a', 'b.csv': 'b' })
    writeFileSync(at('c.csv'), 'c')
    expect((await verify()).extra).toEqual(['c.csv'])
    put('m.manifest.json', { 'a.csv': 'a' })
    expect((await verify()).extra).toEqual([])
  })

  it('stops when it is cancelled', async () => {
    put('m.manifest.json', { a: large })
    const controller = new AbortController()
    const running = verifyFiles(await loadManifest(folder, 'm.manifest.json'), { onBytes: () => controller.abort(), signal: controller.signal })
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('the manifest of a choice', () => {
  it('is found by itself, by a file beside it and by its folder', async () => {
    put('out.manifest.json', { 'out.jsonl': 'a' })
    for (const [chosen, isFolder] of [['out.manifest.json', false], ['out.jsonl', false], ['', true]] as const) {
      expect((await findManifest(at(chosen), isFolder)).name).toBe('out.manifest.json')
    }
  })

  it('is the one that names the file, if a sibling of another format has the usual name', async () => {
    put('out.manifest.json', { 'out.jsonl': 'a' })
    writeFileSync(at('out.parquet'), 'b')
    expect([await manifestNameFor(at('out.jsonl')), await manifestNameFor(at('out.parquet'))]).toEqual(['out.manifest.json', 'out.parquet.manifest.json'])
    expect([await hasManifest(at('out.jsonl')), await hasManifest(at('out.parquet'))]).toEqual([true, false])
    put('out.parquet.manifest.json', { 'out.parquet': 'b' })
    expect((await findManifest(at('out.parquet'), false)).name).toBe('out.parquet.manifest.json')
    writeFileSync(at('out.csv.manifest.json'), 'mine')
    await expect(manifestNameFor(at('out.csv'))).rejects.toMatchObject({ code: 'EEXIST' })
  })

  it('is missing, not unique, or not readable', async () => {
    writeFileSync(at('a.json'), '[]')
    await expect(findManifest(at('a.json'), false)).rejects.toMatchObject({ code: 'manifest-missing', details: { path: at('a.json') } })
    await expect(findManifest(folder, true)).rejects.toMatchObject({ code: 'manifest-missing' })
    writeFileSync(at('a.manifest.json'), '{"manifest":1')
    await expect(findManifest(at('a.json'), false)).rejects.toMatchObject({ code: 'manifest-unreadable', details: { path: at('a.manifest.json') } })
    writeFileSync(at('b.manifest.json'), ' '.repeat(1024 * 1024 + 1))
    await expect(findManifest(at('b.manifest.json'), false)).rejects.toMatchObject({ code: 'manifest-unreadable' })
    await expect(findManifest(folder, true)).rejects.toMatchObject({ code: 'manifest-several' })
    await expect(findManifest(at('none'), true)).rejects.toMatchObject({ code: 'manifest-unreadable', details: { serverCode: 'ENOENT' } })
    symlinkSync('/dev/zero', at('zero.manifest.json'))
    await expect(loadManifest(folder, 'zero.manifest.json')).rejects.toMatchObject({ code: 'manifest-unreadable' })
  })
})
