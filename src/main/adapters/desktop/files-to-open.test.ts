import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFilesToOpen, fileArgument, fileInData } from './files-to-open'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'arguments-'))
  for (const name of ['a.json', '--a.json', 'ä b.json']) writeFileSync(path.join(folder, name), '[]')
  mkdirSync(path.join(folder, 'app'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const at = (name: string) => path.join(folder, name)
const packaged = (...args: readonly string[]) => fileArgument(['/opt/xdr-desk', ...args], { appPath: null, folder })

describe('the file on a command line', () => {
  it('is the first existing one, relative to the working directory, or given by its address', () => {
    expect(packaged('none.json', 'a.json', 'ä b.json')).toBe(at('a.json'))
    expect(packaged(at('ä b.json'))).toBe(at('ä b.json'))
    expect(packaged(pathToFileURL(at('ä b.json')).href)).toBe(at('ä b.json'))
  })

  it('is no switch, folder, foreign address or broken link', () => {
    symlinkSync(at('loop'), at('loop'))
    expect(packaged('--a.json', '', 'app', '.', 'https://example.com/a.json', 'file://host/a.json', 'loop', 'a\0.json')).toBeNull()
  })

  it('comes after the app, if that is not packaged', () => {
    expect(fileArgument(['electron', '-r', 'a.json', 'app', '--x', 'ä b.json'], { appPath: at('app'), folder })).toBe(at('ä b.json'))
  })
})

it.each([[null], ['/a.json'], [{}], [{ file: 7 }], [{ file: 'a.json' }]])('a second start sends nothing but an absolute path: %j', (data) => {
  expect(fileInData(data)).toBeNull()
  expect(fileInData({ file: '/a.json' })).toBe('/a.json')
})

it('a file waits until the app can open it; only the last one does', () => {
  const opened: string[] = []
  const files = createFilesToOpen()
  files.open('/a')
  files.open('/b')
  files.follow(file => opened.push(file))
  files.open('/c')
  expect(opened).toEqual(['/b', '/c'])
})
