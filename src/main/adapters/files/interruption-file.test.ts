import type { Interruption } from '../../core/methods/restart-recovery'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { app } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFileWriter } from '../../core/files/write-file'
import { createInterruptionFile } from './interruption-file'

vi.mock('electron', async () => ({ app: new (await import('node:events')).EventEmitter() }))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'interruption-file-'))
  app.removeAllListeners()
})
afterEach(() => rmSync(folder, { recursive: true }))
const file = () => path.join(folder, 'interrupted.json')
const interruptionFile = () => createInterruptionFile(file(), createFileWriter('0a1b2c3d'))
const interruption: Interruption = { profileId: 'p', window: { kind: 'last', hours: 48 }, startedBy: 'app', knownUntil: '2026-11-24T12:00:00.000Z', tries: 1 }

describe('the file of the running collection', () => {
  it('returns the complete collection that was written', () => {
    interruptionFile().write(interruption)
    expect(interruptionFile().read()).toEqual(interruption)
    const byUser: Interruption = { ...interruption, startedBy: 'person', knownUntil: null, tries: 0 }
    interruptionFile().write(byUser)
    expect(interruptionFile().read()).toEqual(byUser)
  })

  it('is read as app version 0.1.0 wrote it: a run without a starter was started by the user', () => {
    writeFileSync(file(), '{"profileId":"p","window":{"kind":"last","hours":48},"tries":2}')
    expect(interruptionFile().read()).toEqual({ ...interruption, startedBy: 'person', knownUntil: null, tries: 2 })
  })

  it.each(['', '{"profileId":"../p"}', '{"version":1,"profileId":"p","window":{"kind":"last","hours":47},"tries":0}'])('counts as missing if it is damaged (%j)', (text) => {
    writeFileSync(file(), text)
    expect(interruptionFile().read()).toBeNull()
  })

  it('is removed when the collection ends, but not when the app quits', () => {
    const first = interruptionFile()
    first.write(interruption)
    first.remove()
    expect(existsSync(file())).toBe(false)
    first.write(interruption)
    app.emit('will-quit')
    first.remove()
    expect(interruptionFile().read()).toEqual(interruption)
  })

  it('causes no error if it cannot be written', () => {
    rmSync(folder, { recursive: true })
    expect(() => interruptionFile().write(interruption)).not.toThrow()
    expect(() => interruptionFile().remove()).not.toThrow()
    folder = mkdtempSync(path.join(os.tmpdir(), 'interruption-file-'))
  })
})
