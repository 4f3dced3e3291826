import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { maxRecentFiles } from '../../../shared/contract/opened-file'
import { createFileWriter } from '../../core/files/write-file'
import { createRecentFilesFile } from './recent-files-file'

let folder: string
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'recent-files-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const file = () => path.join(folder, 'recent-files.json')
const recentFiles = () => createRecentFilesFile(file(), createFileWriter('0a1b2c3d'))
const numbered = (count: number) => Array.from({ length: count }, (_, index) => path.join(folder, `${index}.json`))

describe('the file of the recent files', () => {
  it('returns the files that were written, in their order', () => {
    expect(recentFiles().read()).toEqual([])
    recentFiles().write(numbered(3).reverse())
    expect(recentFiles().read()).toEqual(numbered(3).reverse())
  })

  it('is removed with its last entry', () => {
    recentFiles().write(numbered(1))
    recentFiles().write([])
    expect(existsSync(file())).toBe(false)
    expect(recentFiles().read()).toEqual([])
  })

  it('returns at most as many files as the app remembers', () => {
    recentFiles().write(numbered(maxRecentFiles + 2))
    expect(recentFiles().read()).toEqual(numbered(maxRecentFiles))
  })

  it.each([
    ['no JSON', '{'],
    ['no list', '{"version":1,"files":"/a.json"}'],
    ['an entry that is no text', '{"version":1,"files":[7]}'],
    ['a path that is not absolute', '{"version":1,"files":["../a.json"]}'],
  ])('counts as empty with %s', (_name, text) => {
    writeFileSync(file(), text)
    expect(recentFiles().read()).toEqual([])
  })

  it('causes no error if it cannot be written or removed', () => {
    rmSync(folder, { recursive: true })
    expect(() => recentFiles().write(['/a.json'])).not.toThrow()
    expect(() => recentFiles().write([])).not.toThrow()
    expect(recentFiles().read()).toEqual([])
  })

  it('contains paths only', () => {
    recentFiles().write(['/a.json'])
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ version: 1, files: ['/a.json'] })
  })
})
