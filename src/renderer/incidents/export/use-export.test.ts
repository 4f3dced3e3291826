import type { ExportOutcome } from '../../../shared/contract/app'
import type { Collection } from '../../../shared/contract/model'
import { afterEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { aCollection } from '../../../shared/contract/fixtures'
import { useExport } from './use-export'

const outcome: ExportOutcome = { kind: 'saved', fileName: 'a.json', folder: '/', incidents: 1, withoutAlerts: 0, bytes: 2, elapsedMs: 1 }
const collection = (run: number) => aCollection({ run, pages: 1, incidents: 1, outcome: { kind: 'complete' } })

function setUp(answer: () => unknown = () => ({ ok: true, value: outcome })) {
  vi.stubGlobal('window', { xdrDesk: { exportIncidents: async () => answer() } })
  const shown = shallowRef<Collection | null>(collection(1))
  const scope = effectScope()
  const exporter = scope.run(() => useExport(shown))
  if (!exporter) throw new Error('the composable was not set up')
  return { shown, exporter }
}
afterEach(() => vi.unstubAllGlobals())

it('shows the result only while the exported list is shown', async () => {
  const { shown, exporter } = setUp()
  await exporter.run()
  expect(exporter.saved.value).toEqual(outcome)
  // The same list, which main sent again.
  shown.value = collection(1)
  await nextTick()
  expect(exporter.saved.value).toEqual(outcome)
  shown.value = collection(2)
  await nextTick()
  expect(exporter.saved.value).toBeNull()
  await exporter.run()
  shown.value = null
  await nextTick()
  expect(exporter.saved.value).toBeNull()
})

it('replaces an earlier result with a failure, which stays until the next attempt', async () => {
  let answer: unknown = { ok: true, value: outcome }
  const { shown, exporter } = setUp(() => answer)
  await exporter.run()
  answer = { ok: false, failure: { code: 'export-disk-full', details: {} } }
  await exporter.run()
  expect([exporter.saved.value, exporter.failure.value?.code]).toEqual([null, 'export-disk-full'])
  shown.value = collection(2)
  await nextTick()
  expect(exporter.failure.value?.code).toBe('export-disk-full')
})
