import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileWriter } from '../../core/files/write-file'
import { createEntriesFile } from './entries-file'

let folder: string
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'entries-file-')) })
afterEach(() => rmSync(folder, { recursive: true }))
const file = () => path.join(folder, 'views.json')
const entries = () => createEntriesFile(file(), createFileWriter('0a1b2c3d'))
const written = () => JSON.parse(readFileSync(file(), 'utf8')) as unknown
const asides = () => readdirSync(folder).filter(name => name.startsWith('views.damaged-'))
const asideText = () => readFileSync(path.join(folder, asides()[0] ?? ''), 'utf8')
const put = (content: unknown) => writeFileSync(file(), typeof content === 'string' ? content : JSON.stringify(content))

describe('a file of entries', () => {
  it('has an entry for each profile, a version and mode 0600', () => {
    expect(entries().read('p')).toBeUndefined()
    entries().write('p', { a: 1 }, false)
    entries().write('q', ['x'], false)
    entries().write('p', { a: 2 }, false)
    expect(['p', 'q', 'r', 'toString', '__proto__'].map(entries().read)).toEqual([{ a: 2 }, ['x'], undefined, undefined, undefined])
    expect(written()).toEqual({ version: 1, profiles: { p: { a: 2 }, q: ['x'] } })
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['views.json'])
  })

  it('accepts any ID of a profile', () => {
    for (const id of ['__proto__', 'constructor']) {
      entries().write(id, [id], false)
      expect(entries().read(id)).toEqual([id])
      entries().remove(id)
      expect(entries().read(id)).toBeUndefined()
    }
  })

  it('keeps the version and the members of a newer version', () => {
    put({ version: 7, shared: { x: null }, profiles: { p: 1, q: { future: true } } })
    entries().write('p', 2, false)
    entries().remove('other')
    expect([written(), asides()]).toEqual([{ version: 7, shared: { x: null }, profiles: { p: 2, q: { future: true } } }, []])
    entries().remove('p')
    expect(written()).toEqual({ version: 7, shared: { x: null }, profiles: { q: { future: true } } })
  })

  it.each(['', '{"version":1,"profiles":{"p":', '[1]', '{"profiles":["p"]}', '\0\0\0'])('that is damaged counts as empty, and is copied aside before it is replaced (%j)', (text) => {
    put(text)
    expect(entries().read('p')).toBeUndefined()
    expect([readFileSync(file(), 'utf8'), asides()]).toEqual([text, []])
    entries().write('q', 1, false)
    expect([written(), asideText()]).toEqual([{ version: 1, profiles: { q: 1 } }, text])
    expect(statSync(path.join(folder, asides()[0] ?? '')).mode & 0o777).toBe(0o600)
  })

  it('is copied aside before an entry that cannot be read is replaced', () => {
    const text = '{"version":1,"profiles":{"p":"damaged","q":1}}'
    put(text)
    entries().write('p', 2, true)
    expect([written(), asideText()]).toEqual([{ version: 1, profiles: { p: 2, q: 1 } }, text])
  })

  it('that is a folder counts as empty, and is renamed before it is replaced', () => {
    mkdirSync(file())
    expect(entries().read('p')).toBeUndefined()
    entries().write('p', 1, false)
    expect([written(), asides().length]).toEqual([{ version: 1, profiles: { p: 1 } }, 1])
  })

  it('that cannot be written stays unchanged, and the reason is reported', () => {
    const text = '{"version":1,"profiles":{"p":1}}'
    put(text)
    chmodSync(file(), 0o444)
    const details = { path: file(), serverCode: 'EACCES' }
    expect(() => entries().write('p', 2, false)).toThrow(expect.objectContaining({ code: 'preferences-unwritable', details }))
    expect(() => entries().remove('p')).toThrow(expect.objectContaining({ code: 'preferences-not-forgotten', details }))
    expect([readFileSync(file(), 'utf8'), readdirSync(folder)]).toEqual([text, ['views.json']])
  })
})

describe('removing an entry', () => {
  it('changes nothing if there is no such entry', () => {
    entries().remove('p')
    expect(readdirSync(folder)).toEqual([])
    put('{ "profiles": { "q": 1 } }')
    entries().remove('p')
    expect(readFileSync(file(), 'utf8')).toBe('{ "profiles": { "q": 1 } }')
  })

  it.each(['{"version":1,"profiles":{"p":', '[1]', '{"version":1,"profiles":["p"]}'])('leaves nothing of a damaged file, because it may contain the entry (%j)', (text) => {
    put(text)
    entries().remove('p')
    expect([written(), readdirSync(folder)]).toEqual([{ version: 1, profiles: {} }, ['views.json']])
  })
})
