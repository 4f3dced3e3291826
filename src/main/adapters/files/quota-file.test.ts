import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { app } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFileWriter } from '../../core/files/write-file'
import { createQuotaFile } from './quota-file'

vi.mock('electron', async () => ({ app: new (await import('node:events')).EventEmitter() }))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'quota-file-'))
  app.removeAllListeners()
  vi.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true })
})
const file = () => path.join(folder, 'quota.json')
const quotaFile = () => createQuotaFile(file(), createFileWriter('0a1b2c3d'))
const key = 'contoso.example/app/defender-xdr'

describe('the quota file', () => {
  it('contains the calls of the last hour within a second, without IDs', () => {
    const now = Date.now()
    quotaFile().write(key, [now - 3_600_001, now - 1, now])
    vi.advanceTimersByTime(999)
    expect(readdirSync(folder)).toEqual([])
    vi.advanceTimersByTime(1)
    expect(quotaFile().read(key)).toEqual([now - 1, now])
    expect(readFileSync(file(), 'utf8')).not.toMatch(/contoso|app/)
  })

  it('is written when the app quits', () => {
    quotaFile().write(key, [Date.now()])
    app.emit('will-quit')
    expect(quotaFile().read(key)).toEqual([Date.now()])
  })

  it('is read as app version 0.1.0 wrote it, and contains only the new format after a write', () => {
    const now = Date.now()
    quotaFile().write(key, [now])
    vi.advanceTimersByTime(1000)
    const { calls } = JSON.parse(readFileSync(file(), 'utf8')) as { calls: object }
    writeFileSync(file(), JSON.stringify(calls))
    const upgraded = quotaFile()
    expect(upgraded.read(key)).toEqual([now])
    upgraded.write(key, [now])
    vi.advanceTimersByTime(1000)
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ version: 1, calls })
  })

  it.each(['', '{"version":1,"calls":{"x":["now"]}}', '[]'])('counts as empty if it is damaged, and is copied aside before it is replaced (%j)', (text) => {
    writeFileSync(file(), text)
    const damaged = quotaFile()
    expect(damaged.read(key)).toEqual([])
    const called = Date.now()
    damaged.write(key, [called])
    vi.advanceTimersByTime(1000)
    expect(quotaFile().read(key)).toEqual([called])
    expect(readFileSync(path.join(folder, 'quota.damaged-2026-11-24T12.00.01.000Z.json'), 'utf8')).toBe(text)
  })

  it('causes no error if it cannot be written', () => {
    rmSync(folder, { recursive: true })
    quotaFile().write(key, [Date.now()])
    expect(() => vi.advanceTimersByTime(1000)).not.toThrow()
    folder = mkdtempSync(path.join(os.tmpdir(), 'quota-file-'))
  })
})
