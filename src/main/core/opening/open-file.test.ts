import type { PackedRows } from '../incident/packed-rows'
import type { OpeningWatch } from './opened-file'
import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unpackRows } from '../incident/packed-rows'
import { createFileSource } from './file-source'
import { createOpenFile } from './open-file'
import { readFile } from './read-file'

let folder = ''
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const openFile = createOpenFile(({ descriptor, size }) => readFile(createFileSource(descriptor, size)))
const quiet = { signal: new AbortController().signal, onRows: () => undefined, onProgress: () => undefined }
const open = (file: string, watch: Partial<OpeningWatch> = {}) => openFile(file, { ...quiet, ...watch })
const incident = (id: number, time = '2026-11-24T12:00:00Z') => `{"incidentId":${id},"incidentName":"ü","lastUpdateTime":"${time}"}`
const written = (text: string, name = 'list.json'): string => {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}
const list = `[${[incident(1), incident(2, '2026-11-25T00:00:00Z'), incident(2), incident(3)].join(',\n')}]`

describe('createOpenFile', () => {
  it('opens a file: its facts, its rows, and the bytes of each incident', async () => {
    const file = written(list)
    utimesSync(file, 1000, 1000)
    const rows: string[] = []
    const progress: unknown[] = []
    const opened = await open(file, {
      onRows: (packed: PackedRows, positions) => { rows.push(...unpackRows(packed, positions).map(({ row }) => row.id)) },
      onProgress: each => progress.push(each),
    })
    expect(opened.facts).toEqual({
      kind: 'json', encoding: 'utf-8', api: 'defender-xdr', bytes: Buffer.byteLength(list), modifiedMs: 1_000_000, incidents: 3, duplicates: 1, unreadable: { count: 0, first: [] },
      cutOffAt: null, hasNextLink: false,
    })
    expect(rows).toEqual(['1', '2', '3'])
    expect(progress.at(-1)).toEqual({ readBytes: Buffer.byteLength(list), bytes: Buffer.byteLength(list), incidents: 3 })
    expect(Array.from(opened.incidents.all(), ({ bytes }) => bytes.toString())).toEqual([incident(1), incident(2, '2026-11-25T00:00:00Z'), incident(3)])
    expect(await opened.state()).toBe('unchanged')
    opened.close()
  })

  it('reads incidents of UTF-16 as UTF-8', async () => {
    const file = path.join(folder, 'sample.json')
    writeFileSync(file, Buffer.from(`\uFEFF${incident(1)}`, 'utf16le'))
    const opened = await open(file)
    expect(opened.facts).toMatchObject({ kind: 'incident', encoding: 'utf-16le' })
    expect(opened.incidents.get('1')?.bytes.toString()).toBe(incident(1))
    opened.close()
  })

  it('waits for the index before it reads on', async () => {
    const file = written(`[${Array.from({ length: 300 }, (_, id) => incident(id + 1)).join(',')}]`)
    const order: string[] = []
    const opened = await open(file, {
      onRows: async () => {
        order.push('rows')
        await new Promise((resolve) => { setImmediate(resolve) })
        order.push('added')
      },
    })
    expect(order).toEqual(['rows', 'added', 'rows', 'added'])
    opened.close()
  })

  it('refuses to read incidents after the file was written, even with the same size', async () => {
    const file = written(list)
    const opened = await open(file)
    writeFileSync(file, list.replace('"incidentId":1', '"incidentId":7'))
    utimesSync(file, 2000, 2000)
    expect(() => opened.incidents.get('1')?.bytes).toThrow(expect.objectContaining({ code: 'file-changed', details: { path: file } }) as Error)
    expect(await opened.state()).toBe('changed')
    opened.close()
  })

  it('reads on from a file that was deleted or replaced, and says so', async () => {
    const opened = await open(written(list))
    rmSync(path.join(folder, 'list.json'))
    expect([await opened.state(), opened.incidents.get('3')?.bytes.toString()]).toEqual(['missing', incident(3)])
    renameSync(written('[]', 'other.json'), path.join(folder, 'list.json'))
    expect([await opened.state(), opened.incidents.get('3')?.bytes.toString()]).toEqual(['replaced', incident(3)])
    opened.close()
  })

  it('reads nothing after it was closed, because another file may have the descriptor', async () => {
    const opened = await open(written(list))
    opened.close()
    opened.close()
    expect(() => opened.incidents.get('1')?.bytes).toThrow(expect.objectContaining({ code: 'file-unreadable' }) as Error)
    expect(await opened.state()).toBe('changed')
  })

  it('throws if the file changes while it is read', async () => {
    const file = written(list)
    await expect(open(file, { onRows: () => appendFileSync(file, ' ') })).rejects.toMatchObject({ code: 'file-changed', details: { path: file } })
  })

  it('ends when it is cancelled', async () => {
    const cancel = new AbortController()
    await expect(open(written(list), { signal: cancel.signal, onRows: () => cancel.abort() })).rejects.toMatchObject({ code: 'cancelled' })
    await expect(open(written(list), { signal: cancel.signal })).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('names a file that can be opened instead', async () => {
    written('a,b,c\n', 'incidents.csv')
    await expect(open(path.join(folder, 'incidents.csv'))).rejects.toMatchObject({ code: 'file-other-format', details: { format: 'csv', path: path.join(folder, 'incidents.csv') } })
    written(list, 'incidents.jsonl')
    await expect(open(path.join(folder, 'incidents.csv'))).rejects.toMatchObject({ details: { sibling: 'incidents.jsonl' } })
    written('', 'incidents.parquet')
    await expect(open(path.join(folder, 'incidents.csv'))).rejects.toMatchObject({ details: { sibling: 'incidents.parquet' } })
  })
})

describe.runIf(process.platform !== 'win32')('what is not a file with incidents', () => {
  it.each(['/dev/zero', '/proc/self/mem', '/proc/self/status'])('is refused: %s', async (file) => {
    await expect(open(file)).rejects.toMatchObject({ code: 'file-not-a-file', details: { path: file } })
  })

  it('is refused: a file that the user may not read', async () => {
    const file = written(list)
    chmodSync(file, 0)
    // Nothing is forbidden to root.
    const isRoot = process.getuid?.() === 0
    if (isRoot) process.seteuid?.(65_534)
    try {
      await expect(open(file)).rejects.toMatchObject({ code: 'file-forbidden', details: { path: file, serverCode: 'EACCES' } })
    } finally {
      if (isRoot) process.seteuid?.(0)
    }
  })

  it('is refused: a folder, a pipe, a socket, links that form a loop, nothing, a name that cannot be', async () => {
    const at = (name: string) => path.join(folder, name)
    mkdirSync(at('folder'))
    execFileSync('mkfifo', [at('pipe')])
    symlinkSync(at('b'), at('a'))
    symlinkSync(at('a'), at('b'))
    await expect(open(at('folder'))).rejects.toMatchObject({ code: 'file-not-a-file', details: { serverCode: 'EISDIR' } })
    await expect(open(at('pipe'))).rejects.toMatchObject({ code: 'file-not-a-file' })
    await expect(open(at('a'))).rejects.toMatchObject({ code: 'file-not-a-file', details: { serverCode: 'ELOOP' } })
    await expect(open(at('none'))).rejects.toMatchObject({ code: 'file-missing', details: { serverCode: 'ENOENT' } })
    await expect(open(`${written('x')}/x`)).rejects.toMatchObject({ code: 'file-missing', details: { serverCode: 'ENOTDIR' } })
    await expect(open(`${at('x')}\0`)).rejects.toMatchObject({ code: 'file-missing' })
    await expect(open(written('', 'empty'))).rejects.toMatchObject({ code: 'file-empty' })
    await expect(open(at('n'.repeat(300)))).rejects.toMatchObject({ code: 'file-unreadable', details: { serverCode: 'ENAMETOOLONG' } })
  })

  it('follows a link to a file', async () => {
    symlinkSync(written(list), path.join(folder, 'link'))
    const opened = await open(path.join(folder, 'link'))
    expect(opened.facts.incidents).toBe(3)
    opened.close()
  })
})
