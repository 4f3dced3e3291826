import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readContents } from './contents'
import { deleteAsides, setAside } from './set-aside'

let folder: string
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'set-aside-')) })
afterEach(() => rmSync(folder, { recursive: true }))
const file = () => path.join(folder, 'size.json')
const asides = () => readdirSync(folder).filter(name => name.startsWith('size.damaged-'))

describe('the copies of a state file', () => {
  const copy = 'size.damaged-2026-11-24T12.00.00.000Z.json'

  it('are deleted, and nothing else is', () => {
    writeFileSync(file(), 'damaged')
    setAside(file(), readContents(file()))
    const others = ['size.damaged-by-me.json', 'resize.damaged-2026-11-24T12.00.00.000Z.json', `${copy}.bak`, 'size.json']
    for (const name of [copy, ...others.slice(0, 3)]) writeFileSync(path.join(folder, name), 'x')
    expect(asides().length).toBe(4)
    deleteAsides(file())
    expect(readdirSync(folder).sort()).toEqual(others.sort())
  })

  it('are deleted even if one of them is a folder, which stays', () => {
    const later = 'size.damaged-2026-11-25T12.00.00.000Z.json'
    mkdirSync(path.join(folder, copy))
    writeFileSync(path.join(folder, later), 'x')
    deleteAsides(file())
    expect(readdirSync(folder)).toEqual([copy])
  })

  it('need not exist', () => {
    rmSync(folder, { recursive: true })
    expect(() => deleteAsides(file())).not.toThrow()
    mkdirSync(folder)
  })
})
