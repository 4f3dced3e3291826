import type { FileChunk, FileSet } from './write-set'
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileWriter } from './write-file'

const owner = '0a1b2c3d'
const { writeSet } = createFileWriter(owner)

let folder: string
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'write-set-')) })
afterEach(() => rmSync(folder, { recursive: true }))
const at = (...names: readonly string[]) => path.join(folder, ...names)
const read = (...names: readonly string[]) => readFileSync(at(...names), 'utf8')
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

async function* chunksOf(chunks: readonly (readonly [file: number, text: string])[], failure?: Error): AsyncGenerator<FileChunk, void, void> {
  for (const [file, text] of chunks) yield { file, bytes: Buffer.from(text), rows: 1 }
  if (failure) throw failure
}

const describing = (name: string): FileSet['description'] => ({ name, text: files => JSON.stringify(files) })
const one = (given: Partial<FileSet> = {}): FileSet => ({ target: at('out.json'), names: null, chunks: chunksOf([[0, 'ab'], [0, 'c']]), description: null, ...given })
const several = (given: Partial<FileSet> = {}): FileSet =>
  ({ target: at('out'), names: ['a.csv', 'b.csv'], chunks: chunksOf([[0, 'a1'], [1, 'b1'], [0, 'a2']]), description: describing('m.json'), ...given })

describe('one file', () => {
  it('is written without a hash and a description, or with one that knows its size, hash and rows', async () => {
    const facts = { name: 'out.json', bytes: 3, sha256: sha256('abc'), rows: 2 }
    expect(await writeSet(one())).toEqual([{ ...facts, sha256: '' }])
    expect(readdirSync(folder)).toEqual(['out.json'])
    await writeSet(one({ description: describing('out.manifest.json') }))
    expect([read('out.json'), JSON.parse(read('out.manifest.json'))]).toEqual(['abc', [facts]])
    expect(readdirSync(folder).map(name => statSync(at(name)).mode & 0o777)).toEqual([0o600, 0o600])
  })

  it('and its description stay as they were if a chunk cannot be produced or the description is write-protected', async () => {
    writeFileSync(at('out.json'), 'old')
    writeFileSync(at('d.json'), 'old description')
    const description = describing('d.json')
    await expect(writeSet(one({ description, chunks: chunksOf([[0, 'new']], new Error('gone')) }))).rejects.toMatchObject({ code: 'export-failed' })
    chmodSync(at('d.json'), 0o444)
    await expect(writeSet(one({ description }))).rejects.toMatchObject({ code: 'export-read-only', details: { path: at('d.json') } })
    expect([readdirSync(folder).sort(), read('out.json'), read('d.json')]).toEqual([['d.json', 'out.json'], 'old', 'old description'])
  })

  it('does not replace a folder', async () => {
    mkdirSync(at('out.json'))
    await expect(writeSet(one())).rejects.toMatchObject({ details: { serverCode: 'EISDIR' } })
  })
})

describe('several files', () => {
  it('are written to a new folder, whose name appears at the end, or to an empty one', async () => {
    const facts = [{ name: 'a.csv', bytes: 4, sha256: sha256('a1a2'), rows: 2 }, { name: 'b.csv', bytes: 2, sha256: sha256('b1'), rows: 1 }]
    const seen: boolean[] = []
    const description = { name: 'm.json', text: () => { seen.push(existsSync(at('out'))); return 'm' } }
    expect(await writeSet(several({ description }))).toEqual(facts)
    expect([seen, readdirSync(at('out')).sort(), read('out', 'a.csv'), read('out', 'b.csv')]).toEqual([[false], ['a.csv', 'b.csv', 'm.json'], 'a1a2', 'b1'])
    expect([statSync(at('out')).mode & 0o777, statSync(at('out', 'a.csv')).mode & 0o777]).toEqual([0o700, 0o600])
    mkdirSync(at('empty'))
    await writeSet(several({ target: at('empty') }))
    expect(readdirSync(at('empty'))).toHaveLength(3)
    expect(readdirSync(folder).sort()).toEqual(['empty', 'out'])
  })

  it('are not written to a folder with contents, not even if these appear meanwhile, or to a file', async () => {
    mkdirSync(at('out'))
    const late = async function* () {
      yield* chunksOf([[0, 'a']])
      writeFileSync(at('out', 'mine'), 'kept')
    }
    await expect(writeSet(several({ chunks: late() }))).rejects.toMatchObject({ code: 'export-folder-taken', details: { path: at('out') } })
    await expect(writeSet(several())).rejects.toMatchObject({ code: 'export-folder-taken' })
    writeFileSync(at('plain'), 'kept')
    await expect(writeSet(several({ target: at('plain') }))).rejects.toMatchObject({ code: 'export-name-taken' })
    expect([readdirSync(folder).sort(), read('out', 'mine'), read('plain')]).toEqual([['out', 'plain'], 'kept', 'kept'])
  })

  it('leave nothing behind if a chunk cannot be produced, or is for no file', async () => {
    await expect(writeSet(several({ chunks: chunksOf([[0, 'a']], new Error('gone')) }))).rejects.toMatchObject({ code: 'export-failed' })
    await expect(writeSet(several({ chunks: chunksOf([[2, 'a']]) }))).rejects.toMatchObject({ code: 'export-failed' })
    expect(readdirSync(folder)).toEqual([])
  })

  it.each(['../a.csv', 'x/a.csv', '..'])('have no name that leads out of the folder (%s)', async (name) => {
    await expect(writeSet(several({ names: [name] }))).rejects.toMatchObject({ code: 'export-failed' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('remove the folders that killed exports left', async () => {
    const orphan = `.xdr-desk-${owner}89abcdef.tmp`
    mkdirSync(at(orphan))
    writeFileSync(at(orphan, 'a.csv'), 'half')
    mkdirSync(at('.xdr-desk-0123456789abcdef.tmp'))
    await writeSet(several())
    expect(readdirSync(folder).sort()).toEqual(['.xdr-desk-0123456789abcdef.tmp', 'out'])
  })
})
