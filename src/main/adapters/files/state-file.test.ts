import type { StateSchema } from './state-file'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileWriter } from '../../core/files/write-file'
import { createStateFile } from './state-file'

interface Size { readonly width: number, readonly height?: number }

const schema: StateSchema<Size> = {
  version: 2,
  members: ['width', 'height'],
  check: ({ width, height }) => typeof width === 'number' ? { width, ...(typeof height === 'number' && { height }) } : null,
  upgrade: ({ w, ...others }) => ({ ...others, width: w }),
}

let folder: string
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'state-file-')) })
afterEach(() => rmSync(folder, { recursive: true }))
const file = () => path.join(folder, 'size.json')
const state = () => createStateFile(file(), schema, createFileWriter('0a1b2c3d'))
const written = () => JSON.parse(readFileSync(file(), 'utf8')) as unknown
const asides = () => readdirSync(folder).filter(name => name.startsWith('size.damaged-'))
const asideText = () => readFileSync(path.join(folder, asides()[0] ?? ''), 'utf8')

describe('a state file', () => {
  it('is missing until the first write, then has a version and mode 0600', () => {
    expect(state().read()).toBeNull()
    state().write({ width: 1 })
    expect([state().read(), written()]).toEqual([{ width: 1 }, { version: 2, width: 1 }])
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    state().remove()
    expect(readdirSync(folder)).toEqual([])
  })

  it('without a version is read in the old format and written in the new one', () => {
    writeFileSync(file(), '{"w":1,"color":"red"}')
    expect(state().read()).toEqual({ width: 1 })
    state().write({ width: 3 })
    expect([written(), asides()]).toEqual([{ version: 2, color: 'red', width: 3 }, []])
  })

  it('of a newer version keeps its version number and its members', () => {
    writeFileSync(file(), '{"version":7,"width":1,"height":2,"depth":{"x":null}}')
    expect(state().read()).toEqual({ width: 1, height: 2 })
    state().write({ width: 3 })
    expect([written(), asides()]).toEqual([{ version: 7, depth: { x: null }, width: 3 }, []])
  })

  it.each([
    ['empty', '', { version: 2, width: 3 }],
    ['cut off', '{"version":2,"wid', { version: 2, width: 3 }],
    ['a list', '[1]', { version: 2, width: 3 }],
    ['of another shape', '{"version":2,"width":"1","color":"red"}', { version: 2, color: 'red', width: 3 }],
  ])('that is %s counts as missing, and is copied aside before it is replaced', (_name, text, expected) => {
    writeFileSync(file(), text)
    expect(state().read()).toBeNull()
    expect(readFileSync(file(), 'utf8')).toBe(text)
    state().write({ width: 3 })
    expect([written(), asideText()]).toEqual([expected, text])
    expect(statSync(path.join(folder, asides()[0] ?? '')).mode & 0o777).toBe(0o600)
  })

  it('that cannot be read is renamed before it is replaced', () => {
    mkdirSync(file())
    expect(state().read()).toBeNull()
    state().write({ width: 3 })
    expect([written(), asides().length]).toEqual([{ version: 2, width: 3 }, 1])
  })

  it.each(['{"version":2,"width":1}', 'damaged'])('that is read-only stays unchanged, and no other file is created (%s)', (text) => {
    writeFileSync(file(), text)
    chmodSync(file(), 0o444)
    expect(() => state().write({ width: 3 })).toThrow(expect.objectContaining({ code: 'EACCES' }))
    expect([readFileSync(file(), 'utf8'), readdirSync(folder)]).toEqual([text, ['size.json']])
  })
})
