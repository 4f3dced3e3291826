import type { ExportChoice, ExportOutcome, ExportRequest } from '../../../shared/contract/export'
import type { Completeness } from '../../../shared/contract/model'
import type { ExportableList } from '../../text/incidents/exportable-list'
import { afterEach, expect, it, vi } from 'vitest'
import { nextTick, ref, shallowRef } from 'vue'
import { fakeBridge, refuse, settled } from '../../testing/fake-bridge'
import { mounted } from '../../testing/fake-component'
import { defaultChoice, useExport } from './use-export'

const saved: ExportOutcome = {
  kind: 'saved', fileName: 'a.json', folder: '/', isFolder: false, files: [{ name: 'a.json', bytes: 2, rows: 1 }], manifest: null, incidents: 1, withoutAlerts: 0, bytes: 2, elapsedMs: 1,
}
const collection = (run: number, completeness: Completeness = { kind: 'complete' }): ExportableList => ({ key: `run ${run}`, incidents: 5, completeness, source: 'Incidents' })
const incomplete = collection(1, { kind: 'incomplete', failure: { code: 'cancelled', details: {} } })
const query = { text: 'severity:high', showMerged: false, sort: [], utc: false }

function setUp(answer: (request: ExportRequest) => ExportOutcome | Promise<ExportOutcome> = () => saved) {
  const requests: ExportRequest[] = []
  const stored: ExportChoice[] = []
  const bridge = fakeBridge({
    exportIncidents: (request) => { requests.push(request); return answer(request) },
    saveExportChoice: ({ choice }) => { stored.push(choice) },
  })
  const shown = shallowRef<ExportableList | null>(collection(1))
  const selection = { ids: shallowRef<ReadonlySet<string>>(new Set(['3', '7', '9'])), matching: ref(2) }
  const { of: exporter } = mounted(() => useExport({
    shown, query: () => query, view: () => ({ matched: 4, hiddenMerged: 0 }), selection: () => selection, columns: () => [{ column: 'id' }, { column: 'name' }], hasIds: () => true,
  }))
  return { shown, exporter, requests, stored, selection, ...bridge }
}
afterEach(() => vi.unstubAllGlobals())

it('shows the result only while the exported list is shown', async () => {
  const { shown, exporter } = setUp()
  await exporter.writeAll()
  expect(exporter.saved.value).toEqual(saved)
  // The same list, which main sent again.
  shown.value = collection(1)
  await nextTick()
  expect(exporter.saved.value).toEqual(saved)
  shown.value = collection(2)
  await nextTick()
  expect(exporter.saved.value).toBeNull()
})

it('replaces an earlier result with a failure, which stays until the next attempt', async () => {
  let answer = (): ExportOutcome => saved
  const { shown, exporter } = setUp(() => answer())
  await exporter.writeAll()
  answer = () => refuse('export-disk-full')
  await exporter.writeAll()
  expect([exporter.saved.value, exporter.failure.value?.code]).toEqual([null, 'export-disk-full'])
  shown.value = collection(2)
  await nextTick()
  expect(exporter.failure.value?.code).toBe('export-disk-full')
})

it('counts the incidents of each choice, and those that are selected but not shown', () => {
  expect(setUp().exporter.counts.value).toEqual({ all: 5, shown: 4, hiddenMerged: 0, selected: 2, outside: 1 })
})

it('requests and stores what the user chose in the sheet, and sends the selection only if it is exported', async () => {
  const { exporter, requests, stored } = setUp()
  const choice = { what: 'selected', format: 'csv', manifest: true, withIds: true, columns: 'shown' } as const
  exporter.open()
  await exporter.save(choice)
  expect([exporter.sheet.value, stored]).toEqual([null, [choice]])
  await exporter.save({ ...choice, what: 'shown', columns: 'all' })
  expect(requests).toEqual([
    { ...choice, profileId: '', query, ids: ['3', '7', '9'], columns: ['id', 'name'], acceptIncomplete: false, acceptCut: false },
    { ...choice, what: 'shown', profileId: '', query, ids: [], columns: null, acceptIncomplete: false, acceptCut: false },
  ])
})

it('asks about an incomplete list if no sheet has shown that it is', async () => {
  const { shown, exporter, requests } = setUp()
  shown.value = incomplete
  await exporter.writeAll()
  expect([exporter.question.value, requests]).toEqual([{ kind: 'incomplete', list: incomplete, choice: defaultChoice }, []])
  await exporter.write(defaultChoice)
  expect([exporter.question.value, requests[0]?.acceptIncomplete]).toEqual([null, true])
  await exporter.save(defaultChoice)
  expect(requests[1]?.acceptIncomplete).toBe(true)
})

it('asks before texts are cut', async () => {
  const { exporter, requests } = setUp(({ acceptCut }) => acceptCut ? saved : { kind: 'cut', texts: 3 })
  const choice = { ...defaultChoice, format: 'xlsx' } as const
  await exporter.save(choice)
  expect([exporter.question.value, exporter.saved.value]).toEqual([{ kind: 'cut', texts: 3, choice }, null])
  await exporter.write(choice, true)
  expect([exporter.question.value, exporter.saved.value, requests.length]).toEqual([null, saved, 2])
})

it('shows the progress of an export, not that of a check, and says that it was stopped', async () => {
  let end: (outcome: ExportOutcome) => void = () => undefined
  const { exporter, send } = setUp(() => new Promise((resolve) => { end = resolve }))
  const writing = exporter.writeAll()
  await settled()
  expect([exporter.busy.value, exporter.possible.value]).toEqual([true, false])
  send('exportProgress', { step: 'verifying', done: 1, total: 2 })
  expect(exporter.progress.value).toBeNull()
  send('exportProgress', { step: 'writing', done: 1, total: 2 })
  expect(exporter.progress.value).toEqual({ step: 'writing', done: 1, total: 2 })
  send('exportProgress', null)
  end({ kind: 'stopped' })
  await writing
  expect([exporter.progress.value, exporter.stopped.value, exporter.busy.value]).toEqual([null, true, false])
})

it('opens no second sheet, and none during an export or a question', async () => {
  const { shown, exporter, requests } = setUp()
  exporter.open()
  const opened = exporter.sheet.value
  exporter.open()
  expect(exporter.sheet.value).toBe(opened)
  await exporter.writeAll()
  expect(requests).toEqual([])
  exporter.closeSheet()
  shown.value = incomplete
  await exporter.writeAll()
  exporter.open()
  expect(exporter.sheet.value).toBeNull()
})
