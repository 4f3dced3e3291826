import type { FileFacts } from '../../../../shared/contract/opening'
import type { OpenedFile, OpeningWatch } from '../opened-file'
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { aSummary } from '../../../../shared/contract/fixtures'
import { AppError } from '../../base/errors'
import { aDataset } from '../../dataset/fixtures'
import { manifestOf, manifestText } from '../../export/manifest'
import { packRows } from '../../incident/packed-rows'
import { createFileCollections } from './file-collections'

let folder: string
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'file-')) })
afterEach(() => rmSync(folder, { recursive: true }))

const incidents = [aSummary({ id: '1' }), aSummary({ id: '2', alerts: null })].map(summary => ({ summary, bytes: Buffer.from('{}') }))
const facts: FileFacts = {
  kind: 'json', encoding: 'utf-8', api: 'defender-xdr', bytes: 10, modifiedMs: 0, incidents: 2, duplicates: 0, unreadable: { count: 0, first: [] }, cutOffAt: null, hasNextLink: false,
}

/** Opens a file whose reading the test controls. */
function setUp({ sha256 = 'x' }: { readonly sha256?: string } = {}) {
  const happened: string[] = []
  let state: Awaited<ReturnType<OpenedFile['state']>> = 'unchanged'
  let watch: OpeningWatch | null = null
  let settle: { readonly resolve: (opened: OpenedFile) => void, readonly reject: (error: unknown) => void } | null = null
  const opened: OpenedFile = { facts, incidents: aDataset(incidents).incidents, state: async () => state, close: () => { happened.push('closed') } }
  const log = (name: string) => (argument?: unknown) => { happened.push(argument === null ? `${name} null` : name) }
  const collections = createFileCollections({
    file: path.join(folder, 'a.json'), opening: 3, realFile: async file => file, hashFile: async () => sha256,
    openFile: (_file, watching) => {
      watch = watching
      return new Promise((resolve, reject) => { settle = { resolve, reject } })
    },
    index: { begin: log('begin'), add: log('add'), end: log('end'), replace: log('replace'), setChanges: log('setChanges'), clear: log('clear') },
    settle: async () => { happened.push('settled') }, rowsVersion: () => 7, refill: () => { happened.push('refilled') },
    onState: () => { happened.push(`state ${collections.state().file?.manifest}`) },
    timer: { after: (_ms, act) => { act(); return () => undefined } }, onUnexpected: () => { happened.push('unexpected') },
  })
  const reading = collections.read()
  const started = () => expect.poll(() => settle !== null).toBe(true)
  return {
    collections, happened, reading, opened, started,
    watch: () => watch, finish: () => settle?.resolve(opened), fail: (error: unknown) => settle?.reject(error),
    setState: (next: typeof state) => { state = next },
  }
}

it('shows rows and progress while a file is read, then its dataset', async () => {
  const { collections, happened, reading, started, watch, finish } = setUp()
  await started()
  expect(collections.state()).toMatchObject({ collection: null, running: null, rowsVersion: 7, file: { opening: 3, name: 'a.json', folder, facts: null, failure: null } })
  await watch()?.onRows(packRows([]), [0])
  watch()?.onProgress({ readBytes: 5, bytes: 10, incidents: 1 })
  expect(collections.state().file?.reading).toEqual({ readBytes: 5, bytes: 10, incidents: 1 })
  expect([collections.shown(), collections.find('1')]).toEqual([null, null])
  finish()
  expect(await reading).toBe(true)
  expect(happened.filter(each => !each.startsWith('state'))).toEqual(['begin', 'add', 'settled', 'end'])
  expect(collections.state()).toMatchObject({ withoutAlerts: 1, file: { reading: null, facts, manifest: 'none', completeness: { kind: 'not-recorded' }, record: null } })
  expect(collections.shown()?.provenance).toMatchObject({ source: 'file', cloud: null, file: { name: 'a.json', recorded: null } })
  expect(collections.find('1')).toBe(collections.find('1'))
  expect((await collections.withAlerts('1')).incident).toBe(incidents[0])
  await expect(collections.withAlerts('2')).rejects.toMatchObject({ code: 'file-without-alerts' })
  await expect(collections.withAlerts('3')).rejects.toMatchObject({ code: 'incident-not-found' })
  expect(collections.source().shown).toMatchObject({ api: 'defender-xdr', changes: [] })
})

it('shows the failure of a file that cannot be opened, and no rows', async () => {
  const { collections, happened, reading, started, fail } = setUp()
  await started()
  fail(new AppError('file-empty', { path: 'a.json' }))
  expect(await reading).toBe(false)
  expect(collections.state().file).toMatchObject({ reading: null, facts: null, failure: { code: 'file-empty' } })
  expect(happened).toContain('end null')
  expect(happened).not.toContain('unexpected')
})

it.each([['the checksum', 'matches'], ['another', 'checksum']] as const)('compares its manifest: %s', async (text, state) => {
  const sha256 = (of: string) => createHash('sha256').update(of).digest('hex')
  const circumstances = { what: 'all', format: 'json', query: { text: '', showMerged: true, sort: [], utc: false }, profile: null, ids: null, pages: 1, exportedAt: '2026-11-24T12:30:00.000Z', appVersion: '1' } as const
  const files = [{ name: 'a.json', bytes: 10, sha256: sha256('the checksum'), rows: 2 }]
  writeFileSync(path.join(folder, 'a.manifest.json'), manifestText(manifestOf({ dataset: aDataset(), incidents: [] }, circumstances, files)))
  const { collections, reading, started, finish } = setUp({ sha256: sha256(text) })
  await started()
  finish()
  await reading
  await expect.poll(() => collections.state().file?.manifest).toBe(state)
  expect(collections.state().file?.completeness.kind).toBe(state === 'matches' ? 'complete' : 'not-recorded')
  expect(collections.state().file?.record).toEqual(state === 'matches' ? { window: { kind: 'last', hours: 48 }, fetchedAt: '2026-11-24T12:00:00.000Z', hasIds: false, part: null } : null)
})

it('fills the index again if it was lost while the file was read', async () => {
  const { collections, happened, reading, started, finish } = setUp()
  await started()
  expect(collections.source()).toEqual({ shown: null, running: null })
  finish()
  await reading
  expect(happened).toContain('refilled')
})

it('notices a file that has changed', async () => {
  const { collections, reading, started, finish, setState } = setUp()
  await started()
  await collections.compare()
  finish()
  await reading
  setState('replaced')
  await collections.compare()
  expect(collections.state().file?.state).toBe('replaced')
})

it('closes the file when it is left, even while it is read', async () => {
  const { collections, happened, reading, started, watch, finish } = setUp()
  await started()
  collections.clear()
  expect(watch()?.signal.aborted).toBe(true)
  happened.length = 0
  await watch()?.onRows(packRows([]), [0])
  finish()
  expect(await reading).toBe(false)
  expect([happened, collections.shown()]).toEqual([['closed'], null])
})
