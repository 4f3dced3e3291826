import type { SavedExport } from '../../../shared/contract/export'
import { describe, expect, it } from 'vitest'
import { filesText, hasManifest, possibleScope, progressText, scopeHint } from './export-text'

const counts = { all: 180, shown: 42, hiddenMerged: 2, selected: 3, outside: 0 }
const none = { ...counts, shown: 0, selected: 0 }

describe('a choice', () => {
  it.each([
    ['all', counts, 'The whole list, with merged incidents'],
    ['shown', counts, 'Only what the search and the filters show'],
    ['shown', none, 'Nothing matches the search'],
    ['shown', { ...counts, shown: 178 }, 'The list without 2\u00A0merged incidents'],
    ['shown', { ...counts, shown: 180, hiddenMerged: 0 }, 'Every incident of the list'],
    ['selected', counts, 'Only the rows that you selected'],
    ['selected', { ...counts, outside: 1200 }, '1,200 more are not shown and left out'],
    ['selected', none, 'Nothing is selected'],
    ['selected', { ...none, outside: 2 }, '2 selected, but not shown'],
  ] as const)('%s says what it exports (%#)', (what, given, text) => {
    expect(scopeHint(what, given)).toBe(text)
  })

  it('that is not possible now falls back to all, and says so', () => {
    expect(possibleScope('selected', counts)).toEqual({ what: 'selected', note: '' })
    expect(possibleScope('selected', none)).toEqual({ what: 'all', note: 'Last time you exported the selection. Now nothing is selected.' })
    expect(possibleScope('shown', none)).toEqual({ what: 'all', note: 'Last time you exported what was shown. Now nothing is shown.' })
    expect(possibleScope('all', { ...none, all: 0 })).toEqual({ what: 'all', note: '' })
  })
})

it('every format but JSON as received has a manifest', () => {
  expect([hasManifest({ format: 'json', manifest: false }), hasManifest({ format: 'json', manifest: true }), hasManifest({ format: 'csv', manifest: false })]).toEqual([false, true, true])
})

it.each([
  [{ step: 'preparing', done: 0, total: 0 }, 'Preparing the export…'],
  [{ step: 'writing', done: 12_000, total: 100_000 }, 'Writing 12,000 of 100,000 incidents'],
  [{ step: 'verifying', done: 2_000_000, total: 8_000_000 }, 'Verifying 2.0 MB of 8.0 MB'],
] as const)('says how far a step is (%#)', (progress, text) => {
  expect(progressText(progress).replaceAll('\u00A0', ' ')).toBe(text)
})

it('names the files of a folder and the manifest', () => {
  const saved: SavedExport = {
    kind: 'saved', fileName: 'out', folder: '/', isFolder: true, manifest: 'out.manifest.json', incidents: 1, withoutAlerts: 0, bytes: 500_000, elapsedMs: 1,
    files: [{ name: 'incidents.csv', bytes: 1, rows: 1 }, { name: 'alerts.csv', bytes: 1, rows: 1 }],
  }
  const texts = [saved, { ...saved, isFolder: false }, { ...saved, isFolder: false, manifest: null }].map(each => filesText(each).replaceAll('\u00A0', ' '))
  expect(texts).toEqual(['0.5 MB in 2 files: incidents.csv, alerts.csv, with a manifest', '0.5 MB, with its manifest', '0.5 MB'])
})
