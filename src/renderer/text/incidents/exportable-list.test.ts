import type { FileFacts } from '../../../shared/contract/opening'
import type { FileList } from '../../../shared/contract/opened-file'
import { expect, it } from 'vitest'
import { aCollection } from '../../../shared/contract/fixtures'
import { exportableCollection, exportableFile } from './exportable-list'

const file = { opening: 3, name: 'a.json', completeness: { kind: 'complete' }, record: null, failure: null } as FileList

it('a collection is exported with its outcome, its window and the start of its run', () => {
  const outcome = { kind: 'complete' } as const
  const list = exportableCollection(aCollection({ run: 7, incidents: 12, outcome, window: { kind: 'last', hours: 48 }, startedAt: '2026-11-26T06:04:00.000Z' }))
  expect(list).toMatchObject({ key: 'run 7', incidents: 12, completeness: outcome })
  expect(list.source.replaceAll('\u00A0', ' ')).toMatch(/^Incidents of the last 48 hours, fetched 26 Nov 2026, \d\d:\d\d$/)
})

it('a file is exported with its recorded completeness once it is read', () => {
  expect(exportableFile({ ...file, facts: null })).toBeNull()
  expect(exportableFile({ ...file, facts: { incidents: 5 } as FileFacts })).toEqual({
    key: 'file 3', incidents: 5, completeness: { kind: 'complete' }, source: 'Incidents of the file a.json',
  })
})
