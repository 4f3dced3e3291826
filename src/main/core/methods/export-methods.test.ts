import type { ExportRequest } from '../../../shared/contract/export'
import type { Completeness } from '../dataset/completeness'
import type { Encode, ExportPlan } from '../export/encoding'
import type { ExportFacts } from '../export/export'
import type { ExportMethodDeps } from './export-methods'
import { Buffer } from 'node:buffer'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aSummary } from '../../../shared/contract/fixtures'
import { aDataset } from '../dataset/fixtures'
import { AppError } from '../base/errors'
import { withJson } from '../export/encode-json'
import { readManifest } from '../export/manifest'
import { createFileWriter } from '../files/write-file'
import { createExportMethods } from './export-methods'

let folder: string
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'export-methods-')) })
afterEach(() => rmSync(folder, { recursive: true }))
const at = (...names: readonly string[]) => path.join(folder, ...names)
const read = (...names: readonly string[]) => readFileSync(at(...names), 'utf8')

const incidents = ['1', '2', '3', '4'].map(id => ({ summary: aSummary({ id, alerts: id === '4' ? null : 1 }), bytes: Buffer.from(id) }))
const request: ExportRequest = {
  profileId: 'p', what: 'all', format: 'json', manifest: false, withIds: false, ids: [], columns: null, acceptIncomplete: false, acceptCut: false,
  query: { text: 'severity:high', showMerged: false, sort: [], utc: false },
}
const files = [{ name: 'a.csv', table: 'incidents' }, { name: 'b.csv', table: 'alerts' }] as const

/** A format with two files, whose limits a test sets. */
const twoTables = (limits: ExportPlan['limits']): Encode => ({
  plan: async () => ({ files, limits }),
  chunks: async function* (chosen) {
    yield { file: 0, bytes: Buffer.from(`${chosen.length} rows`), rows: chosen.length }
    yield { file: 1, bytes: Buffer.from('none'), rows: 0 }
  },
})

interface Options {
  readonly completeness?: Completeness
  readonly limits?: ExportPlan['limits']
  readonly encode?: Encode
  /** The answer of the save dialog. */
  readonly name?: string | null
}

function setUp({ completeness = { kind: 'complete' }, limits = { cutTexts: 0, tooManyRows: null }, name = 'out.json', encode }: Options = {}) {
  const asked: ExportFacts[] = []
  const shown: string[] = []
  const session = {
    collections: { shown: () => aDataset(incidents, { completeness }), state: () => ({ collection: { pages: 7 } }) },
    list: { matching: async () => ['3', '1', '2'] },
  }
  const settings = { profileId: 'p', profiles: [{ id: 'p', name: 'Contoso' }], profile: { tenantId: 'tenant', clientId: 'client' } }
  const deps = {
    profiles: { current: () => session, currentId: () => 'p', settings: () => settings } as unknown as ExportMethodDeps['profiles'],
    encode: encode ?? withJson(twoTables(limits)),
    askWhereToSave: async (facts: ExportFacts) => { asked.push(facts); return name === null ? null : at(name) },
    askWhatToVerify: async () => at(name ?? ''),
    writeSet: createFileWriter('0a1b2c3d').writeSet,
    showInFolder: (file: string) => { shown.push(file) },
    emitExportProgress: () => undefined,
    timer: { after: () => () => undefined },
    now: () => Date.parse('2026-11-24T12:30:00Z'),
    appVersion: '1.2.3',
  }
  return { methods: createExportMethods(deps), asked, shown }
}

describe('an export', () => {
  it.each([
    ['all', [], '[1,\n2,\n3,\n4]\n'],
    ['shown', [], '[3,\n1,\n2]\n'],
    ['selected', ['1', '3', '4', '99'], '[3,\n1]\n'],
  ] as const)('contains the incidents that are %s, in their order', async (what, ids, text) => {
    const { methods } = setUp()
    expect(await methods.exportIncidents({ ...request, what, ids })).toMatchObject({ kind: 'saved', fileName: 'out.json', folder, isFolder: false, manifest: null })
    expect([readdirSync(folder), read('out.json')]).toEqual([['out.json'], text])
  })

  it('has a manifest if the user wants one, with the IDs if they want these', async () => {
    const { methods } = setUp()
    await methods.exportIncidents({ ...request, what: 'shown', manifest: true })
    expect(readManifest(read('out.manifest.json'))).toMatchObject({ profile: 'Contoso', pages: 7, counts: { incidents: 3, inList: 4 }, query: { what: 'shown', text: 'severity:high' } })
    expect(read('out.manifest.json')).not.toMatch(/tenant"|client"/)
    await methods.exportIncidents({ ...request, manifest: true, withIds: true })
    expect(readManifest(read('out.manifest.json'))).toMatchObject({ ids: { tenantId: 'tenant', clientId: 'client' }, query: null, exportedAt: '2026-11-24T12:30:00.000Z' })
    expect(await methods.verifyExport('last')).toMatchObject({ kind: 'verified', files: [{ name: 'out.json', state: 'unchanged' }] })
  })

  it('replaces the manifest of the file that it replaces, which would be wrong', async () => {
    const { methods } = setUp()
    await methods.exportIncidents({ ...request, what: 'shown', manifest: true })
    expect(await methods.exportIncidents(request)).toMatchObject({ manifest: 'out.manifest.json' })
    expect(await methods.verifyExport('file')).toMatchObject({ incidents: 4, files: [{ state: 'unchanged' }] })
  })

  it('of several files is a folder with a manifest', async () => {
    const { methods, asked, shown } = setUp({ name: 'out' })
    const outcome = await methods.exportIncidents({ ...request, format: 'csv' })
    expect(outcome).toMatchObject({ isFolder: true, fileName: 'out', manifest: 'out.manifest.json', files: [{ name: 'a.csv', rows: 4, bytes: 6 }, { name: 'b.csv', rows: 0, bytes: 4 }], bytes: 10, withoutAlerts: 1 })
    expect([asked[0]?.isFolder, readdirSync(at('out')).sort()]).toEqual([true, ['a.csv', 'b.csv', 'out.manifest.json']])
    expect(await methods.verifyExport('folder')).toMatchObject({ files: [{ state: 'unchanged' }, { state: 'unchanged' }] })
    methods.showExport()
    expect(shown).toEqual([at('out')])
    expect(await methods.exportIncidents({ ...request, format: 'csv' }).catch((error: unknown) => error)).toMatchObject({ code: 'export-folder-taken' })
  })

  it('of another profile, of an incomplete list or with cut texts is not written without the user', async () => {
    const incomplete = setUp({ completeness: { kind: 'incomplete', failure: { code: 'cancelled', details: {} } } })
    await expect(incomplete.methods.exportIncidents({ ...request, profileId: 'q' })).rejects.toMatchObject({ code: 'nothing-to-export' })
    await expect(incomplete.methods.exportIncidents(request)).rejects.toMatchObject({ code: 'list-incomplete' })
    expect(await incomplete.methods.exportIncidents({ ...request, acceptIncomplete: true })).toMatchObject({ kind: 'saved' })
    const cut = setUp({ name: 'cut', limits: { cutTexts: 3, tooManyRows: null } })
    expect([await cut.methods.exportIncidents({ ...request, format: 'xlsx' }), cut.asked]).toEqual([{ kind: 'cut', texts: 3 }, []])
    expect(await cut.methods.exportIncidents({ ...request, format: 'xlsx', acceptCut: true })).toMatchObject({ kind: 'saved' })
    const long = setUp({ limits: { cutTexts: 0, tooManyRows: { table: 'alerts', rows: 9, limit: 8 } } })
    await expect(long.methods.exportIncidents({ ...request, format: 'xlsx' })).rejects.toMatchObject({ code: 'export-too-many-rows', details: { path: 'alerts', count: 9, expected: 8 } })
  })

  it('that the user stops or cancels in the dialog leaves nothing', async () => {
    expect(await setUp({ name: null }).methods.exportIncidents(request)).toEqual({ kind: 'cancelled' })
    const { methods } = setUp({ encode: {
      plan: twoTables({ cutTexts: 0, tooManyRows: null }).plan,
      chunks: async function* (_incidents, _plan, _options, signal) {
        yield { file: 0, bytes: Buffer.from('half'), rows: 1 }
        methods.cancelExport()
        if (signal.aborted) throw new AppError('cancelled')
      },
    } })
    expect(await methods.exportIncidents({ ...request, format: 'csv' })).toEqual({ kind: 'stopped' })
    expect(readdirSync(folder)).toEqual([])
  })
})

it('verifies nothing before the first export', async () => {
  writeFileSync(at('out.json'), '[]')
  const { methods } = setUp()
  expect(await methods.verifyExport('last')).toEqual({ kind: 'cancelled' })
  await expect(methods.verifyExport('file')).rejects.toMatchObject({ code: 'manifest-missing' })
})
